import type { Thumbnail } from './motion.ts';
import { cellUse } from './region.ts';
import { type ViewSignature, viewSignature } from './view-signature.ts';

/** What the frames of one window say about the camera itself. Times are epoch ms of the video. */
export interface WindowSigns {
  readonly from: number;
  readonly to: number;
  /** Whether there was any picture that could be decoded. */
  readonly hasPicture: boolean;
  /** Nearly black, in every picture of the window. */
  readonly isDark: boolean;
  /** No edges anywhere, in every picture of the window. */
  readonly isBlank: boolean;
  /** All pictures the very same; `undefined` when there was one alone. */
  readonly isStill: boolean | undefined;
  /** Of the last picture: where its edges run, and its light in a few cells, one letter each. */
  readonly signature: ViewSignature | undefined;
  readonly light: string | undefined;
}

/** The pictures of a window so far that were looked at for the camera's health. */
export interface SeenPictures {
  readonly first: { readonly thumbnail: Thumbnail; readonly takenAt: number } | undefined;
  readonly lookedAt: number;
  readonly count: number;
  readonly dark: number;
  readonly blank: number;
  readonly changed: number;
  readonly last: Thumbnail | undefined;
  readonly signature: ViewSignature | undefined;
}

export const noPictures: SeenPictures = {
  first: undefined,
  lookedAt: 0,
  count: 0,
  dark: 0,
  blank: 0,
  changed: 0,
  last: undefined,
  signature: undefined,
};

/** A keyframe comes every 1–4 seconds (docs/cameras.md); between two of them an unmoving picture may well be the same. */
const lookMilliseconds = 4_000;

/** Adds a frame, if it comes long enough after the one before. `cells`: what of it is masked (`cellsOf`). */
export function seePicture(
  seen: SeenPictures,
  { thumbnail, takenAt }: { readonly thumbnail: Thumbnail; readonly takenAt: number },
  cells?: Uint8Array,
): SeenPictures {
  if (seen.count > 0 && takenAt - seen.lookedAt < lookMilliseconds) return seen;
  const brightest = brightestOf(thumbnail.data, cells);
  const signature = viewSignature(thumbnail, brightest, cells);
  const isBlank = isWithoutEdges(signature);
  const isDark = brightest < blackBelow || (isBlank && brightest < dimBelow);
  return {
    first: seen.first ?? { thumbnail, takenAt },
    lookedAt: takenAt,
    count: seen.count + 1,
    dark: seen.dark + (isDark ? 1 : 0),
    blank: seen.blank + (isBlank ? 1 : 0),
    changed: seen.changed + (seen.first && differs(seen.first.thumbnail, thumbnail, cells) ? 1 : 0),
    last: thumbnail,
    signature,
  };
}

/** What the window says, once all its frames were seen. */
export function signsOf(
  { count, dark, blank, changed, last, signature }: SeenPictures,
  { from, to }: { readonly from: number; readonly to: number },
): WindowSigns {
  return {
    from,
    to,
    hasPicture: count > 0,
    isDark: count > 0 && dark === count,
    isBlank: count > 0 && blank === count,
    isStill: count < 2 ? undefined : changed === 0,
    signature,
    light: last && lightOf(last),
  };
}

/** A street at night is dark, but a lamp, a window or a headlight lights one pixel of fifty. */
const brightShare = 0.02;
/** A covered sensor gives 0–20 with its noise; video black is 16 in the limited range. */
const blackBelow = 30;
/** Brighter than this without an edge is not darkness, but something before the lens. */
const dimBelow = 60;

/** The gray that only the brightest fiftieth of the unmasked pixels exceeds. */
function brightestOf(data: Uint8Array, cells: Uint8Array | undefined): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let i = 0; i < data.length; i++) {
    if (cells?.[i] === cellUse.masked) continue;
    const gray = data[i] ?? 0;
    counts[gray] = (counts[gray] ?? 0) + 1;
    total++;
  }
  let above = 0;
  for (let gray = 255; gray > 0; gray--) {
    above += counts[gray] ?? 0;
    if (above > total * brightShare) return gray;
  }
  return 0;
}

/** A hand, cloth, paint or leaf on the lens is far out of focus. Heavy fog leaves edges in a tenth of the cells and more. */
const blankShare = 0.04;

function isWithoutEdges(signature: ViewSignature): boolean {
  return signature.filter((direction) => direction !== undefined).length < signature.length * blankShare;
}

/**
 * Of an unmoving street, noise and encoder change at least 8.7 % of the cells by a step or more from keyframe to
 * keyframe (H.264, CRF 28, strong noise filter); a picture that is sent again, none. What is left is for a clock that
 * a recorder draws over it.
 */
const stillShare = 0.02;

function differs(before: Thumbnail, after: Thumbnail, cells: Uint8Array | undefined): boolean {
  if (before.data.length !== after.data.length) return true;
  let [different, total] = [0, 0];
  for (let i = 0; i < after.data.length; i++) {
    if (cells?.[i] === cellUse.masked) continue;
    total++;
    if (before.data[i] !== after.data[i]) different++;
  }
  return different > total * stillShare;
}

const lightColumns = 8;
const lightRows = 6;
const lightLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The mean gray of 8 × 6 cells in 64 steps: enough to see that a picture that stands still is another one than before. */
function lightOf({ width, height, data }: Thumbnail): string {
  const sums = new Float64Array(lightColumns * lightRows);
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor((Math.floor(i / width) * lightRows) / height);
    const cell = row * lightColumns + Math.floor(((i % width) * lightColumns) / width);
    sums[cell] = (sums[cell] ?? 0) + (data[i] ?? 0);
  }
  const cellPixels = data.length / sums.length;
  return Array.from(sums, (sum) => lightLetters[Math.min(63, Math.floor(sum / cellPixels / 4))]).join('');
}

/** Whether two pictures are about as bright in all their cells. */
export function isSameLight(a: string, b: string): boolean {
  return Array.from(a).every((letter, i) => {
    return Math.abs(lightLetters.indexOf(letter) - lightLetters.indexOf(b[i] ?? '')) <= 1;
  });
}

/** Mean gray of a picture by day: less is dusk, night, or infrared light. */
const dayLight = 60;

export function isDaylight(light: string): boolean {
  const sum = Array.from(light).reduce((total, letter) => total + lightLetters.indexOf(letter) * 4, 0);
  return sum >= dayLight * light.length;
}
