import { fitsPattern, isWholeNumber } from '../lambdas/plates/plate-pattern.ts';
import type { PlateSighting } from '../lambdas/sightings/sighting.ts';
import type { PlateEntry } from '../lambdas/watchlist/watchlist-entry.ts';
import type { AcceptedMisread } from './preview-entry.ts';

type SeenPlate = PlateSighting['plate'];

/** What passes here: enough to say how often a plate like another one comes by. */
export interface Traffic {
  add(plate: SeenPlate): void;
  plateCount(): number;
  /** Of all plates, those of this series; one that never came by counts as one of `unseenSeries`. */
  seriesShare(letters: string): number;
  /** Of all plates, those whose series fits the pattern (`?ข`). */
  fittingShare(letters: string): number;
  /** `null`: not read. */
  provinceShare(province: string | null): number;
  /** Of all readings, those at most so sure. */
  unsureShare(confidence: number): number;
}

/** A guess: that many series (`1กข`) share the cars of a city. It counts only where little was seen yet. */
const unseenSeries = 2_000;
const provinceCount = 78;

export function createTraffic(): Traffic {
  const series = new Map<string, number>();
  const provinces = new Map<string | null, number>();
  const confidences = new Array<number>(101).fill(0);
  let count = 0;
  const more = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const seriesShare = (letters: string) => ((series.get(letters) ?? 0) + 1) / (count + unseenSeries);
  return {
    add: ({ letters, province, confidence }) => {
      count++;
      more(series, letters);
      more(provinces, province);
      const percent = Math.min(100, Math.floor(confidence * 100));
      confidences[percent] = (confidences[percent] ?? 0) + 1;
    },
    plateCount: () => count,
    seriesShare,
    fittingShare: (pattern) => {
      const fitting = [...series].filter(([letters]) => fits(pattern, letters));
      return Math.max(
        seriesShare(pattern),
        fitting.reduce((sum, [, cars]) => sum + cars, 0) / Math.max(1, count),
      );
    },
    provinceShare: (province) => ((provinces.get(province) ?? 0) + 1) / (count + provinceCount),
    unsureShare: (confidence) => {
      const unsure = confidences.slice(0, Math.floor(confidence * 100) + 1);
      return (unsure.reduce((sum, each) => sum + each, 0) + 1) / (count + 2);
    },
  };
}

function fits(letters: string, seen: string): boolean {
  return fitsPattern(
    { letters, digits: '*', province: null },
    { letters: seen, digits: '1', province: null },
  );
}

export interface FalseAlarmsParams {
  readonly traffic: Traffic;
  readonly entry: PlateEntry;
  readonly misreads: readonly AcceptedMisread[];
  /** Among how many plates. */
  readonly count: number;
}

/** Numbers from 1 to 9999 are about equally frequent. */
const numberCount = 9_999;

/**
 * How many other cars would match among so many: cars of another province with the same number, where the province
 * is not read or not asked for; cars that really bear what would pass for a misread, as often as the reading is
 * unsure enough; all that fits open signs. An estimate: it takes series, number and province as independent.
 */
export function falseAlarmsIn({ traffic, entry, misreads, count }: FalseAlarmsParams): number {
  const province = entry.province === null ? 1 : traffic.provinceShare(entry.province);
  if (!isWholeNumber(entry))
    return (
      count * province * traffic.fittingShare(entry.letters) * (numbersThatFit(entry.digits) / numberCount)
    );
  const elsewhere = entry.province === null ? 1 : traffic.provinceShare(null) * (1 - province);
  const sameNumber = (traffic.seriesShare(entry.letters) / numberCount) * elsewhere;
  const misread = misreads.reduce(
    (sum, { letters, upToConfidence }) =>
      sum + (traffic.seriesShare(letters) / numberCount) * traffic.unsureShare(upToConfidence),
    0,
  );
  const seriesUnread = entry.accepts === 'partly-seen' ? traffic.seriesShare('') / numberCount : 0;
  return count * (sameNumber + province * (misread + seriesUnread));
}

/** How many of the numbers 1–9999 have these digits. */
function numbersThatFit(digits: string): number {
  let fitting = 0;
  for (let number = 1; number <= numberCount; number++) {
    const plate = { letters: '', digits: String(number), province: null };
    if (fitsPattern({ letters: '', digits, province: null }, plate)) fitting++;
  }
  return fitting;
}
