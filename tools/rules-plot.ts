import sharp from 'sharp';
import { textPath } from './lettering.ts';
import type { CurveOfAlerts, RulesResult } from './rules-result.ts';

const width = 720;
const height = 320;
const margin = { left: 60, right: 30, top: 40, bottom: 50 };

const titles = {
  plateConfidence: 'แจ้งเตือนต่อวันตามเกณฑ์ป้ายทะเบียน · alerts a day by plate confidence',
  faceAlertPercent: 'แจ้งเตือนต่อวันตามเกณฑ์ใบหน้า (%) · alerts a day by face alert threshold',
  faceCandidatePercent: '',
} as const;
const colors = { alerts: '#1d5fa8', corrected: '#b3261e', present: '#555', tried: '#2b8a4b' };

/** A PNG of alerts a day against each threshold that was tried, and how many of them were called false. */
export async function plotRules(result: RulesResult): Promise<Uint8Array> {
  const { curves } = result;
  const charts = curves.map(
    (curve, at) => `<g transform="translate(0 ${at * height})">${drawChart(curve, result)}</g>`,
  );
  const total = Math.max(1, curves.length) * height;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}"><rect width="100%" height="100%" fill="#fff"/>${charts.join('')}</svg>`;
  return await sharp(Buffer.from(svg), { density: 144 }).png().toBuffer();
}

function drawChart({ threshold, points }: CurveOfAlerts, { days, thresholds }: RulesResult): string {
  const values = points.map((point) => point.threshold);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const highest = Math.max(1, ...points.map(({ alertsPerDay }) => alertsPerDay));
  const x = (value: number) =>
    margin.left + ((value - least) / (most - least || 1)) * (width - margin.left - margin.right);
  const y = (rate: number) =>
    height - margin.bottom - (rate / highest) * (height - margin.top - margin.bottom);
  const line = (color: string, rateOf: (point: (typeof points)[number]) => number) =>
    `<path d="${points.map((point, at) => `${at === 0 ? 'M' : 'L'}${x(point.threshold)} ${y(rateOf(point))}`).join('')}" fill="none" stroke="${color}" stroke-width="2"/>`;
  const mark = (value: number, color: string, text: string, at: number) => {
    const isRight = x(value) > width * 0.8;
    const words = label(
      text,
      x(value) + (isRight ? -4 : 4),
      margin.top + at,
      color,
      12,
      isRight ? 'end' : 'start',
    );
    return `<path d="M${x(value)} ${margin.top} V${height - margin.bottom}" stroke="${color}" stroke-dasharray="4 4"/>${words}`;
  };
  return [
    label(titles[threshold], margin.left, 22, '#222', 14),
    ...[0, 0.5, 1].map((share) => gridLine(y(share * highest), share * highest)),
    ...ticksOf(values).map((value) => label(String(value), x(value), height - 30, '#444', 11, 'middle')),
    line(colors.alerts, ({ alertsPerDay }) => alertsPerDay),
    line(colors.corrected, ({ corrected }) => corrected / days),
    mark(thresholds.present[threshold], colors.present, 'ปัจจุบัน as it is', 12),
    mark(thresholds.tried[threshold], colors.tried, 'ที่ลอง as tried', 28),
    label('แจ้งเตือน alerts', margin.left, height - 10, colors.alerts),
    label('แจ้งผิด corrected', margin.left + 120, height - 10, colors.corrected),
  ].join('');
}

function gridLine(y: number, rate: number): string {
  const text = rate >= 10 ? rate.toFixed(0) : rate.toFixed(1);
  return `<path d="M${margin.left} ${y} H${width - margin.right}" stroke="#ddd"/>${label(text, margin.left - 8, y + 4, '#444', 11, 'end')}`;
}

/** Only values that stand apart: those between are on the line all the same. */
function ticksOf(values: readonly number[]): readonly number[] {
  const gap = ((values.at(-1) ?? 1) - (values[0] ?? 0)) / 20;
  const ticks: number[] = [];
  for (const value of values) {
    const last = ticks.at(-1);
    if (last === undefined || value - last > gap) ticks.push(value);
  }
  return ticks;
}

function label(
  text: string,
  x: number,
  y: number,
  color: string,
  size = 12,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return `<path d="${textPath({ text, x, y, size, anchor })}" fill="${color}"/>`;
}
