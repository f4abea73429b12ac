import { shareOf } from '../plates/intervals.ts';
import { milliseconds, type ReportTable, withInterval } from '../plates/tables.ts';
import type { PassCount } from './count-passes.ts';
import type { PaidPasses } from './measure-calls.ts';
import type { BenchmarkPart, CamerasReport } from './report.ts';
import type { Spread } from './spread.ts';
import { sumOfCalls } from './till.ts';

const share = (part: number, whole: number) => withInterval(shareOf({ part, whole }));
const spread = ({ median, low, high }: Spread) =>
  `${milliseconds(median)} (${milliseconds(low)}–${milliseconds(high)})`;
const mean = ({ calls, passes }: PaidPasses) => calls / Math.max(1, passes);
const perPass = (paid: PaidPasses) => `${mean(paid).toFixed(2)} (${paid.calls} for ${paid.passes})`;

/** The parts of the report as tables, for the terminal and for RESULTS.md alike; none of a part that was not measured. */
export function camerasTables(
  report: CamerasReport,
): Readonly<Record<BenchmarkPart, readonly ReportTable[]>> {
  return {
    passes: passTables(report),
    calls: callTables(report),
    speed: speedTables(report),
    'catch-up': catchUpTables(report),
    clips: clipTables(report),
  };
}

const passHead = ['situation', 'true passes', 'counted once, %', 'doubled, %', 'missed, %'];
const passRow = ({ situation, passes, once, doubled, missed }: PassCount) => [
  ...[situation, String(passes)],
  ...[once, doubled, missed].map((part) => share(part, passes)),
];

function passTables({ passes }: CamerasReport): readonly ReportTable[] {
  const streets = passes?.found ?? [];
  return streets.map(({ street, framesPerSecond, seconds, counts, ofNobody, ofTwo }) => ({
    title: `Passes, ${street}: ${seconds} s at ${framesPerSecond} frames a second; told besides: ${ofNobody} of nobody, ${ofTwo} of two at once`,
    head: passHead,
    rows: counts.map(passRow),
  }));
}

function callTables({ calls }: CamerasReport): readonly ReportTable[] {
  if (calls === undefined) return [];
  const { busy, found, strangersNamed, empty } = calls.found;
  const { ofPassersBy, ofWatched } = busy;
  const paid = sumOfCalls(busy.calls);
  const named = Object.entries(busy.calls).map(([name, count]) => `${name} ${count}`);
  return [
    {
      title: `Paid calls where people go by (${Math.round(busy.seconds)} s)`,
      head: ['what', 'count'],
      rows: [
        ['paid calls', `${paid}: ${named.join(', ')}`],
        ['for each pass of a passer-by', perPass(ofPassersBy)],
        ['for each pass of somebody watched', perPass(ofWatched)],
        [
          'for each pass, where one in twenty is watched',
          (0.95 * mean(ofPassersBy) + 0.05 * mean(ofWatched)).toFixed(2),
        ],
        ...busy.faceFrames.map(({ framesPerSecond, faces }) => [
          `fewer than one search per face per frame, at ${framesPerSecond} frames a second (${faces} searches)`,
          `${((1 - paid / faces) * 100).toFixed(1)} %`,
        ]),
        ...found.map(({ photo, share: { part, whole } }) => [
          `watched passes found, enrolled from ${photo}`,
          `${part} of ${whole}: ${share(part, whole)} %`,
        ]),
        [
          'passes given the name of somebody watched who is not there',
          `${strangersNamed.part} of ${strangersNamed.whole}: ${share(strangersNamed.part, strangersNamed.whole)} %`,
        ],
      ],
    },
    {
      title: 'Paid calls on empty streets',
      head: ['street', 'seconds', 'frames looked at', 'face passes', 'paid calls'],
      rows: empty.map((street) => [
        ...[street.street, String(street.seconds), `${street.lookedAt.part} of ${street.lookedAt.whole}`],
        ...[String(street.facePasses), String(sumOfCalls(street.calls))],
      ]),
    },
  ];
}

function speedTables({ speed }: CamerasReport): readonly ReportTable[] {
  if (speed === undefined) return [];
  const { decode } = speed.found;
  const rows = speed.found.rows.map(({ watches, frames, cost, byDecode }) => [
    ...[watches, frames, spread(cost), `× ${byDecode.toFixed(2)}`, String(cost.count)],
  ]);
  return [
    {
      title: 'Processor time of watch-camera, ms for a frame of 1280×720 (the middle four fifths)',
      head: ['camera of', 'frame', 'ms', 'by decoding it', 'frames'],
      rows: [...rows, ['decoding alone', '', spread(decode), '× 1', String(decode.count)]],
    },
  ];
}

function catchUpTables({ 'catch-up': catchUp }: CamerasReport): readonly ReportTable[] {
  if (catchUp === undefined) return [];
  const { videoSeconds, cpuSeconds, lookedAt, timesRealTime } = catchUp.found;
  return [
    {
      title: 'How fast a camera of faces and plates at 1 frame a second is watched on one core',
      head: ['video', 'frames looked at', 'processor time', 'times real time'],
      rows: [
        [
          ...[`${videoSeconds} s`, `${lookedAt.part} of ${lookedAt.whole}`, `${cpuSeconds.toFixed(1)} s`],
          ...[`× ${timesRealTime.toFixed(1)}`],
        ],
      ],
    },
  ];
}

function clipTables({ clips }: CamerasReport): readonly ReportTable[] {
  if (clips === undefined || clips.found.length === 0) return [];
  return [
    {
      title: 'Real films, 768×432, 2 frames a second',
      head: [
        'film',
        'to be seen',
        'faces told',
        'plates read',
        'told as unread',
        'frames looked at',
        'times real time',
      ],
      rows: clips.found.map((clip) => [
        ...[clip.file, clip.truth.goBy, `${clip.facePasses} (true: ${clip.truth.faces})`],
        ...[
          `${clip.platesRead} (true: 0)`,
          `${clip.platesUnread} (foreign ones: ${clip.truth.foreignPlates})`,
        ],
        ...[`${clip.lookedAt.part} of ${clip.lookedAt.whole}`, `× ${clip.timesRealTime.toFixed(1)}`],
      ]),
    },
  ];
}
