import { createRequire } from 'node:module';
import { type Font, openSync, type Path } from 'fontkit';
import type { Box } from '../../lambdas/zone/picture.ts';
import { isStamped, stampDigit } from './plate-digits.ts';

/** An open typeface from npm (all OFL), Thai ones with loops, as plates have them; `stamped` has digits only. */
export interface Typeface {
  readonly family: 'noto-sans-thai-looped' | 'sarabun' | 'noto-sans-lao' | 'stamped';
  readonly weight: 300 | 400 | 500 | 600 | 700 | 800;
}

/** One drawn sign: SVG path data and its box, both in the drawing's units. */
export interface Sign {
  readonly text: string;
  readonly path: string;
  readonly box: Box;
  /** Set where the path is the middle of a line this wide, and not an outline. */
  readonly pen?: number;
}

export interface Lettering {
  readonly text: string;
  readonly face: Typeface;
  /** Digits may come from another typeface than letters, as on real plates. */
  readonly digitFace?: Typeface;
  /** Signs stand as high as this box (measured on ก and 0) and are centered in it. */
  readonly box: Box;
  /** Width of a sign relative to the typeface's own; less where the line would not fit. */
  readonly squeeze: number;
  /** Extra space between signs, in units of the box height. */
  readonly tracking?: number;
  /** The width of a space, in units of the box height. */
  readonly gap?: number;
  /** Presses loops and tails (ป ฎ ญ) nearly into the height of ก, as plate makers do. */
  readonly isCompact?: boolean;
}

type Script = 'thai' | 'lao' | 'latin';
/** The sign that stands as high as the line, for each script. */
const measured: Readonly<Record<Script, string>> = { thai: 'ก', lao: 'ກ', latin: '0' };

const require = createRequire(import.meta.url);
const opened = new Map<string, Font>();

function font({ family, weight }: Typeface, script: Script): Font {
  const known = family === 'stamped' ? 'sarabun' : family;
  const file = `@fontsource/${known}/files/${known}-${script}-${weight}-normal.woff`;
  const used = opened.get(file) ?? openSync(require.resolve(file));
  opened.set(file, used);
  return used;
}

interface Placed {
  readonly text: string;
  draw(left: number, baseline: number): Sign;
}

function scriptOf(text: string): Script {
  if (/[\u0e00-\u0e7f]/u.test(text)) return 'thai';
  return /[\u0e80-\u0eff]/u.test(text) ? 'lao' : 'latin';
}

/** Draws one line of text into a box. */
export function drawLine(lettering: Lettering): readonly Sign[] {
  const { box, squeeze } = lettering;
  const tracking = (lettering.tracking ?? 0) * box.height;
  const gap = (lettering.gap ?? 0.35 * Math.min(1, squeeze * 1.4)) * box.height;
  const natural = placeSigns(lettering, { squeeze, tracking, gap });
  const fit = Math.min(1, box.width / natural.width);
  const { signs, width } = placeSigns(lettering, {
    squeeze: squeeze * fit,
    tracking: tracking * fit,
    gap: gap * fit,
  });
  const left = box.x + (box.width - width) / 2;
  return signs.map((sign) => sign.draw(left, box.y + box.height));
}

interface Spacing {
  readonly squeeze: number;
  readonly tracking: number;
  readonly gap: number;
}

function placeSigns(lettering: Lettering, spacing: Spacing) {
  const signs: Placed[] = [];
  let x = 0;
  const parts = lettering.text.match(/[\u0e00-\u0e7f]+|[\u0e80-\u0eff]+| |[^\u0e00-\u0eff ]+/gu) ?? [];
  for (const part of parts) {
    if (part === ' ') {
      x += spacing.gap;
      continue;
    }
    const isDigits = scriptOf(part) === 'latin';
    const face = isDigits ? (lettering.digitFace ?? lettering.face) : lettering.face;
    const place = face.family === 'stamped' && [...part].every(isStamped) ? placeStamped : placeGlyphs;
    const placed = place(part, face, x, lettering, spacing);
    signs.push(...placed.signs);
    x = placed.x;
  }
  return { signs, width: Math.max(1, x - spacing.tracking) };
}

type Place = (
  text: string,
  face: Typeface,
  start: number,
  lettering: Lettering,
  spacing: Spacing,
) => { readonly signs: readonly Placed[]; readonly x: number };

const placeGlyphs: Place = (text, face, start, lettering, { squeeze, tracking }) => {
  const script = scriptOf(text);
  const used = font(face, script);
  const scale = lettering.box.height / signHeight(used, measured[script]);
  const run = used.layout(text);
  let x = start;
  const signs = run.glyphs.flatMap((glyph, index): readonly Placed[] => {
    const at = run.positions[index];
    if (at === undefined) return [];
    const path = pressed(glyph.path, scale, squeeze, lettering);
    const here = path.translate(x + at.xOffset * scale * squeeze, -at.yOffset * scale);
    x += at.xAdvance * scale * squeeze + (at.xAdvance > 0 ? tracking : 0);
    return [glyphSign([...text][index] ?? '', here)];
  });
  return { signs, x };
};

/** All digits of stamped plates have the same width, 1 too: it stands in the middle of a wide gap. */
const placeStamped: Place = (text, { weight }, start, { box }, { squeeze, tracking }) => {
  const advance = box.height * 0.82 * squeeze;
  const signs = [...text].map((sign, index): Placed => {
    const inset = advance * (sign === '-' ? 0.12 : 0.09);
    const x = start + index * (advance + tracking) + inset;
    const width = advance - 2 * inset;
    return {
      text: sign,
      draw: (left, baseline) => ({
        text: sign,
        ...stampDigit(sign, { x: left + x, y: baseline - box.height, width, height: box.height }, weight),
      }),
    };
  });
  return { signs, x: start + signs.length * (advance + tracking) };
};

const overhang = 1.14;

function pressed(path: Path, scale: number, squeeze: number, { box, isCompact }: Lettering): Path {
  const { minY, maxY } = path.bbox;
  const height = (maxY - minY) * scale;
  if (isCompact !== true || height <= box.height * overhang) return path.scale(scale * squeeze, -scale);
  const press = (box.height * overhang) / height;
  const tail = Math.max(0, Math.min(box.height * 0.08, -minY * scale * press));
  return path.scale(scale * squeeze, -scale * press).translate(0, minY * scale * press + tail);
}

function signHeight(used: Font, text: string): number {
  const box = used.layout(text).glyphs[0]?.path.bbox;
  return box === undefined ? 1 : box.maxY;
}

const glyphSign = (text: string, path: Path): Placed => ({
  text,
  draw: (left, baseline) => {
    const moved = path.translate(left, baseline);
    const { minX, minY, maxX, maxY } = moved.bbox;
    return {
      text,
      path: moved.toSVG(),
      box: { x: minX, y: minY, width: maxX - minX, height: maxY - minY },
    };
  },
});
