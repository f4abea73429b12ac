import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import sharp from 'sharp';
import { compareRounds } from '../lambdas/poll/compare-rounds.ts';
import { type RoundResult, readResults } from '../lambdas/poll/results.ts';
import { drawResults } from './draw-results.ts';
import type { PollCommandParams } from './poll-ports.ts';
import { describeResults, resultsCsv } from './poll-words.ts';

/** What was asked for cannot be shown; the message says why. */
export class ResultsOptionError extends Error {
  override readonly name = 'ResultsOptionError';
}

interface ResultsOptions {
  readonly language: 'th' | 'en';
  readonly picture?: string;
  readonly csv?: string;
  readonly json: boolean;
  readonly stack?: string;
}

/** `zone poll results [EARLIER LATER]`: what people said, and what changed. */
export function resultsCommand(params: PollCommandParams): Command {
  return new Command('results')
    .description('what people said, with 95 % intervals, and what changed between two rounds')
    .argument('[round...]', 'one round, or the earlier and the later; default: the first and the newest')
    .addOption(new Option('--language <th|en>', 'of names').choices(['th', 'en']).default('en'))
    .option('--picture <file>', 'draw them into this .svg or .png file')
    .option('--csv <file>', 'write them as a table')
    .option('--json', 'print an object', false)
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async (named: readonly string[], options: ResultsOptions) => {
      const { picture, csv, language } = options;
      if (picture !== undefined && !/\.(svg|png)$/.test(picture))
        throw new ResultsOptionError(`--picture ${picture}: a picture is drawn into a .svg or .png file`);
      const { polls } = await params.openPorts(options.stack);
      const rounds = chosen(await readResults(polls), named);
      const [earlier, later] = rounds;
      const effects = earlier !== undefined && later !== undefined ? compareRounds(earlier, later) : [];
      params.out(
        options.json
          ? `${JSON.stringify({ rounds, effects }, null, 2)}\n`
          : describeResults(rounds, effects, language),
      );
      if (csv !== undefined) await writeFile(csv, resultsCsv(rounds, effects));
      if (picture === undefined) return;
      const svg = drawResults(rounds, effects, language);
      await writeFile(
        picture,
        picture.endsWith('.svg') ? svg : await sharp(Buffer.from(svg)).png().toBuffer(),
      );
    });
}

function chosen(all: readonly RoundResult[], named: readonly string[]): readonly RoundResult[] {
  const [first] = all;
  if (first === undefined)
    throw new ResultsOptionError('no round was opened yet: npm run zone -- poll open ROUND');
  if (named.length === 0) return all.length === 1 ? [first] : [first, ...all.slice(-1)];
  if (named.length > 2) throw new ResultsOptionError('name one round, or two to compare');
  return named.map((id) => {
    const found = all.find(({ roundId }) => roundId === id);
    if (found !== undefined) return found;
    const names = all.map(({ roundId }) => roundId).join(', ');
    throw new ResultsOptionError(`the round "${id}" was never opened; there are: ${names}`);
  });
}
