import { plateKey } from './plate.ts';
import type { PlateReading } from './plate-reader.ts';

/** Two sure frames agree, or one is very sure: less is not worth telling anybody. */
const minVotes = 2;
const sureAlone = 0.9;

/**
 * One reading for a pass: the plate with the most weight over its frames, and its likeliest province.
 * The box and the confidences are those of its surest frame. Undefined where no plate has enough support.
 */
export function votePlate(readings: readonly PlateReading[]): PlateReading | undefined {
  const groups = [...Map.groupBy(readings, plateKey).values()];
  const winner = groups.sort((a, b) => totalWeight(b) - totalWeight(a))[0];
  const best = winner && heaviest(winner);
  if (winner === undefined || best === undefined) return undefined;
  if (winner.length < minVotes && best.confidence < sureAlone) return undefined;
  return { ...best, ...voteProvince(winner), confidence: Math.max(...winner.map((one) => one.confidence)) };
}

/** A plate of twice the width has more to read from; beyond 200 pixels more size adds nothing. */
export function readingWeight({ confidence, box }: PlateReading): number {
  return confidence ** 2 * Math.min(1, box.width / 200);
}

const totalWeight = (readings: readonly PlateReading[]) =>
  readings.reduce((total, reading) => total + readingWeight(reading), 0);

const heaviest = (readings: readonly PlateReading[]) =>
  readings.toSorted((a, b) => readingWeight(b) - readingWeight(a))[0];

function voteProvince(readings: readonly PlateReading[]): Partial<PlateReading> {
  const known = readings.filter((reading) => reading.province !== null);
  const groups = [...Map.groupBy(known, (reading) => reading.province).values()];
  const winner = groups
    .sort((a, b) => provinceWeight(b) - provinceWeight(a))[0]
    ?.toSorted((a, b) => b.fields.province - a.fields.province)[0];
  if (winner === undefined) return {};
  const best = heaviest(readings) ?? winner;
  return { province: winner.province, fields: { ...best.fields, province: winner.fields.province } };
}

const provinceWeight = (readings: readonly PlateReading[]) =>
  readings.reduce((total, reading) => total + reading.fields.province, 0);
