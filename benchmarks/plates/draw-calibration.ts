import { chartColors, colorOf, type Drawing, line, n, type Panel, text } from './chart.ts';
import type { OriginReport } from './report.ts';

const left: Panel = { left: 70, top: 66, width: 380, height: 340 };
const right: Panel = { ...left, left: 560 };
const size = { width: 980, height: 520 };

interface Axis {
  readonly from: number;
  readonly to: number;
}

/** Left: is the reader right as often as it says? Right: what is right among the surest so many percent? */
export function drawCalibration(origins: readonly OriginReport[]): Drawing {
  return {
    ...size,
    parts: [
      ...drawReliability(origins, { from: 0.3, to: 1 }),
      ...drawCoverage(origins),
      ...origins.flatMap(legend),
    ],
  };
}

function drawReliability(origins: readonly OriginReport[], axis: Axis): readonly string[] {
  const [x, y] = scales(left, axis, { from: 0, to: 1 });
  const ticks = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
  const ideal = line(
    [
      [x(axis.from), y(axis.from)],
      [x(1), y(1)],
    ],
    '#b8bec6',
    1.5,
  );
  const titles = ['Right as often as it says?', 'confidence said, %', 'right, %'] as const;
  const curves = origins.flatMap(({ origin, calibration: { bins } }) => {
    const shown = bins.filter(({ said }) => said >= axis.from);
    const points = shown.map(({ said, right: share }) => [x(said), y(share.value)] as const);
    const whiskers = shown.map(({ said, right: share }) =>
      line(
        [
          [x(said), y(share.low)],
          [x(said), y(share.high)],
        ],
        colorOf(origin),
        1.2,
      ),
    );
    return [
      line(points, colorOf(origin)),
      ...whiskers,
      ...points.map((point) => dot(point, colorOf(origin))),
    ];
  });
  return [...frame(left, titles, [x, ticks], [y, [0, 0.25, 0.5, 0.75, 1]]), ideal, ...curves];
}

/** The axis goes down in fives to the lowest value, so that nothing is cut off. */
function drawCoverage(origins: readonly OriginReport[]): readonly string[] {
  const lowest = Math.min(0.9, ...origins.flatMap(({ coverage }) => coverage.map(({ exact }) => exact)));
  const from = Math.floor(lowest * 20) / 20;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => from + share * (1 - from));
  const [x, y] = scales(right, { from: 0, to: 1 }, { from, to: 1 });
  const titles = ['Right among the surest', 'accepted, % of all', 'right, %'] as const;
  const curves = origins.map(({ origin, coverage }) =>
    line(
      coverage.map((point) => [x(point.coverage), y(point.exact)]),
      colorOf(origin),
    ),
  );
  return [...frame(right, titles, [x, [0, 0.25, 0.5, 0.75, 1]], [y, ticks]), ...curves];
}

type Scale = (value: number) => number;

function scales(panel: Panel, across: Axis, up: Axis): readonly [Scale, Scale] {
  return [
    (value) => panel.left + ((value - across.from) / (across.to - across.from)) * panel.width,
    (value) => panel.top + panel.height - ((value - up.from) / (up.to - up.from)) * panel.height,
  ];
}

function frame(
  { left: x0, top, width, height }: Panel,
  [title, acrossTitle, upTitle]: readonly [string, string, string],
  [x, acrossTicks]: readonly [Scale, readonly number[]],
  [y, upTicks]: readonly [Scale, readonly number[]],
): readonly string[] {
  const bottom = top + height;
  const percent = (value: number) => String(Math.round(value * 1000) / 10);
  return [
    text({ text: title, x: x0, y: top - 34, size: 17, weight: 700 }),
    text({ text: upTitle, x: x0, y: top - 12, size: 13 }, chartColors.quiet),
    text({ text: acrossTitle, x: x0 + width, y: bottom + 44, size: 13, anchor: 'end' }, chartColors.quiet),
    ...upTicks.flatMap((tick) => [
      line(
        [
          [x0, y(tick)],
          [x0 + width, y(tick)],
        ],
        chartColors.grid,
        1,
      ),
      text({ text: percent(tick), x: x0 - 8, y: y(tick) + 4.5, size: 13, anchor: 'end' }),
    ]),
    ...acrossTicks.flatMap((tick) => [
      line(
        [
          [x(tick), top],
          [x(tick), bottom],
        ],
        chartColors.grid,
        1,
      ),
      text({ text: percent(tick), x: x(tick), y: bottom + 20, size: 13, anchor: 'middle' }),
    ]),
  ];
}

function legend({ origin, calibration }: OriginReport, index: number): readonly string[] {
  const y = size.height - 22;
  const x = left.left + index * 340;
  const words = `${origin}: off by ${(calibration.error * 100).toFixed(1)} points on average`;
  return [dot([x + 5, y - 5], colorOf(origin)), text({ text: words, x: x + 18, y, size: 14 })];
}

const dot = ([x, y]: readonly [number, number], color: string) =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="4.5" fill="${color}" stroke="#fff" stroke-width="1.2"/>`;
