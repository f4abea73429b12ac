import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readDelivery } from '../../lambdas/alerts/sms-delivery.ts';
import { createLogSubscriptions } from '../../sandbox/log-subscriptions.ts';
import type { RecipientMessage } from '../../sandbox/recipient-message.ts';
import { logSmsDeliveries } from '../../sandbox/sms-log.ts';

const now = () => new Date('2026-11-23T01:15:04Z');
const arrived = 'sns/ap-southeast-1/000000000000/SosTopic';
const failed = `${arrived}/Failure`;

const sms: RecipientMessage = {
  recipient: '+66810000001',
  protocol: 'sms',
  text: 'SOS',
  topic: 'arn:aws:sns:ap-southeast-1:000000000000:SosTopic',
  messageId: 'message-1',
  attributes: {},
  at: '2026-11-23T01:15:02.559Z',
  isDefaultText: false,
};

afterEach(() => vi.useRealTimers());

/** What one function is handed that subscribed to both groups; `fails` times it answers with an error. */
function makeLog(fails = 0) {
  vi.useFakeTimers();
  const batches: { logGroup: string; messages: readonly string[] }[] = [];
  let left = fails;
  const logs = createLogSubscriptions(async (_name, event) => {
    const { data } = (event as { awslogs: { data: string } }).awslogs;
    const { logGroup, logEvents } = JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString());
    batches.push({ logGroup, messages: logEvents.map(({ message }: { message: string }) => message) });
    if (left-- > 0) return { isOk: false, error: { errorType: 'Error', errorMessage: 'away' } };
    return { isOk: true, payload: 'null' };
  });
  const listeners: ((message: RecipientMessage) => void)[] = [];
  const failures: ((message: RecipientMessage, reason: string) => void)[] = [];
  const mailboxes = {
    onMessage: (listener: (message: RecipientMessage) => void) => {
      listeners.push(listener);
      return () => undefined;
    },
    onFailure: (listener: (message: RecipientMessage, reason: string) => void) => {
      failures.push(listener);
      return () => undefined;
    },
  };
  logSmsDeliveries({ region: 'ap-southeast-1', accountId: '000000000000', mailboxes, logs, now });
  for (const group of [arrived, failed]) logs.subscribe(group, 'note-delivery');
  return {
    batches,
    logs,
    arrive: (message = sms) => listeners.forEach((listener) => void listener(message)),
    fail: (reason: string) => failures.forEach((listener) => void listener(sms, reason)),
    pass: () => vi.advanceTimersByTimeAsync(1000),
  };
}

describe('the log of SMS', () => {
  it('says of each that arrived so, in the group of its topic, those of a moment together', async () => {
    const log = makeLog();

    log.arrive();
    log.arrive({ ...sms, recipient: '+66810000002' });
    await log.pass();

    expect(log.batches.map(({ logGroup, messages }) => [logGroup, messages.length])).toEqual([[arrived, 2]]);
    expect(readDelivery(log.batches[0]?.messages[0] ?? '', 1)).toMatchObject({
      messageId: 'message-1',
      phone: '…0001',
      outcome: 'delivered',
    });
  });

  it('says of one that failed why, in a group of its own', async () => {
    const log = makeLog();

    log.fail('Phone is currently unreachable/unavailable');
    await log.pass();

    expect(log.batches.map(({ logGroup }) => logGroup)).toEqual([failed]);
    expect(readDelivery(log.batches[0]?.messages[0] ?? '', 1)).toMatchObject({
      outcome: 'failed',
      why: 'Phone is currently unreachable/unavailable',
    });
  });

  it('is handed over again when its function fails, three times in all', async () => {
    const log = makeLog(5);

    log.arrive();
    await log.pass();

    expect(log.batches).toHaveLength(3);
  });

  it('says nothing of e-mail, nor where nobody listens', async () => {
    const log = makeLog();

    log.arrive({ ...sms, protocol: 'email' });
    log.arrive({ ...sms, topic: 'arn:aws:sns:ap-southeast-1:000000000000:OtherTopic' });
    await log.pass();

    expect(log.batches).toEqual([]);
  });
});
