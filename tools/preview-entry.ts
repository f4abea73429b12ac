import { likelyMisreads } from '../lambdas/plates/confusions.ts';
import { minConfidence } from '../lambdas/plates/decode-reading.ts';
import { formatPlateWithProvince, type PlateText } from '../lambdas/plates/plate.ts';
import { isWholeNumber, type PlatePattern } from '../lambdas/plates/plate-pattern.ts';
import type { PlateSighting, Sighting } from '../lambdas/sightings/sighting.ts';
import { costOf, leastLikelihood, matchPlate, type PlateMatch } from '../lambdas/watchlist/match.ts';
import { acceptanceOf, type PlateEntry, plateEntryId } from '../lambdas/watchlist/watchlist-entry.ts';
import { falseAlarmsIn, type Traffic } from './traffic.ts';

/** A reading that the entry takes for its own plate. */
export interface AcceptedMisread extends PlateText {
  readonly text: string;
  readonly read: string;
  readonly listed: string;
  /** 0–1: how much of the doubt about the sign goes to the entry's. */
  readonly share: number;
  readonly cost: number;
  /** 0–1: a surer reading than this is taken by its word. */
  readonly upToConfidence: number;
}

export interface Fired {
  readonly sighting: PlateSighting;
  readonly match: PlateMatch;
}

export interface EntryPreview {
  readonly misreads: readonly AcceptedMisread[];
  /** Newest first. */
  readonly fired: readonly Fired[];
  readonly plateCount: number;
  /** Estimate of matches with other cars in 100,000 plates. */
  readonly falseAlarmsPer100000: number;
}

/** A plate's entry that exists nowhere, as `zone watchlist add plate` would keep it. */
export function entryToTry(
  plate: PlatePattern & Pick<PlateEntry, 'accepts'>,
  /** Epoch milliseconds. */
  now: number,
): PlateEntry {
  return {
    ...{ version: 1, kind: 'plate', entryId: plateEntryId(plate), category: 'wanted', ...plate },
    ...{ label: { th: '-', en: '-' }, reason: 'tried', addedBy: 'tried', addedAt: now },
  };
}

/**
 * The readings that one wrong sign makes of the entry's plate and that it would accept, the likeliest first; none of those
 * that would need a reading too unsure to be kept.
 */
export function acceptedMisreads(entry: PlateEntry): readonly AcceptedMisread[] {
  if (acceptanceOf(entry) === 'exact' || !isWholeNumber(entry)) return [];
  return likelyMisreads(entry)
    .map(({ letters, digits, read, truth, share }) => ({
      ...{ letters, digits, province: entry.province, read, listed: truth, share },
      text: formatPlateWithProvince({ letters, digits, province: entry.province }),
      cost: costOf(share),
      upToConfidence: 1 - leastLikelihood / share,
    }))
    .filter(({ upToConfidence }) => upToConfidence > minConfidence);
}

/** What the entry would have done with the sightings, which come newest first. */
export async function previewEntry(
  entry: PlateEntry,
  sightings: AsyncIterable<Sighting>,
  traffic: Traffic,
): Promise<EntryPreview> {
  const fired: Fired[] = [];
  for await (const sighting of sightings) {
    if (sighting.kind !== 'plate') continue;
    traffic.add(sighting.plate);
    // The entry is judged as it would be from now on: when it was added does not matter.
    const match = matchPlate(entry, sighting.plate, sighting.lastSeenAt);
    if (match !== undefined) fired.push({ sighting, match });
  }
  const misreads = acceptedMisreads(entry);
  const falseAlarms = falseAlarmsIn({ traffic, entry, misreads, count: 100_000 });
  return { misreads, fired, plateCount: traffic.plateCount(), falseAlarmsPer100000: falseAlarms };
}
