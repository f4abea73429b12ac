import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { roundOf } from '../lambdas/poll/poll-round.ts';
import { browserOptions } from './chromium.ts';
import { drawPoster } from './draw-poster.ts';
import { findRound } from './poll-export.ts';
import type { PollCommandParams } from './poll-ports.ts';
import { printPdf, sheetsOf } from './print-pdf.ts';

interface PosterOptions {
  readonly out: string;
  readonly area?: string;
  readonly stack?: string;
}

/** `zone poll poster ROUND`: a poster with a QR code for each area, as SVG and PDF. */
export function posterCommand(params: PollCommandParams): Command {
  return new Command('poster')
    .description('a poster with a QR code for each area, as SVG and, with Chromium, as PDF')
    .argument('<round>', 'as the questionnaire names it; it must have been opened')
    .requiredOption('--out <folder>', 'where to write them')
    .option('--area <id>', 'of one area alone')
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async (roundId: string, { out, area: asked, stack }: PosterOptions) => {
      const { polls, url } = await params.openPorts(stack);
      const round = await findRound(polls, roundId);
      const { areas } = round.questionnaire;
      const chosen = areas.filter(({ id }) => asked === undefined || id === asked);
      if (chosen.length === 0)
        throw new InvalidArgumentError(`--area: one of ${areas.map(({ id }) => id).join(', ')}`);
      await mkdir(out, { recursive: true });
      const isCoded = roundOf(round).mode === 'codes';
      for (const area of chosen) {
        const { questionnaire } = round;
        const svg = drawPoster({ questionnaire, area, isCoded, url: `${url}?area=${area.id}` });
        const file = join(out, `poll-${roundId}-${area.id}`);
        await writeFile(`${file}.svg`, svg);
        if (existsSync(browserOptions.executablePath))
          await writeFile(`${file}.pdf`, await printPdf(sheetsOf([svg])));
      }
      params.out(`${chosen.length} posters in ${out}\n`);
      if (!existsSync(browserOptions.executablePath))
        params.out('as SVG alone: for PDF, apt-get install --yes chromium\n');
    });
}
