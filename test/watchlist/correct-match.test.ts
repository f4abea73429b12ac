import { describe, expect, it } from 'vitest';
import { correctMatch, withdrawCorrection } from '../../lambdas/watchlist/correct-match.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { DiedError, dying } from '../memory/dying.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry } from './make-entry.ts';

const who = {
  personId: 'nk-2026-014',
  sightingId: 'face-1',
  at: 5_000_000,
  by: 'operator',
  reason: 'too old',
};
const wrong = { ...who, picture: new Uint8Array([1]), days: 90 };

const makePorts = (verdict: 'enrolled' | 'blurred' = 'enrolled') => ({
  watchlist: memoryWatchlistStore([makePersonEntry()]),
  corrections: memoryCorrectionStore(),
  faces: memoryFaceCollection(() => verdict),
  audit: memoryAuditLog(),
});

describe('correctMatch', () => {
  it('keeps no face without a record and an audit row', async () => {
    for (const call of [1, 2, 3]) {
      const ports = makePorts();
      await expect(correctMatch(wrong, dying(ports, call, 'after').ports)).rejects.toThrow(DiedError);

      expect(await ports.faces.listUsers()).toEqual([]);
      await correctMatch(wrong, ports);
      expect(await ports.faces.listUsers()).toEqual(['not-nk-2026-014--face-1']);
    }
  });

  it('leaves nothing of a face that cannot be compared', async () => {
    const ports = makePorts('blurred');

    await expect(correctMatch(wrong, ports)).rejects.toThrow('cannot be compared (blurred)');

    expect(await ports.corrections.list()).toEqual([]);
  });
});

describe('withdrawCorrection', () => {
  it('takes the face and the record, and can be repeated', async () => {
    const ports = makePorts();
    await correctMatch(wrong, ports);

    expect(await withdrawCorrection(who, ports)).toBe('removed');
    expect(await withdrawCorrection(who, ports)).toBe('absent');

    expect(await ports.faces.listUsers()).toEqual([]);
    expect(ports.audit.rows.map(({ action }) => action)).toEqual(['correct', 'withdraw', 'withdraw']);
  });
});
