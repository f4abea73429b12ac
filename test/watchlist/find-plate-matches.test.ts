import { describe, expect, it } from 'vitest';
import { findPlateMatches } from '../../lambdas/watchlist/find-plate-matches.ts';
import type { SeenPlate } from '../../lambdas/watchlist/match.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePlateEntry } from './make-entry.ts';

const now = 1_767_225_600_000;
const unsure: SeenPlate = { letters: 'กข', digits: '1234', province: 'หนองคาย', confidence: 0.6 };
const sure: SeenPlate = { ...unsure, confidence: 0.995 };

/** A watchlist that counts how often it is asked. */
function countedStore(...overrides: readonly Parameters<typeof makePlateEntry>[0][]) {
  const store = memoryWatchlistStore(overrides.map((each) => makePlateEntry(each)));
  const asked = { plates: 0, patterns: 0, all: 0 };
  const lookup = {
    findPlates: (plate: SeenPlate) => {
      asked.plates++;
      return store.findPlates(plate);
    },
    findPatterns: () => {
      asked.patterns++;
      return store.findPatterns();
    },
    listPlates: () => {
      asked.all++;
      return store.listPlates();
    },
  };
  return { store, lookup: lookup as typeof store, asked };
}

describe('findPlateMatches', () => {
  it('finds exact, confused and open entries at once', async () => {
    const { lookup } = countedStore(
      {},
      { letters: 'กช' },
      { letters: '?ข', digits: '12*' },
      { digits: '777' },
    );

    const found = await findPlateMatches(unsure, now, lookup);

    expect(found.map(({ plate }) => plate.how).sort()).toEqual(['exact', 'one-confusion', 'pattern']);
  });

  it('asks twice about a sure reading', async () => {
    const { lookup, asked } = countedStore();

    await findPlateMatches(sure, now, lookup);

    expect(asked).toEqual({ plates: 1, patterns: 1, all: 0 });
  });

  it('compares a plate without a readable series with every entry', async () => {
    const { lookup } = countedStore({ accepts: 'partly-seen' });

    const found = await findPlateMatches({ ...sure, letters: '', class: 'car' }, now, lookup);

    expect(found.map(({ plate }) => plate.how)).toEqual(['partly-seen']);
  });

  it('asks about a Lao plate by its number alone', async () => {
    const { lookup, asked } = countedStore({ letters: '', province: null });
    const lao: SeenPlate = { ...sure, letters: '', class: 'lao', province: null };

    expect(await findPlateMatches(lao, now, lookup)).toHaveLength(1);
    expect(asked.all).toBe(0);
  });

  it('finds nothing from the moment an entry is removed', async () => {
    const { store, lookup } = countedStore({});
    await findPlateMatches(sure, now, lookup);
    await store.remove('plate', 'กข1234#หนองคาย');

    expect(await findPlateMatches(sure, now, lookup)).toEqual([]);
  });
});
