import type { PictureTraits } from './labeled-picture.ts';
import type { Outcome } from './outcome.ts';

export interface OutcomeGroup {
  readonly by: 'layout' | 'light' | 'angle' | 'width';
  readonly name: string;
  readonly outcomes: readonly Outcome[];
}

const bucket = (value: number, edges: readonly number[], unit: string) => {
  const to = edges.find((edge) => value < edge);
  const from = edges.findLast((edge) => value >= edge);
  if (from === undefined) return `under ${to} ${unit}`;
  return to === undefined ? `${from} ${unit} and more` : `${from}–${to} ${unit}`;
};

/** A plate under 70 pixels is said to be hard (models/plates/MODEL-CARD.md). */
const names: Readonly<Record<OutcomeGroup['by'], (traits: PictureTraits) => string | undefined>> = {
  layout: ({ layout }) => layout,
  light: ({ light }) => light,
  angle: ({ angleDegrees }) =>
    angleDegrees === undefined ? undefined : bucket(Math.abs(angleDegrees), [0, 15, 30], 'degrees'),
  width: ({ plateWidthPixels }) =>
    plateWidthPixels === undefined ? undefined : bucket(plateWidthPixels, [50, 70, 100, 150], 'px'),
};

/** The pictures by layout, light, angle and width; one whose trait nobody knows is in no group of it. */
export function groupOutcomes(outcomes: readonly Outcome[]): readonly OutcomeGroup[] {
  return (['layout', 'light', 'angle', 'width'] as const).flatMap((by) => {
    const groups = Map.groupBy(outcomes, ({ traits }) => names[by](traits));
    return [...groups]
      .flatMap(([name, members]) => (name === undefined ? [] : [{ by, name, outcomes: members }]))
      .sort((a, b) => order(a.name) - order(b.name) || a.name.localeCompare(b.name));
  });
}

/** Buckets by their number, `under …` first; words keep to the alphabet. */
function order(name: string): number {
  if (name.startsWith('under')) return -1;
  return Number(/^\d+/u.exec(name)?.[0] ?? 0);
}
