import { describe, expect, it } from 'vitest';
import { newPoleHealth } from '../../lambdas/poles/pole-health.ts';
import type { ListedPole } from '../../lambdas/poles/pole-registry.ts';
import type { PoleState } from '../../lambdas/poles/pole-state.ts';
import { summarizePoles } from '../../lambdas/poles/pole-summary.ts';
import { defaultPoleRules } from '../memory/pole-registry.ts';
import { bridge } from './make-pole-envelope.ts';
import { day, heartbeatAt, makeSeen, minute, start } from './make-pole-seen.ts';

const makePole = (poleId: string, state: Partial<PoleState> = {}): ListedPole => ({
  poleId,
  place: bridge,
  state: { ...makeSeen(), health: newPoleHealth, ...state },
});
const told = (fault: 'tamper' | 'siren') => ({
  health: { ...newPoleHealth, marks: { [fault]: { told: { since: start, causeId: 'fault-0001' } } } },
});

describe('summarizePoles', () => {
  const now = start + 9 * day;
  const tested = { selfTest: { at: now - day, told: { testId: 'test-0001', passed: true } } };
  const alive = { ...heartbeatAt(now - minute, { firmware: '2.1.0' }), ...tested };

  it('puts first what needs a hand: silent, the worst fault, an overdue test, never heard, well', () => {
    const poles = [
      makePole('a-well', alive),
      makePole('b-new'),
      makePole('c-overdue', heartbeatAt(now)),
      makePole('d-siren', { ...alive, ...told('siren') }),
      makePole('e-tamper', { ...alive, ...told('tamper') }),
      makePole('f-silent', { ...heartbeatAt(now - day), ...tested }),
    ];

    const { poles: sorted, ...counts } = summarizePoles(poles, defaultPoleRules, now);

    expect(sorted.map(({ poleId }) => poleId)).toEqual([
      'f-silent',
      'e-tamper',
      'd-siren',
      'c-overdue',
      'b-new',
      'a-well',
    ]);
    expect(counts).toEqual({ count: 6, silent: 1, neverHeard: 1, overdue: 1, faulty: 2 });
  });

  it('tells battery, mains, firmware, the age of the last heartbeat and the last test', () => {
    const connection = { isConnected: true, versionNumber: 2, at: now };

    expect(
      summarizePoles([makePole('nk-pole-01', { ...alive, connection })], defaultPoleRules, now).poles,
    ).toEqual([
      {
        poleId: 'nk-pole-01',
        site: bridge.name,
        condition: 'well',
        faults: [],
        isTestOverdue: false,
        test: { at: now - day, passed: true },
        heartbeatAgeSeconds: 60,
        batteryPercent: 90,
        mainsPower: true,
        firmware: '2.1.0',
        isConnected: true,
      },
    ]);
  });
});
