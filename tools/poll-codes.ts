import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { issueCodes } from '../lambdas/poll/manage-round.ts';
import { csvOf } from './csv.ts';
import { drawInvitations } from './draw-invitations.ts';
import { findRound } from './poll-export.ts';
import type { PollCommandParams } from './poll-ports.ts';
import { printPdf, sheetsOf } from './print-pdf.ts';

interface CodesOptions {
  readonly count: number;
  readonly out: string;
  readonly print?: string;
  readonly by?: string;
  readonly reason: string;
  readonly stack?: string;
}

/** `zone poll codes ROUND`: new invitations. */
export function codesCommand(params: PollCommandParams): Command {
  return new Command('codes')
    .description('make invitation codes, each for one answer, as CSV and as slips to print')
    .argument('<round>', 'as the questionnaire names it; it must have been opened')
    .requiredOption('--count <number>', 'how many', countOf)
    .requiredOption('--out <file>', 'the CSV to write: code, address')
    .option('--print <file>', 'slips with QR codes to cut, as .pdf')
    .option('--by <name>', 'who does it; default: the user of this computer')
    .option('--reason <text>', 'why, for the audit log', 'not stated')
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async (roundId: string, options: CodesOptions) => {
      const { polls, audit, url } = await params.openPorts(options.stack);
      const { count, print } = options;
      const by = options.by ?? params.userName();
      const row = { by, reason: options.reason, query: String(count) };
      await audit.record({ subject: `poll#${roundId}`, at: params.clock(), action: 'issue-codes', ...row });
      const codes = await issueCodes({ roundId, count }, polls);
      await writeFile(
        options.out,
        csvOf([['code', 'address'], ...codes.map((code) => [code, invitationUrl(url, code)])]),
      );
      params.out(
        `${count} codes in ${options.out}; hand them out at random, and note nowhere who got which\n`,
      );
      if (print === undefined) return;
      const { questionnaire } = await findRound(polls, roundId);
      const invitations = codes.map((code) => ({ code, url: invitationUrl(url, code) }));
      await writeFile(print, await printPdf(sheetsOf(drawInvitations(invitations, questionnaire))));
      params.out(`slips in ${print}\n`);
    });
}

export const invitationUrl = (url: string, code: string): string => `${url}?code=${code}`;

const most = 10_000;

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new InvalidArgumentError(`it must be a number from 1 to ${most}.`);
}
