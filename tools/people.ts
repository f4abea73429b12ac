import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import sharp from 'sharp';
import { type BucketLength, bucketMilliseconds, bucketsOf, type PeopleBucket } from './people-buckets.ts';
import type { PeoplePorts } from './people-ports.ts';
import { describePeople } from './people-words.ts';
import { plotPeople } from './plot-people.ts';

export interface PeopleParams {
  readonly openPorts: (stackName?: string) => Promise<PeoplePorts>;
  readonly out: (text: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** What was asked for cannot be shown; the message says why in plain words. */
export class PeopleOptionError extends Error {
  override readonly name = 'PeopleOptionError';
}

interface PeopleOptions {
  readonly hours: number;
  readonly by: BucketLength;
  readonly plot?: string;
  readonly json: boolean;
  readonly stack?: string;
}

const defaults: PeopleParams = {
  openPorts: async (stackName) => (await import('./people-ports.ts')).openPeoplePorts(stackName),
  out: (text) => process.stdout.write(text),
  clock: Date.now,
};

const hourMilliseconds = 3_600_000;
/** Counts are kept as long as sightings, a year at most. */
const mostHours = 366 * 24;

/** `zone people [CAMERA...]`: what cameras counted. Its action throws errors in plain words. */
export function peopleCommand(overrides: Partial<PeopleParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  return new Command('people')
    .description('how many people cameras saw, for how long and which way they went; never who')
    .argument('[camera...]', 'ids of cameras; default: all that watch faces')
    .option('--hours <number>', 'the last so many hours', hoursOf, 3)
    .addOption(new Option('--by <length>', 'a row for each').choices(['minute', 'hour']).default('hour'))
    .option('--plot <file>', 'draw a chart into this .svg or .png file')
    .option('--json', 'print an array', false)
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async (named: readonly string[], options: PeopleOptions) => {
      const { by, plot } = options;
      if (plot !== undefined && !/\.(svg|png)$/.test(plot))
        throw new PeopleOptionError(`--plot ${plot}: a chart is drawn into a .svg or .png file`);
      const ports = await params.openPorts(options.stack);
      const cameraIds = await camerasOf(named, ports);
      const length = bucketMilliseconds[by];
      const to = params.clock();
      const from = Math.floor((to - options.hours * hourMilliseconds) / length) * length;
      const buckets: PeopleBucket[] = [];
      for (const cameraId of cameraIds)
        buckets.push(...bucketsOf(cameraId, await ports.people.list({ cameraId, from, to }), by));
      params.out(options.json ? `${JSON.stringify(buckets, null, 2)}\n` : describePeople(buckets));
      if (plot !== undefined) await savePlot(plot, plotPeople({ cameraIds, buckets, from, to, length }));
    });
}

async function camerasOf(named: readonly string[], { cameras }: PeoplePorts): Promise<readonly string[]> {
  const known = (await cameras.list()).filter(({ watches }) => watches.includes('faces')).map(({ id }) => id);
  const stranger = named.find((id) => !known.includes(id));
  if (stranger !== undefined)
    throw new PeopleOptionError(
      `"${stranger}" is no camera that watches faces: there are ${known.join(', ')}`,
    );
  return named.length > 0 ? named : known;
}

async function savePlot(file: string, svg: string): Promise<void> {
  await writeFile(file, file.endsWith('.svg') ? svg : await sharp(Buffer.from(svg)).png().toBuffer());
}

function hoursOf(text: string): number {
  const hours = Number(text);
  if (!(hours > 0 && hours <= mostHours))
    throw new InvalidArgumentError(`it must be a number of hours up to ${mostHours}.`);
  return hours;
}
