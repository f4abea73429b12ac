import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PoleMessageRefusedError,
  parsePoleMessage,
  pressTime,
  readFault,
} from '../../lambdas/poles/pole-message.ts';

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const refusal = (messageType: string, payload: Uint8Array) => {
  try {
    parsePoleMessage(messageType, payload);
  } catch (error) {
    if (error instanceof PoleMessageRefusedError) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('parsePoleMessage', () => {
  it('reads a press', () => {
    const message = parsePoleMessage(
      'press',
      bytes({ version: 1, pressId: '01JD4Z8Q2M3N4P5Q', pressedAt: '2026-11-23T08:15:00+07:00', drill: true }),
    );

    expect(message).toEqual({
      type: 'press',
      body: {
        version: 1,
        pressId: '01JD4Z8Q2M3N4P5Q',
        pressedAt: '2026-11-23T08:15:00+07:00',
        drill: true,
      },
      unknownKeyCount: 0,
    });
  });

  it.each([
    ['a clock that tells nonsense', { pressedAt: 'yesterday' }],
    ['a clock that is a number', { pressedAt: 17 }],
    ['a time without offset', { pressedAt: '2026-11-23T08:15:00' }],
  ])('takes a press with %s and leaves its time out', (_, extra) => {
    const message = parsePoleMessage('press', bytes({ version: 1, pressId: 'press-0001', ...extra }));

    expect(message.body).toEqual({ version: 1, pressId: 'press-0001', drill: false });
  });

  it('takes a press with an unreadable drill mark as a real one', () => {
    const message = parsePoleMessage('press', bytes({ version: 1, pressId: 'press-0001', drill: 'yes' }));

    expect(message.body).toMatchObject({ drill: false });
  });

  it.each([
    ['cancel', { cancelId: 'cancel-01' }],
    ['safe', { safeId: 'answer-01' }],
  ])('takes a %s whose press or drill mark is unreadable', (type, body) => {
    const message = parsePoleMessage(type, bytes({ version: 1, ...body, pressId: 7, drill: 'yes' }));

    expect(message).toEqual({ type, body: { version: 1, ...body, drill: false }, unknownKeyCount: 0 });
  });

  it.each([
    ['tamper', 'tamper', false],
    ['tamper-cleared', 'tamper', true],
    ['mains-lost-cleared', 'mains-lost', true],
  ] as const)('reads the fault word %s', (word, fault, isOver) => {
    const message = parsePoleMessage('fault', bytes({ version: 1, faultId: 'fault-0001', fault: word }));

    expect(message.type === 'fault' && readFault(message.body)).toEqual({ fault, isOver });
  });

  it('takes a message with keys of newer firmware and counts them', () => {
    const message = parsePoleMessage(
      'press',
      bytes({ version: 1, pressId: 'press-0001', mood: 'bad', x: 1 }),
    );

    expect(message.unknownKeyCount).toBe(2);
    expect(message.body).not.toHaveProperty('mood');
  });

  it.each([
    ['press', { version: 2, pressId: 'press-0001' }, 'version: must be 1'],
    ['press', { version: 1, pressId: 'short' }, 'pressId: must be 8–64'],
    ['press', { version: 1 }, 'pressId: must be a text'],
    ['heartbeat', { version: 1, batteryPercent: 101 }, 'batteryPercent: must be 0–100'],
    ['heartbeat', { version: 1, mainsPower: 'on' }, 'mainsPower: must be true or false'],
    ['fault', { version: 1, faultId: 'fault-0001', fault: 'sad' }, 'fault: must be stuck-button'],
    ['fault', { version: 1, faultId: 'fault-0001', fault: 'silent' }, 'fault: must be stuck-button'],
    ['cancel', { version: 1, pressId: 'press-0001' }, 'cancelId: must be a text'],
    ['safe', { version: 1, safeId: 'no' }, 'safeId: must be 8–64'],
    ['self-test', { version: 1, testId: 'test-0001' }, 'passed: must be true or false'],
  ])('refuses the %s %j and says what would be right', (type, payload, words) => {
    expect(refusal(type, bytes(payload)).message).toContain(words);
  });

  it.each([
    ['no UTF-8', Buffer.from([0xff, 0xfe, 0x7b])],
    ['half a JSON', Buffer.from('{"version":1')],
    ['a list', Buffer.from('[]')],
    ['null', Buffer.from('null')],
    ['nothing', Buffer.from('')],
  ])('refuses a payload that is %s', (_, payload) => {
    expect(refusal('press', payload).fields).toEqual(['payload']);
  });

  it.each([5, 3601, 'often'])(
    'takes a heartbeat whose interval is odd (%j), without it',
    (reportingSeconds) => {
      const { body } = parsePoleMessage(
        'heartbeat',
        bytes({ version: 1, mainsPower: true, reportingSeconds }),
      );

      expect(body).toEqual({ version: 1, mainsPower: true });
    },
  );

  it.each(['shout', '__proto__', 'constructor', ''])('refuses the message type "%s"', (type) => {
    expect(refusal(type, bytes({ version: 1 })).fields).toEqual(['messageType']);
  });

  const anyType = fc.constantFrom('press', 'cancel', 'safe', 'heartbeat', 'fault', 'self-test', 'toString');
  const nearMessage = fc.record(
    {
      version: fc.oneof(fc.constant(1), fc.jsonValue()),
      pressId: fc.oneof(fc.stringMatching(/^[\w-]{8,64}$/), fc.jsonValue()),
      pressedAt: fc.jsonValue(),
      drill: fc.jsonValue(),
      batteryPercent: fc.jsonValue(),
      fault: fc.jsonValue(),
      faultId: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );

  it('answers any bytes with a message or the named error', () => {
    const anyPayload = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map((text) => Buffer.from(text)),
      nearMessage.map(bytes),
    );

    fc.assert(
      fc.property(anyType, anyPayload, (type, payload) => {
        try {
          return parsePoleMessage(type, payload).type === type;
        } catch (error) {
          return error instanceof PoleMessageRefusedError && error.fields.length > 0;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never repeats in an error what the pole sent', () => {
    const secret = fc.stringMatching(/^[A-Z]{12,20}$/);

    fc.assert(
      fc.property(anyType, secret, (type, text) => {
        const payload = bytes({ version: text, pressId: { [text]: text }, fault: text, [text]: text });
        return !refusal(type, payload).message.includes(text);
      }),
    );
  });
});

describe('pressTime', () => {
  const receivedAt = Date.parse('2026-11-23T01:15:00Z');

  it.each([
    ['a clock that is missing', undefined, receivedAt],
    ['a clock in the future', '2026-11-23T08:15:01+07:00', receivedAt],
    ['a clock more than five minutes behind', '2026-11-23T08:09:59+07:00', receivedAt],
    ['a year before time began', '0000-01-01T00:00:00Z', receivedAt],
    ['a clock three minutes behind', '2026-11-23T08:12:00+07:00', receivedAt - 180_000],
    ['a clock that agrees', '2026-11-23T01:15:00Z', receivedAt],
  ])('for %s gives the right time', (_, pressedAt, expected) => {
    expect(pressTime(pressedAt, receivedAt)).toBe(expected);
  });
});
