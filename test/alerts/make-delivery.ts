import { gzipSync } from 'node:zlib';
import type { SmsDelivery } from '../../lambdas/alerts/sms-delivery.ts';
import { happenedAt } from './make-alert.ts';

export const reportedAt = happenedAt + 4000;

/** As SNS writes it: https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
export function makeReport(overrides: object = {}, status: 'SUCCESS' | 'FAILURE' = 'FAILURE') {
  const isFailure = status === 'FAILURE';
  return {
    notification: {
      messageId: '1077257a-92f3-5ca3-bc97-6a915b310625',
      timestamp: '2026-11-23 01:15:02.559',
    },
    delivery: {
      mnc: 0,
      numberOfMessageParts: 1,
      destination: '+66810000001',
      priceInUSD: 0.02,
      smsType: 'Transactional',
      mcc: 0,
      providerResponse: isFailure
        ? 'Unknown error attempting to reach phone'
        : 'Message has been accepted by phone',
      dwellTimeMs: 1420,
      dwellTimeMsUntilDeviceAck: 1692,
      ...overrides,
    },
    status,
  };
}

/** As a subscription of CloudWatch Logs hands lines over. */
export function makeBatch(messages: readonly string[], messageType = 'DATA_MESSAGE'): string {
  const logEvents = messages.map((message, i) => ({ id: `36000000${i}`, timestamp: reportedAt, message }));
  const batch = {
    messageType,
    owner: '000000000000',
    logGroup: 'sns/ap-southeast-1/000000000000/SosTopic/Failure',
    logStream: 'b3a1f1e2',
    subscriptionFilters: ['NoteDelivery'],
    logEvents,
  };
  return gzipSync(JSON.stringify(batch)).toString('base64');
}

export function makeSms(overrides: Partial<SmsDelivery> = {}): SmsDelivery {
  return {
    messageId: 'message-1',
    phone: '…0001',
    outcome: 'failed',
    why: 'Phone is currently unreachable/unavailable',
    at: reportedAt,
    ...overrides,
  };
}
