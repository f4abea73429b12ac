import {
  defaultStyle,
  layoutOf,
  type PlateDrawing,
  type PlateLayout,
  type PlateStyle,
} from './plate-drawing.ts';
import { drawLine, type Lettering, type Sign } from './plate-lettering.ts';

/** The signs of a plate, by what they are for. */
export interface PlateLines {
  /** Letters and digits in reading order. */
  readonly number: readonly Sign[];
  readonly province: readonly Sign[];
  /** Large and small signs that nobody should read. */
  readonly large: readonly Sign[];
  readonly small: readonly Sign[];
}

const none: PlateLines = { number: [], province: [], large: [], small: [] };

/** The real sizes in millimeters. */
export function plateSize(drawing: PlateDrawing) {
  const layout = layoutOf(drawing);
  if (layout === 'motorcycle' || layout === 'lao-motorcycle') return { width: 220, height: 172 };
  return layout === 'foreign'
    ? { width: Math.round(112 * (drawing.style?.proportion ?? defaultStyle.proportion)), height: 112 }
    : { width: 340, height: 150 };
}

/** Sets every line of a plate in its place, in millimeters. */
export function layLines(drawing: PlateDrawing, style: PlateStyle): PlateLines {
  return lay[layoutOf(drawing)](drawing, style);
}

type Lay = (drawing: PlateDrawing, style: PlateStyle) => PlateLines;

const line = (text: string, style: PlateStyle, rest: Partial<Lettering> & Pick<Lettering, 'box'>) =>
  text === '' ? [] : drawLine({ ...style, text, isCompact: true, ...rest });

const provinceLine = (text: string, style: PlateStyle) => {
  const height = 150 * style.provinceHeight;
  const box = { x: 24, y: 150 * (1 - style.provinceBottom) - height, width: 292, height };
  return line(text, style, provinceLettering(style, box));
};

const provinceLettering = ({ provinceFace, provinceSqueeze }: PlateStyle, box: Lettering['box']) => ({
  box,
  face: provinceFace,
  squeeze: provinceSqueeze,
  tracking: 0,
  isCompact: false,
});

/** The line of the number never reaches the province. */
const top = ({ signTop, signHeight, provinceHeight, provinceBottom }: PlateStyle, shift = 0) => {
  const room = 1 - provinceBottom - provinceHeight - 0.03 - signTop - shift;
  const height = 150 * Math.min(signHeight, room);
  return { box: { x: 12, y: 150 * (signTop + shift), width: 316, height } };
};

const oneLine =
  (joint: string): Lay =>
  (drawing, style) => ({
    ...none,
    number: line(`${drawing.letters}${joint}${drawing.digits}`, style, top(style)),
    province: provinceLine(drawing.province, style),
  });

const truck: Lay = (drawing, style) => {
  const box = { x: 70, y: 9, width: 220, height: 13 };
  return {
    ...oneLine('-')(drawing, { ...style, signTop: style.signTop + 0.06 }),
    small: line(drawing.unread ?? 'THAILAND', style, { box, squeeze: 1.1, tracking: 0.25, gap: 1 }),
  };
};

const motorcycle: Lay = (drawing, style) => {
  const wide = { ...style, squeeze: style.squeeze * 1.1 };
  const height = 172 * style.provinceHeight * 0.85;
  const y = 172 * (0.38 + style.signTop * 0.5);
  const letters = Math.min(172 * style.signHeight * 0.66, y - 20);
  const digits = Math.min(172 * style.signHeight * 0.8, 154 - y - height);
  const box = (top: number, tall: number) => ({ x: 12, y: top, width: 196, height: tall });
  return {
    ...none,
    number: [
      ...line(drawing.letters, wide, { box: box(y - 9 - letters, letters) }),
      ...line(drawing.digits, wide, { box: box(y + height + 9, digits) }),
    ],
    province: line(drawing.province, style, provinceLettering(style, box(y, height))),
  };
};

/** Vowels and tone marks stand above the letters: the line is lower than on a car. */
const word: Lay = (drawing, style) => {
  const lower = { ...style, signHeight: style.signHeight * 0.72, signTop: style.signTop + 0.16 };
  const large = line(drawing.unread ?? '', lower, { ...top(lower), isCompact: false });
  return { ...none, large, province: provinceLine(drawing.province, style) };
};

const lao: Lay = (drawing, style) => {
  const small = laoPlace(drawing, style, {
    x: 24,
    y: 14,
    width: 292,
    height: 150 * style.provinceHeight * 1.1,
  });
  const signs = line(
    `${drawing.unread ?? ''} ${drawing.digits}`,
    laoFaces(style),
    top({ ...style, provinceBottom: 0.06, provinceHeight: 0 }, 0.24),
  );
  return { ...none, ...laoSigns(signs), small };
};

const laoMotorcycle: Lay = (drawing, style) => {
  const wide = { ...laoFaces(style), squeeze: style.squeeze * 1.15 };
  return {
    ...none,
    small: laoPlace(drawing, style, { x: 14, y: 16, width: 192, height: 172 * style.provinceHeight }),
    large: line(drawing.unread ?? '', wide, {
      box: { x: 14, y: 57, width: 192, height: 40 },
      isCompact: false,
    }),
    number: line(drawing.digits, wide, { box: { x: 14, y: 107, width: 192, height: 52 } }),
  };
};

const laoFaces = (style: PlateStyle): PlateStyle => ({
  ...style,
  face: { family: 'noto-sans-lao', weight: style.face.weight },
});

const laoPlace = (drawing: PlateDrawing, style: PlateStyle, box: Lettering['box']) =>
  line(drawing.place ?? '', style, {
    ...provinceLettering(laoFaces(style), box),
    face: { family: 'noto-sans-lao', weight: style.provinceFace.weight },
  });

const laoSigns = (signs: readonly Sign[]) => ({
  number: signs.filter(({ text }) => /\d/u.test(text)),
  large: signs.filter(({ text }) => !/\d/u.test(text)),
});

const foreign: Lay = (drawing, style) => {
  const { width, height } = plateSize(drawing);
  const texts = (drawing.unread ?? '').split('/');
  const side = width > 400 ? 46 : 12;
  const room = (height - 16) / texts.length;
  const large = texts.flatMap((text, index) => {
    const tall = room * (texts.length === 1 ? 0.55 + style.signHeight * 0.6 : 0.82);
    const y = 8 + room * index + (room - tall) / 2;
    return line(text, style, { box: { x: side, y, width: width - side - 12, height: tall } });
  });
  return { ...none, large };
};

const lay: Readonly<Record<PlateLayout, Lay>> = {
  car: oneLine(' '),
  dealer: oneLine('-'),
  truck,
  motorcycle,
  word,
  lao,
  'lao-motorcycle': laoMotorcycle,
  foreign,
};
