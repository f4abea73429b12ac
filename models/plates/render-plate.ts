import sharp from 'sharp';
import { plateColors } from './plate-colors.ts';
import {
  defaultStyle,
  layoutOf,
  type PlateDrawing,
  type PlateLayout,
  type PlateStyle,
} from './plate-drawing.ts';
import type { Sign } from './plate-lettering.ts';
import { layLines, type PlateLines, plateSize } from './plate-lines.ts';
import { seededRandom } from './seeded-random.ts';

export type { PlateDrawing, PlateLayout, PlateStyle } from './plate-drawing.ts';

export interface DrawnPlate {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** What shall be read: the characters in reading order, then the province; boxes in millimeters. */
  readonly signs: readonly Sign[];
}

/** Draws a flat, clean plate in millimeters, from open typefaces only (no fonts of the system). */
export function drawPlate(drawing: PlateDrawing): DrawnPlate {
  const layout = layoutOf(drawing);
  const style = { ...defaultStyle, ...drawing.style };
  const size = plateSize(drawing);
  const color = plateColors[drawing.color ?? colorOfLayout[layout]];
  const ink = style.ink ?? color.ink;
  const lines = layLines(drawing, style);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}">`,
    `<rect width="${size.width}" height="${size.height}" fill="${color.plate}"/>`,
    style.pattern,
    style.hasRim ? rim(size, ink) : '',
    style.hasStamp ? stamp(size, layout === 'truck' ? 0.09 : 0.9) : '',
    pressed(lines, ink, style),
    style.wear > 0 ? worn(size, color.plate, style.wear) : '',
    style.hasBolts ? bolts(size) : '',
    style.holder,
    '</svg>',
  ].join('');
  return { svg, ...size, signs: namedSigns(drawing, lines) };
}

/** The plate as PNG, `width` pixels wide (320 unless told). */
export async function renderPlate(drawing: PlateDrawing, width = 320): Promise<Buffer> {
  const drawn = drawPlate(drawing);
  const density = Math.max(72, (72 * width * 1.5) / drawn.width);
  return sharp(Buffer.from(drawn.svg), { density }).resize({ width }).removeAlpha().png().toBuffer();
}

const colorOfLayout: Readonly<Record<PlateLayout, keyof typeof plateColors>> = {
  car: 'private',
  truck: 'private',
  motorcycle: 'private',
  dealer: 'dealer',
  word: 'auctioned',
  lao: 'laoPrivate',
  'lao-motorcycle': 'laoPrivate',
  foreign: 'foreignWhite',
};

/** Light on one side of the pressed letters and shadow on the other, then the ink. */
function pressed(lines: PlateLines, ink: string, { relief, stroke, hasHalo }: PlateStyle): string {
  const draw = (color: string, grown: number) =>
    filled([...lines.number, ...lines.large], color, stroke + grown) +
    filled([...lines.province, ...lines.small], color, stroke * 0.3 + grown * 0.6);
  const shifted = (color: string, by: number) =>
    `<g transform="translate(${by} ${by})" opacity="0.5">${draw(color, 0)}</g>`;
  const shades = relief === 0 ? '' : shifted('#fff', -relief) + shifted('#000', relief);
  return `${hasHalo ? draw('#fff', 4) : ''}${shades}${draw(ink, 0)}`;
}

function filled(signs: readonly Sign[], ink: string, stroke: number): string {
  const outlines = signs.filter(({ pen }) => pen === undefined).map(({ path }) => path);
  const pens = signs.map(({ path, pen }) =>
    pen === undefined
      ? ''
      : `<path d="${path}" fill="none" stroke-width="${(pen + stroke * 0.5).toFixed(2)}"/>`,
  );
  return `<g stroke="${ink}" fill="${ink}" stroke-linejoin="round"><path d="${outlines.join('')}" stroke-width="${stroke.toFixed(2)}"/>${pens.join('')}</g>`;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const rim = ({ width, height }: Size, ink: string) =>
  `<rect x="3" y="3" width="${width - 6}" height="${height - 6}" rx="9" fill="none" stroke="${ink}" stroke-width="2.5"/>`;

const bolts = ({ width, height }: Size) =>
  [0.22, 0.78].map((x) => `<circle cx="${width * x}" cy="${height * 0.08}" r="4" fill="#9a9a9a"/>`).join('');

const stamp = ({ width, height }: Size, at: number) =>
  `<g transform="translate(${width * at} ${height * 0.86})" fill="none" stroke="#333" opacity="0.6"><circle r="7"/><circle r="3.4" stroke-width="2"/></g>`;

/** Chips and scratches in the color of the plate, always the same for the same amount. */
function worn({ width, height }: Size, color: string, wear: number): string {
  const random = seededRandom(Math.round(wear * 1e6));
  const chip = () => {
    const [x, y, size] = [random() * width, random() * height, 1 + random() * 4];
    return `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${size.toFixed(1)}" ry="${(size * (0.3 + random())).toFixed(1)}" opacity="${(0.3 + 0.6 * random()).toFixed(2)}"/>`;
  };
  return `<g fill="${color}">${Array.from({ length: Math.round(wear * 220) }, chip).join('')}</g>`;
}

function namedSigns(drawing: PlateDrawing, { number, province }: PlateLines): readonly Sign[] {
  const signs = number.filter((sign) => sign.text !== '-');
  if (province.length === 0) return signs;
  const left = Math.min(...province.map((sign) => sign.box.x));
  const top = Math.min(...province.map((sign) => sign.box.y));
  const right = Math.max(...province.map((sign) => sign.box.x + sign.box.width));
  const bottom = Math.max(...province.map((sign) => sign.box.y + sign.box.height));
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return [...signs, { text: drawing.province, path: '', box }];
}
