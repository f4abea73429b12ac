import type { PlateClass } from '../../lambdas/plates/plate.ts';
import type { PlateColor } from './plate-colors.ts';
import type { Typeface } from './plate-lettering.ts';

/**
 * `car` is one line and the province below; `truck` has a dash and THAILAND above; `dealer` a dash; `motorcycle` has
 * the province between series and number; `word` is high enough for vowels; `lao` and `lao-motorcycle` have the
 * province on top; `foreign` has one or two lines.
 */
export type PlateLayout =
  | 'car'
  | 'truck'
  | 'motorcycle'
  | 'dealer'
  | 'word'
  | 'lao'
  | 'lao-motorcycle'
  | 'foreign';

/** What stands on a plate, and how it is made. */
export interface PlateDrawing {
  /** What the reader should tell; empty on `word` and `foreign` plates, digits alone on Lao ones. */
  readonly letters: string;
  readonly digits: string;
  /** A Thai province, or empty. */
  readonly province: string;
  /** Told by the layout if left out. */
  readonly class?: PlateClass;
  readonly layout?: PlateLayout;
  readonly color?: PlateColor;
  /** What is drawn and shall not be read: the word of a word plate, Lao letters, a foreign number. `/` ends a line. */
  readonly unread?: string;
  /** The Lao province. */
  readonly place?: string;
  readonly style?: Partial<PlateStyle>;
}

/** What differs from one plate maker and vehicle to the next. Lengths are shares of the plate's height. */
export interface PlateStyle {
  readonly face: Typeface;
  readonly digitFace: Typeface;
  readonly provinceFace: Typeface;
  readonly squeeze: number;
  readonly signHeight: number;
  readonly signTop: number;
  readonly provinceHeight: number;
  readonly provinceBottom: number;
  readonly provinceSqueeze: number;
  readonly tracking: number;
  /** Between letters and digits, in heights of a sign. */
  readonly gap: number;
  readonly hasRim: boolean;
  readonly hasBolts: boolean;
  /** The round mark that the office presses into a corner. */
  readonly hasStamp: boolean;
  /** Grows (or thins) every stroke, in millimeters. */
  readonly stroke: number;
  /** How far the pressed letters throw light and shadow, in millimeters. */
  readonly relief: number;
  /** The share of paint that is gone from the letters, 0 to 1. */
  readonly wear: number;
  /** Ink other than the color's own; also with a light edge, as on pictures. */
  readonly ink?: string;
  readonly hasHalo: boolean;
  /** The wave of private cars, a picture, or another SVG fragment under the signs. */
  readonly pattern: string;
  /** A plastic holder that covers the edges: SVG over the signs. */
  readonly holder: string;
  /** Width : height of foreign plates. */
  readonly proportion: number;
}

export const defaultStyle: PlateStyle = {
  face: { family: 'noto-sans-thai-looped', weight: 700 },
  digitFace: { family: 'sarabun', weight: 700 },
  provinceFace: { family: 'noto-sans-thai-looped', weight: 700 },
  squeeze: 0.74,
  signHeight: 0.45,
  signTop: 0.15,
  provinceHeight: 0.14,
  provinceBottom: 0.1,
  provinceSqueeze: 1,
  tracking: 0.04,
  gap: 0.35,
  hasRim: true,
  hasBolts: true,
  hasStamp: false,
  stroke: 1.2,
  relief: 0,
  wear: 0,
  hasHalo: false,
  pattern: '',
  holder: '',
  proportion: 4.6,
};

/** The layout that a series has where the drawing does not say. */
export function layoutOf({ layout, letters }: PlateDrawing): PlateLayout {
  if (layout !== undefined) return layout;
  if (/^\d\d$/u.test(letters)) return 'truck';
  if (/^[ก-ฮ]{3}$/u.test(letters)) return 'motorcycle';
  return letters.length === 1 ? 'dealer' : 'car';
}

const classOfColor: Partial<Record<PlateColor, PlateClass>> = {
  taxi: 'public',
  public: 'public',
  publicRed: 'public',
  publicGreen: 'public',
  hire: 'public',
  auctioned: 'auctioned',
};

/** The class that a drawing shows. */
export function classOfDrawing(drawing: PlateDrawing): PlateClass {
  if (drawing.class !== undefined) return drawing.class;
  const layout = layoutOf(drawing);
  if (layout === 'car') return classOfColor[drawing.color ?? 'private'] ?? 'car';
  return layout === 'lao-motorcycle' ? 'lao' : layout;
}
