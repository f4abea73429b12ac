import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';

export interface TextLine {
  readonly text: string;
  /** Left end, middle or right end, as `anchor` says. */
  readonly x: number;
  /** Of the line the letters stand on. */
  readonly y: number;
  /** Of the em square. */
  readonly size: number;
  /** @default 'start' */
  readonly anchor?: 'start' | 'middle' | 'end';
  /** @default 500 */
  readonly weight?: 500 | 700;
}

const require = createRequire(import.meta.url);
const opened = new Map<string, Font>();
const unitsPerEm = 1000;

function font(subset: 'thai' | 'latin', weight: 500 | 700): Font {
  const file = `@fontsource/sarabun/files/sarabun-${subset}-${weight}-normal.woff`;
  const known = opened.get(file) ?? openSync(require.resolve(file));
  opened.set(file, known);
  return known;
}

/** A line of Thai or Latin text as SVG path data: charts look alike on every machine, whatever fonts it has. */
export function textPath({ text, x, y, size, anchor = 'start', weight = 500 }: TextLine): string {
  const scale = size / unitsPerEm;
  const { paths, width } = place(text, weight);
  const left = x - width * scale * { start: 0, middle: 0.5, end: 1 }[anchor];
  return paths
    .map(({ path, at, up }) =>
      path
        .scale(scale, -scale)
        .translate(left + at * scale, y - up * scale)
        .toSVG(),
    )
    .join('');
}

/** How wide the line is, in the unit of `size`. */
export function textWidth(text: string, size: number, weight: 500 | 700 = 500): number {
  return (place(text, weight).width * size) / unitsPerEm;
}

function place(text: string, weight: 500 | 700) {
  let width = 0;
  const paths = (text.match(/[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+/gu) ?? []).flatMap((part) => {
    const run = font(/[\u0e00-\u0e7f]/u.test(part) ? 'thai' : 'latin', weight).layout(part);
    return run.glyphs.map(({ path }, index) => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = run.positions[index] ?? {};
      const placed = { path, at: width + xOffset, up: yOffset };
      width += xAdvance;
      return placed;
    });
  });
  return { paths, width };
}
