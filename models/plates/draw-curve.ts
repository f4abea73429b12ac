/** Draws a training's log: npx node models/plates/draw-curve.ts READER.jsonl DETECTOR.jsonl OUT.png */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';

interface Line {
  readonly name: string;
  readonly color: string;
  /** Minutes and shares. */
  readonly points: readonly (readonly [number, number])[];
}

const width = 720;
const height = 360;
const [readerLog = '', detectorLog = '', out = 'training-curve.png'] = process.argv.slice(2);

function read(file: string, name: string, color: string, share: (entry: Entry) => number | undefined): Line {
  const entries: Entry[] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const points = entries.flatMap((entry) => {
    const value = share(entry);
    return value === undefined ? [] : [[(entry.seconds ?? 0) / 60, value] as const];
  });
  return { name, color, points };
}

interface Entry {
  readonly seconds?: number;
  readonly dev?: { readonly plate: number };
  readonly check?: { readonly plate: number };
  readonly photos?: { readonly recall: number };
}

const lines = [
  read(readerLog, 'real plates exact (dev)', '#1d5fa8', (entry) => entry.dev?.plate),
  read(readerLog, 'generated plates exact', '#c0581a', (entry) => entry.check?.plate),
  read(detectorLog, 'detector recall at 320 px', '#2b8a4b', (entry) => entry.photos?.recall),
];

const minutes = Math.max(...lines.flatMap(({ points }) => points.map(([minute]) => minute)));
const x = (minute: number) => 50 + (minute / minutes) * (width - 70);
const y = (share: number) => height - 40 - share * (height - 70);

const grid = [0, 0.25, 0.5, 0.75, 1].map(
  (share) =>
    `<path d="M50 ${y(share)} H${width - 20}" stroke="#ddd"/><text x="12" y="${y(share) + 4}">${share * 100} %</text>`,
);
const drawn = lines.map(({ name, color, points }, index) => {
  const path = points
    .map(([minute, share], at) => `${at === 0 ? 'M' : 'L'}${x(minute)} ${y(share)}`)
    .join('');
  const legend = `<text x="${width - 220}" y="${height - 110 + index * 18}" fill="${color}">${name}</text>`;
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"/>${legend}`;
});
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>${grid.join('')}${drawn.join('')}
<text x="50" y="${height - 14}">0 to ${minutes.toFixed(0)} minutes of training</text></svg>`;
await sharp(Buffer.from(svg)).png().toFile(out);
