import { html } from '../lambdas/zone/html.ts';
import type { PeopleBucket } from './people-buckets.ts';
import { formatTime } from './plate-search-words.ts';

export interface PlotPeopleParams {
  readonly cameraIds: readonly string[];
  readonly buckets: readonly PeopleBucket[];
  /** Epoch milliseconds; the buckets lie from `from` to before `to`. */
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

const width = 1000;
const headHeight = 64;
const panelHeight = 170;
const plot = { left: 52, right: 948, top: 34, height: 96 };
const colors = { passed: '#2f7fb0', atOnce: '#c2571a', text: '#1c2a35', quiet: '#5a6b78', gap: '#e6eaed' };
/** More labels than this would run into each other. */
const mostTimes = 9;

/** A chart (SVG) with a panel for each camera: bars of who passed, a line of the most at once, gray where no video was. */
export function plotPeople(params: PlotPeopleParams): string {
  const { cameraIds } = params;
  const height = headHeight + Math.max(1, cameraIds.length) * panelHeight;
  const panels = cameraIds.map(
    (cameraId, i) =>
      `<g transform="translate(0 ${headHeight + i * panelHeight})">${panel(cameraId, params)}</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="'Noto Sans Thai', Loma, sans-serif" font-size="13" fill="${colors.text}">
<rect width="${width}" height="${height}" fill="#ffffff"/>
${legend(params)}
${panels.join('\n')}
</svg>
`;
}

function legend({ from, to }: PlotPeopleParams): string {
  return `<text x="${plot.left}" y="24" font-size="16" font-weight="bold">จำนวนคนที่กล้องเห็นใบหน้า · People whose faces were seen</text>
<text x="${plot.left}" y="46" fill="${colors.quiet}">${formatTime(from).slice(0, 16)} – ${formatTime(to).slice(0, 16)}</text>
<rect x="330" y="36" width="12" height="12" fill="${colors.passed}"/><text x="348" y="46">ผ่านไป · passed</text>
<path d="M490 42h24" stroke="${colors.atOnce}" stroke-width="2.5"/><text x="520" y="46">มากที่สุดพร้อมกัน · most at once</text>
<rect x="770" y="36" width="12" height="12" fill="${colors.gap}"/><text x="788" y="46">ไม่มีวิดีโอ · no video</text>`;
}

function panel(cameraId: string, { buckets, from, to, length }: PlotPeopleParams): string {
  const own = new Map(buckets.filter((one) => one.cameraId === cameraId).map((one) => [one.at, one]));
  const count = Math.max(1, Math.round((to - from) / length));
  const slots = Array.from({ length: count }, (_, i) => own.get(from + i * length));
  const slotWidth = (plot.right - plot.left) / count;
  const x = (i: number) => round(plot.left + i * slotWidth);
  const mostPassed = niceTop(slots.map((one) => one?.passed ?? 0));
  const mostAtOnce = niceTop(slots.map((one) => one?.atOnce ?? 0));
  const y = (value: number, most: number) => round(plot.top + plot.height * (1 - value / most));
  const bottom = plot.top + plot.height;
  const bars = slots.map((one, i) =>
    one === undefined
      ? `<rect x="${x(i)}" y="${plot.top}" width="${round(slotWidth)}" height="${plot.height}" fill="${colors.gap}"/>`
      : `<rect x="${round(x(i) + slotWidth * 0.1)}" y="${y(one.passed, mostPassed)}" width="${round(slotWidth * 0.8)}" height="${round(bottom - y(one.passed, mostPassed))}" fill="${colors.passed}"/>`,
  );
  const line = slots.flatMap((one, i) => {
    if (one === undefined) return [];
    const begins = i === 0 || slots[i - 1] === undefined;
    return [`${begins ? 'M' : 'L'}${x(i)} ${y(one.atOnce, mostAtOnce)}H${x(i + 1)}`];
  });
  return `<text x="${plot.left}" y="22" font-weight="bold">${html`${cameraId}`.markup}</text>
${bars.join('')}
<path d="${line.join('')}" fill="none" stroke="${colors.atOnce}" stroke-width="2.5"/>
<path d="M${plot.left} ${plot.top}V${bottom}H${plot.right}V${plot.top}" fill="none" stroke="${colors.quiet}"/>
${scale(mostPassed, plot.left - 6, 'end', colors.passed)}${scale(mostAtOnce, plot.right + 6, 'start', colors.atOnce)}
${times({ from, count, length }, x, bottom + 18)}`;
}

function scale(most: number, x: number, anchor: 'start' | 'end', color: string): string {
  const label = (value: number, y: number) =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${color}">${value}</text>`;
  return label(most, plot.top + 5) + label(0, plot.top + plot.height + 4);
}

function times(
  { from, count, length }: { readonly from: number; readonly count: number; readonly length: number },
  x: (i: number) => number,
  y: number,
): string {
  const every = Math.ceil(count / mostTimes);
  return Array.from({ length: Math.ceil(count / every) }, (_, k) => k * every)
    .map(
      (i) =>
        `<text x="${x(i)}" y="${y}" fill="${colors.quiet}">${formatTime(from + i * length).slice(11, 16)}</text>`,
    )
    .join('');
}

/** 1, 2, 5, 10, 20, …: the smallest that nothing exceeds. */
function niceTop(values: readonly number[]): number {
  const most = Math.max(1, ...values);
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= most) ?? most;
}

const round = (value: number) => Math.round(value * 10) / 10;
