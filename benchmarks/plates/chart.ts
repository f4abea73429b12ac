import sharp from 'sharp';
import { type TextLine, textPath } from '../../tools/lettering.ts';

/** Rectangle of a drawing in which values stand, in the drawing's units. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** SVG elements. */
  readonly parts: readonly string[];
}

export const chartColors = {
  ink: '#1f2328',
  quiet: '#6b7280',
  grid: '#e3e6ea',
  real: '#1d5fa8',
  generated: '#c0581a',
  other: '#6b7280',
} as const;

export const colorOf = (origin: string): string =>
  origin === 'real' ? chartColors.real : origin === 'generated' ? chartColors.generated : chartColors.other;

export function text(line: TextLine, color: string = chartColors.ink): string {
  return `<path d="${textPath(line)}" fill="${color}"/>`;
}

/** Numbers of an SVG attribute, short. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);

export function line(points: readonly (readonly [number, number])[], color: string, width = 2): string {
  const path = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('');
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linejoin="round"/>`;
}

/** As PNG with twice the pixels, so that it is sharp on fine screens. */
export function toPng({ width, height, parts }: Drawing): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#ffffff"/>${parts.join('')}</svg>`;
  return sharp(Buffer.from(svg), { density: 144 }).png({ palette: true }).toBuffer();
}
