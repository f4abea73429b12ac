import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateSeconds } from '../../sandbox/schedules.ts';

describe('rate expressions', () => {
  it.each([
    ['rate(1 minute)', 60],
    ['rate(5 minutes)', 300],
    ['rate(2 hours)', 7200],
    ['rate(1 day)', 86_400],
    ['cron(0 8 * * ? *)', undefined],
    ['rate(0 minutes)', undefined],
  ])('%s is %s seconds', (expression, seconds) => {
    expect(rateSeconds(expression)).toBe(seconds);
  });

  it('never give a period that is not positive', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(rateSeconds(`rate(${text})`) ?? 1).toBeGreaterThan(0);
      }),
    );
  });
});
