import { createRequire } from 'node:module';
import { type Font, openSync, type Path } from 'fontkit';
import type { Box } from '../../lambdas/zone/picture.ts';

/** An open typeface from npm with Thai loops, as plates have them (both OFL). */
export interface Typeface {
  readonly family: 'noto-sans-thai-looped' | 'sarabun';
  readonly weight: 500 | 600 | 700 | 800;
}

/** One drawn sign: SVG path data and its box, both in the drawing's units. */
export interface Sign {
  readonly text: string;
  readonly path: string;
  readonly box: Box;
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
  /** Presses loops and tails (ป ฎ ญ) nearly into the height of ก, as plate makers do. */
  readonly isCompact?: boolean;
}

const require = createRequire(import.meta.url);
const opened = new Map<string, Font>();

function font(face: Typeface, subset: 'thai' | 'latin'): Font {
  const file = `@fontsource/${face.family}/files/${face.family}-${subset}-${face.weight}-normal.woff`;
  const known = opened.get(file) ?? openSync(require.resolve(file));
  opened.set(file, known);
  return known;
}

interface Placed {
  readonly text: string;
  readonly path: Path;
  readonly x: number;
}

const isThai = (text: string) => /[\u0e00-\u0e7f]/u.test(text);

/** Draws one line of text into a box. A space is a gap of 0.35 of the height. */
export function drawLine(lettering: Lettering): readonly Sign[] {
  const { box, squeeze } = lettering;
  const tracking = (lettering.tracking ?? 0) * box.height;
  const natural = placeSigns(lettering, squeeze, tracking);
  const fit = Math.min(1, box.width / natural.width);
  const { signs, width } = placeSigns(lettering, squeeze * fit, tracking * fit);
  const left = box.x + (box.width - width) / 2;
  return signs.map((sign) => toSign(sign, left, box.y + box.height));
}

function placeSigns(lettering: Lettering, squeeze: number, tracking: number) {
  const signs: Placed[] = [];
  let x = 0;
  for (const part of lettering.text.match(/[\u0e00-\u0e7f]+| |[^\u0e00-\u0e7f ]+/gu) ?? []) {
    if (part === ' ') {
      x += 0.35 * lettering.box.height * Math.min(1, squeeze * 1.4);
      continue;
    }
    const face = isThai(part) ? lettering.face : (lettering.digitFace ?? lettering.face);
    const used = font(face, isThai(part) ? 'thai' : 'latin');
    const scale = lettering.box.height / signHeight(used, isThai(part) ? 'ก' : '0');
    const run = used.layout(part);
    run.glyphs.forEach((glyph, index) => {
      const at = run.positions[index];
      if (at === undefined) return;
      const path = pressed(glyph.path, scale, squeeze, lettering);
      signs.push({
        text: [...part][index] ?? '',
        path: path.translate(x + at.xOffset * scale * squeeze, -at.yOffset * scale),
        x,
      });
      x += at.xAdvance * scale * squeeze + (at.xAdvance > 0 ? tracking : 0);
    });
  }
  return { signs, width: Math.max(1, x - tracking) };
}

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

function toSign({ text, path }: Placed, left: number, baseline: number): Sign {
  const moved = path.translate(left, baseline);
  const { minX, minY, maxX, maxY } = moved.bbox;
  return { text, path: moved.toSVG(), box: { x: minX, y: minY, width: maxX - minX, height: maxY - minY } };
}
