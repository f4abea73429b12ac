import type { Bilingual } from '../../lambdas/zone/zone-file.ts';
import { type TextLine, textPath, textWidth } from '../lettering.ts';
import type { Swing } from './sensitivity.ts';

export interface SensitivityPicture {
  readonly title: Bilingual;
  /** The bill as it is. */
  readonly usd: number;
  readonly thbPerUsd: number;
  readonly swings: readonly Swing[];
}

const width = 1100;
const head = 96;
const rowHeight = 52;
const foot = 56;
const plot = { left: 330, right: 1010 };
const colors = {
  text: '#1c2a35',
  quiet: '#5a6b78',
  grid: '#dfe4e8',
  low: '#2f7fb0',
  high: '#c2571a',
  paper: '#ffffff',
};

/** A tornado (SVG): how far each input alone moves the month's bill, the widest first. */
export function drawSensitivity(picture: SensitivityPicture): string {
  const { swings, usd } = picture;
  const height = head + swings.length * rowHeight + foot;
  const all = swings.flatMap(({ low, high }) => [low.usd, high.usd]);
  const [least, most] = [Math.min(usd, ...all), Math.max(usd, ...all)];
  const x = (value: number) =>
    plot.left + ((value - least) / Math.max(1e-9, most - least)) * (plot.right - plot.left);
  const rows = swings.map((swing, i) => row(swing, { x, usd, y: head + i * rowHeight }));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${colors.paper}"/>
${heading(picture)}
${axis(picture, { x, least, most, bottom: height - foot })}
${rows.join('\n')}
<path d="M${round(x(usd))} ${head - 8}V${height - foot}" stroke="${colors.text}" stroke-width="2"/>
</svg>
`;
}

function heading({ title, usd, thbPerUsd }: SensitivityPicture): string {
  const bill = `USD ${count(usd)} · ${count(usd * thbPerUsd)} บาทต่อเดือน`;
  return [
    text({ text: `${title.th} · ${title.en}`, x: 24, y: 36, size: 20, weight: 700 }),
    text({ text: `ค่าใช้จ่ายตามแผน as planned: ${bill}`, x: 24, y: 64, size: 15 }, colors.quiet),
  ].join('');
}

interface AxisParams {
  readonly x: (usd: number) => number;
  readonly least: number;
  readonly most: number;
  readonly bottom: number;
}

function axis({ thbPerUsd }: SensitivityPicture, { x, least, most, bottom }: AxisParams): string {
  const every = niceStep((most - least) / 5);
  const first = Math.ceil(least / every) * every;
  const marks = Array.from({ length: Math.floor((most - first) / every) + 1 }, (_, i) => first + i * every);
  return marks
    .map((usd) => {
      const at = round(x(usd));
      const label = { x: at, size: 13, anchor: 'middle' as const };
      return `<path d="M${at} ${head - 8}V${bottom}" stroke="${colors.grid}"/>
${text({ ...label, text: `USD ${count(usd)}`, y: bottom + 20 }, colors.quiet)}${text({ ...label, text: `${count(usd * thbPerUsd)} บาท`, y: bottom + 40 }, colors.quiet)}`;
    })
    .join('');
}

interface RowParams {
  readonly x: (usd: number) => number;
  readonly usd: number;
  readonly y: number;
}

function row({ input, low, high }: Swing, { x, usd, y }: RowParams): string {
  const bar = (value: number, color: string) => {
    const [from, to] = [Math.min(x(usd), x(value)), Math.max(x(usd), x(value))];
    return `<rect x="${round(from)}" y="${y + 8}" width="${round(to - from)}" height="26" fill="${color}"/>`;
  };
  const names = [
    text({ text: input.th, x: plot.left - 88, y: y + 20, size: 15, anchor: 'end', weight: 700 }),
    text({ text: input.en, x: plot.left - 88, y: y + 38, size: 13, anchor: 'end' }, colors.quiet),
  ];
  return [
    bar(low.usd, colors.low),
    bar(high.usd, colors.high),
    ...names,
    ends({ low, high }, { x, usd, y }),
  ].join('');
}

/** Beside the ends of the bar, where the whole label has room. */
function ends({ low, high }: Pick<Swing, 'low' | 'high'>, { x, y }: RowParams): string {
  const [left, right] = low.usd <= high.usd ? [low, high] : [high, low];
  const size = 13;
  const end = Math.min(x(right.usd) + 8, width - 8 - textWidth(right.label, size));
  return (
    text({ text: left.label, x: x(left.usd) - 8, y: y + 26, size, anchor: 'end' }) +
    text({ text: right.label, x: end, y: y + 26, size })
  );
}

const text = (line: TextLine, color = colors.text) => `<path d="${textPath(line)}" fill="${color}"/>`;
const count = (value: number) => Math.round(value).toLocaleString('en-US');
const round = (value: number) => Math.round(value * 10) / 10;

/** 1, 2, 5, 10, …: not less than `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1e-9, least)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= least) ?? least;
}
