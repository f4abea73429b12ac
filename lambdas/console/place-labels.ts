import type { Spot } from './map-projection.ts';

export interface Rectangle extends Spot {
  readonly width: number;
  readonly height: number;
}

export interface WantedLabel {
  readonly text: string;
  readonly at: Spot;
  /** Pixels between the spot and the text: the sign that stands there. */
  readonly away: number;
  readonly fontSize: number;
  /** Letters are wider when they are bold. */
  readonly bold?: boolean;
  /** Stands on the spot itself, as the name of a river does. */
  readonly centered?: boolean;
}

export interface PlacedLabel<Label extends WantedLabel> {
  readonly label: Label;
  readonly box: Rectangle;
}

/**
 * Gives each label a place beside its spot where it covers no other label and nothing `taken`; the first come first.
 * A label without such a place is left out: its sign still opens what it names.
 */
export function placeLabels<Label extends WantedLabel>(
  wanted: readonly Label[],
  area: Rectangle,
  taken: readonly Rectangle[] = [],
): readonly PlacedLabel<Label>[] {
  const covered = [...taken];
  const placed: PlacedLabel<Label>[] = [];
  for (const label of wanted) {
    const box = placesOf(label).find(
      (place) => isInside(place, area) && !covered.some((other) => isTouching(place, other)),
    );
    if (box === undefined) continue;
    covered.push(box);
    placed.push({ label, box });
  }
  return placed;
}

/** Right, left, below, above, then the corners: how people read a map. */
function placesOf({ text, at, away, fontSize, bold, centered }: WantedLabel): readonly Rectangle[] {
  const width = textWidth(text, fontSize) * (bold ? 1.08 : 1);
  const height = fontSize * lineHeight;
  const size = { width, height };
  if (centered) return [{ x: at.x - width / 2, y: at.y - height / 2, ...size }];
  const [left, middleX, right] = [at.x - away - width, at.x - width / 2, at.x + away];
  const [above, middleY, below] = [at.y - away - height, at.y - height / 2, at.y + away];
  const corner = 0.75;
  const [nearRight, nearLeft] = [at.x + away * corner, at.x - away * corner - width];
  const [nearBelow, nearAbove] = [at.y + away * corner, at.y - away * corner - height];
  const spots: readonly (readonly [number, number])[] = [
    [right, middleY],
    [left, middleY],
    [middleX, below],
    [middleX, above],
    [nearRight, nearAbove],
    [nearRight, nearBelow],
    [nearLeft, nearAbove],
    [nearLeft, nearBelow],
  ];
  return spots.map(([x, y]) => ({ x, y, ...size }));
}

/** Thai and Lao stack vowels and tones above and below the line. */
export const lineHeight = 1.5;

const stacked = /[\p{Mn}\p{Me}\p{Cf}]/u;
const narrow = /[ .,:;'|!ilIjtfr()[\]·-]/;
const wide = /[mwMW@%]|\p{Script=Han}|\p{Emoji_Presentation}/u;

/** How wide a text will stand, in pixels: estimated by kinds of letters, rather too wide than too narrow. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const letter of text) ems += widthOf(letter);
  return ems * fontSize;
}

function widthOf(letter: string): number {
  if (stacked.test(letter)) return 0;
  if (narrow.test(letter)) return 0.36;
  return wide.test(letter) ? 1 : 0.62;
}

function isInside(box: Rectangle, area: Rectangle): boolean {
  return (
    box.x >= area.x &&
    box.y >= area.y &&
    box.x + box.width <= area.x + area.width &&
    box.y + box.height <= area.y + area.height
  );
}

export function isTouching(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
