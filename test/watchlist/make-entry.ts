import { type PersonEntry, type PlateEntry, plateEntryId } from '../../lambdas/watchlist/watchlist-entry.ts';

export function makePlateEntry(overrides: Partial<PlateEntry> = {}): PlateEntry {
  const plate = { letters: 'กข', digits: '1234', province: 'หนองคาย', ...overrides };
  return {
    version: 1,
    kind: 'plate',
    entryId: plateEntryId(plate),
    category: 'stolen',
    label: { th: 'รถหาย กข 1234', en: 'Stolen car' },
    reason: 'case 12/2569',
    addedBy: 'officer',
    addedAt: 0,
    ...plate,
  };
}

export function makePersonEntry(overrides: Partial<PersonEntry> = {}): PersonEntry {
  return {
    version: 1,
    kind: 'person',
    entryId: 'nk-2026-014',
    category: 'wanted',
    label: { th: 'บุคคลตามหมายจับ', en: 'Wanted person' },
    reason: 'warrant 7/2569',
    addedBy: 'officer',
    addedAt: 0,
    photoCount: 2,
    ...overrides,
  };
}
