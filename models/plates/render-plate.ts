import sharp from 'sharp';
import { type PlateColor, plateColors } from './plate-colors.ts';
import { drawLine, type Sign, type Typeface } from './plate-lettering.ts';

/** `car` is one line and the province below; `truck` has a dash; `motorcycle` has three lines. */
export type PlateLayout = 'car' | 'truck' | 'motorcycle' | 'dealer';

export interface PlateDrawing {
  readonly letters: string;
  readonly digits: string;
  readonly province: string;
  readonly layout?: PlateLayout;
  readonly color?: PlateColor;
  readonly style?: Partial<PlateStyle>;
}

/** What differs from one plate maker and vehicle to the next. Lengths are shares of the plate's height. */
export interface PlateStyle {
  readonly face: Typeface;
  readonly digitFace: Typeface;
  readonly squeeze: number;
  readonly signHeight: number;
  readonly signTop: number;
  readonly provinceHeight: number;
  readonly provinceBottom: number;
  readonly provinceSqueeze: number;
  readonly tracking: number;
  readonly hasRim: boolean;
  readonly hasBolts: boolean;
  /** Grows (or thins) every stroke, in millimeters. */
  readonly stroke: number;
  /** The green wave of private cars, or another SVG fragment under the signs (340 × 150 units). */
  readonly pattern: string;
}

const defaultStyle: PlateStyle = {
  face: { family: 'noto-sans-thai-looped', weight: 700 },
  digitFace: { family: 'sarabun', weight: 700 },
  squeeze: 0.74,
  signHeight: 0.45,
  signTop: 0.15,
  provinceHeight: 0.14,
  provinceBottom: 0.1,
  provinceSqueeze: 1,
  tracking: 0.04,
  hasRim: true,
  hasBolts: true,
  stroke: 1.2,
  pattern: '',
};

/** The real sizes in millimeters. */
const sizes = {
  car: { width: 340, height: 150 },
  truck: { width: 340, height: 150 },
  dealer: { width: 340, height: 150 },
  motorcycle: { width: 220, height: 172 },
} as const;

export interface DrawnPlate {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** The characters of letters and digits in reading order, then the province; boxes in millimeters. */
  readonly signs: readonly Sign[];
}

/** Draws a flat, clean plate in millimeters, from open typefaces only (no fonts of the system). */
export function drawPlate(drawing: PlateDrawing): DrawnPlate {
  const layout = drawing.layout ?? layoutOf(drawing);
  const style = { ...defaultStyle, ...drawing.style };
  const { width, height } = sizes[layout];
  const { plate, ink } = plateColors[drawing.color ?? (layout === 'dealer' ? 'dealer' : 'private')];
  const lines = layout === 'motorcycle' ? threeLines(drawing, style) : twoLines(drawing, layout, style);
  const extra = layout === 'truck' ? thailand(style) : [];
  const small = [...(lines.at(-1) ?? []), ...extra];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="${plate}"/>`,
    style.pattern,
    style.hasRim ? rim(width, height, ink) : '',
    style.hasBolts ? bolts(width, height) : '',
    filled(lines.slice(0, -1).flat(), ink, style.stroke),
    filled(small, ink, style.stroke * 0.3),
    '</svg>',
  ].join('');
  return { svg, width, height, signs: namedSigns(drawing, lines) };
}

/** The plate as PNG, `width` pixels wide (320 unless told). */
export async function renderPlate(drawing: PlateDrawing, width = 320): Promise<Buffer> {
  const drawn = drawPlate(drawing);
  const density = Math.max(72, (72 * width * 1.5) / drawn.width);
  return sharp(Buffer.from(drawn.svg), { density }).resize({ width }).removeAlpha().png().toBuffer();
}

function layoutOf({ letters }: PlateDrawing): PlateLayout {
  if (/^\d\d$/u.test(letters)) return 'truck';
  if (/^[ก-ฮ]{3}$/u.test(letters)) return 'motorcycle';
  return letters.length === 1 ? 'dealer' : 'car';
}

type Lines = readonly [top: readonly Sign[], ...rest: readonly (readonly Sign[])[]];

function twoLines(drawing: PlateDrawing, layout: PlateLayout, style: PlateStyle): Lines {
  const joint = layout === 'car' ? ' ' : '-';
  const shift = layout === 'truck' ? 0.06 : 0;
  const top = { x: 14, y: 150 * (style.signTop + shift), width: 312, height: 150 * style.signHeight };
  const text = `${drawing.letters}${joint}${drawing.digits}`;
  return [drawLine({ ...style, text, box: top, isCompact: true }), province(drawing.province, style)];
}

function province(text: string, style: PlateStyle): readonly Sign[] {
  const height = 150 * style.provinceHeight;
  const box = { x: 24, y: 150 * (1 - style.provinceBottom) - height, width: 292, height };
  return drawLine({ text, face: style.face, box, squeeze: style.provinceSqueeze });
}

function threeLines(drawing: PlateDrawing, style: PlateStyle): Lines {
  const line = (text: string, y: number, height: number, squeeze: number) =>
    drawLine({
      ...style,
      text,
      squeeze,
      isCompact: text !== drawing.province,
      box: { x: 14, y, width: 192, height },
    });
  return [
    line(drawing.letters, 18, 46, style.squeeze * 1.15),
    line(drawing.digits, 110, 50, style.squeeze * 1.15),
    line(drawing.province, 80, 16, style.provinceSqueeze),
  ];
}

function thailand(style: PlateStyle): readonly Sign[] {
  const box = { x: 90, y: 8, width: 160, height: 13 };
  return drawLine({ text: 'THAILAND', face: style.digitFace, box, squeeze: 1, tracking: 0.3 });
}

const filled = (signs: readonly Sign[], ink: string, stroke: number) =>
  `<path d="${signs.map((sign) => sign.path).join('')}" fill="${ink}" stroke="${ink}" stroke-width="${stroke}" stroke-linejoin="round"/>`;

const rim = (width: number, height: number, ink: string) =>
  `<rect x="3" y="3" width="${width - 6}" height="${height - 6}" rx="9" fill="none" stroke="${ink}" stroke-width="2.5"/>`;

const bolts = (width: number, height: number) =>
  [0.22, 0.78].map((x) => `<circle cx="${width * x}" cy="${height * 0.08}" r="4" fill="#9a9a9a"/>`).join('');

function namedSigns(drawing: PlateDrawing, lines: Lines): readonly Sign[] {
  const provinceLine = lines.at(-1) ?? [];
  const signs = lines
    .slice(0, -1)
    .flat()
    .filter((sign) => sign.text !== '-');
  const left = Math.min(...provinceLine.map((sign) => sign.box.x));
  const top = Math.min(...provinceLine.map((sign) => sign.box.y));
  const right = Math.max(...provinceLine.map((sign) => sign.box.x + sign.box.width));
  const bottom = Math.max(...provinceLine.map((sign) => sign.box.y + sign.box.height));
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return [...signs, { text: drawing.province, path: '', box }];
}
