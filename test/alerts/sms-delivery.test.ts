import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delivery } from '../../lambdas/alerts/delivery.ts';
import { readDelivery, readDeliveryBatch } from '../../lambdas/alerts/sms-delivery.ts';
import { makeBatch, makeReport, reportedAt } from './make-delivery.ts';

describe('a report of SNS about an SMS', () => {
  it('that failed says why, when, of which message, and the end of the number', () => {
    expect(readDelivery(JSON.stringify(makeReport()), reportedAt)).toEqual({
      messageId: '1077257a-92f3-5ca3-bc97-6a915b310625',
      phone: '…0001',
      outcome: 'failed',
      why: 'Unknown error attempting to reach phone',
      at: reportedAt,
    });
  });

  it('that arrived says so', () => {
    expect(readDelivery(JSON.stringify(makeReport({}, 'SUCCESS')), reportedAt)).toMatchObject({
      outcome: 'delivered',
      why: 'Message has been accepted by phone',
    });
  });

  it('without a reason is read all the same', () => {
    const report = JSON.stringify(makeReport({ providerResponse: undefined }));

    expect(readDelivery(report, reportedAt)?.why).toBe('no reason given');
  });

  it('never gives the number away, however the carrier repeats it', () => {
    const national = fc.stringMatching(/^[1-9]\d{7,11}$/);
    const written = (number: string) => [
      number,
      number.replace(/(..)/g, '$1 '),
      number.replace(/(...)/g, '($1)-'),
    ];

    fc.assert(
      fc.property(national, fc.nat(2), fc.string(), (number, how, text) => {
        const providerResponse = `${text} ${written(number)[how]} ${text}`;
        const report = makeReport({ destination: `+66${number}`, providerResponse });
        const { phone, why } = readDelivery(JSON.stringify(report), reportedAt) ?? { phone: '', why: number };
        expect(phone).toBe(`…${number.slice(-4)}`);
        expect(why.replace(/\D/g, '')).not.toContain(number);
      }),
    );
  });

  it('is always fit to be kept', () => {
    const any = fc.record({ destination: fc.string(), providerResponse: fc.string({ unit: 'binary' }) });

    fc.assert(
      fc.property(any, (overrides) => {
        const sms = readDelivery(JSON.stringify(makeReport(overrides)), reportedAt);
        expect(delivery.safeParse({ version: 1, tier: 1, ...sms }).success).toBe(true);
      }),
    );
  });

  it('is nothing in any other line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        expect(readDelivery(line, reportedAt)).toBeUndefined();
      }),
    );
  });
});

describe('a batch of reports', () => {
  it('gives every report that can be read, and counts the others', () => {
    const data = makeBatch([
      JSON.stringify(makeReport()),
      'no report',
      JSON.stringify(makeReport({}, 'SUCCESS')),
    ]);

    const { deliveries, unreadable } = readDeliveryBatch(data);

    expect(deliveries.map(({ outcome }) => outcome)).toEqual(['failed', 'delivered']);
    expect(unreadable).toBe(1);
  });

  it('that only asks whether somebody listens is empty', () => {
    const data = makeBatch(['CWL CONTROL MESSAGE: Checking health of destination'], 'CONTROL_MESSAGE');

    expect(readDeliveryBatch(data)).toEqual({ deliveries: [], unreadable: 0 });
  });

  it('that is none is refused', () => {
    fc.assert(
      fc.property(fc.string(), (data) => {
        expect(() => readDeliveryBatch(data)).toThrow();
      }),
    );
  });
});
