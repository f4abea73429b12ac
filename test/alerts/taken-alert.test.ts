import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takenAlert } from '../../lambdas/alerts/taken-alert.ts';

const notification = (value: string) => ({
  Type: 'Notification',
  MessageId: 'message-1',
  TopicArn: 'arn:aws:sns:ap-southeast-1:111122223333:sos',
  Message: 'SOS',
  MessageAttributes: { kind: { Type: 'String', Value: 'sos' }, alert: { Type: 'String', Value: value } },
});

const keys = fc.record(
  {
    incidentId: fc.string({ minLength: 1 }),
    tier: fc.integer({ min: 1, max: 5 }),
    isRecovery: fc.boolean(),
    repeat: fc.integer({ min: 1, max: 9 }),
    joinedBy: fc.string(),
  },
  { requiredKeys: ['incidentId', 'tier'], noNullPrototype: true },
);

describe('takenAlert', () => {
  it('reads which alert the topic took, and as which message', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const read = takenAlert.parse(notification(JSON.stringify(key)));

        expect(read).toEqual({ messageId: 'message-1', key });
      }),
    );
  });

  it('refuses whatever else stands there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (value) => {
        expect(takenAlert.safeParse(notification(value)).success).toBe(false);
      }),
    );
  });
});
