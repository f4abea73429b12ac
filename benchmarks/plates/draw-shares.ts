import { chartColors, colorOf, type Drawing, line, n, text } from './chart.ts';
import type { Share } from './intervals.ts';
import type { Report } from './report.ts';

export interface Bar {
  readonly name: string;
  readonly share: Share;
  readonly color: string;
}

export interface Section {
  readonly title: string;
  readonly bars: readonly Bar[];
}

const [left, right, width, rowHeight] = [330, 120, 960, 24];

/** Exact plates of each set, and by layout, light, angle and width, as bars with 95 % intervals. */
export function drawShares(report: Report): Drawing {
  const sections = [setSection(report), ...traitSections(report)].filter(({ bars }) => bars.length > 0);
  return drawSections('Exact plates, % of all pictures, with 95 % intervals', sections);
}

/** Shares as bars with their intervals, section by section. */
export function drawSections(title: string, sections: readonly Section[]): Drawing {
  const parts: string[] = [];
  let y = 84;
  for (const { title: heading, bars } of sections) {
    parts.push(text({ text: heading, x: 24, y: y + 16, size: 15, weight: 700 }));
    y += 28;
    for (const bar of bars) {
      parts.push(...drawBar(bar, y));
      y += rowHeight;
    }
    y += 14;
  }
  return { width, height: y + 10, parts: [...axis(title, y), ...parts] };
}

function setSection({ scores, tesseract }: Report): Section {
  const bars = scores.map(({ set, way, score }) => {
    const color = set.startsWith('generated') ? chartColors.generated : chartColors.real;
    return { name: `${set} (${way})`, share: score.exact, color };
  });
  if (tesseract === undefined) return { title: 'Sets', bars };
  const other = { name: 'Tesseract, same pictures', share: tesseract.score.exact, color: chartColors.other };
  return { title: 'Sets', bars: [...bars, other] };
}

function traitSections({ groups }: Report): readonly Section[] {
  return [...Map.groupBy(groups, ({ by }) => by)].map(([by, members]) => ({
    title: `By ${by}`,
    bars: members.map(({ origin, name, exact }) => ({
      name: `${name} (${origin})`,
      share: exact,
      color: colorOf(origin),
    })),
  }));
}

const x = (value: number) => left + value * (width - left - right);

function axis(title: string, bottom: number): readonly string[] {
  return [
    text({ text: title, x: 24, y: 32, size: 18, weight: 700 }),
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((tick) => [
      line(
        [
          [x(tick), 70],
          [x(tick), bottom - 10],
        ],
        chartColors.grid,
        1,
      ),
      text({ text: String(tick * 100), x: x(tick), y: 62, size: 13, anchor: 'middle' }, chartColors.quiet),
    ]),
  ];
}

function drawBar({ name, share, color }: Bar, y: number): readonly string[] {
  const middle = y + rowHeight / 2;
  const value = `${(share.value * 100).toFixed(1)} of ${share.whole}`;
  return [
    text({ text: name, x: left - 12, y: middle + 5, size: 13.5, anchor: 'end' }),
    `<rect x="${left}" y="${n(y + 4)}" width="${n(x(share.value) - left)}" height="${rowHeight - 8}" rx="2" fill="${color}" opacity="0.78"/>`,
    line(
      [
        [x(share.low), middle],
        [x(share.high), middle],
      ],
      chartColors.ink,
      1.6,
    ),
    ...[share.low, share.high].map((end) =>
      line(
        [
          [x(end), middle - 4],
          [x(end), middle + 4],
        ],
        chartColors.ink,
        1.6,
      ),
    ),
    text({ text: value, x: x(1) + 12, y: middle + 5, size: 13 }, chartColors.quiet),
  ];
}
