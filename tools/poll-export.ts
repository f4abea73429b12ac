import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { PollAnswer } from '../lambdas/poll/poll-answer.ts';
import { type PollRound, RoundUnknownError } from '../lambdas/poll/poll-round.ts';
import type { PollReader } from '../lambdas/poll/poll-store.ts';
import { leastShown } from '../lambdas/poll/small-cells.ts';
import { weightsOf } from '../lambdas/poll/weighting.ts';
import { csvOf } from './csv.ts';
import type { PollCommandParams } from './poll-ports.ts';

interface ExportOptions {
  readonly out: string;
  readonly texts?: string;
  readonly by?: string;
  readonly reason: string;
  readonly stack?: string;
}

/** `zone poll export ROUND`: each answer as a row, with nothing that tells whose it is. */
export function exportCommand(params: PollCommandParams): Command {
  return new Command('export')
    .description('the answers of a round as CSV; what people wrote only with --texts, in a file of its own')
    .argument('<round>', 'as the questionnaire names it')
    .requiredOption('--out <file>', 'the CSV to write')
    .option('--texts <file>', 'what people wrote, in another order: read it before you hand it on')
    .option('--by <name>', 'who does it; default: the user of this computer')
    .option('--reason <text>', 'why, for the audit log', 'not stated')
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async (roundId: string, options: ExportOptions) => {
      const { polls, audit } = await params.openPorts(options.stack);
      const round = await findRound(polls, roundId);
      const by = options.by ?? params.userName();
      const at = params.clock();
      await audit.record({ subject: `poll#${roundId}`, at, action: 'export', by, reason: options.reason });
      const answers = await polls.answers(roundId);
      await writeFile(options.out, answersCsv(answers, round));
      params.out(`${answers.length} answers in ${options.out}\n`);
      if (options.texts === undefined) return;
      await writeFile(options.texts, textsCsv(answers, round));
      params.out(`what people wrote in ${options.texts}: read it before you hand it on\n`);
    });
}

/** Throws RoundUnknownError. */
export async function findRound(polls: PollReader, roundId: string): Promise<PollRound> {
  const rounds = await polls.rounds();
  const found = rounds.find(({ round }) => round.roundId === roundId);
  if (found !== undefined) return found.round;
  const names = rounds.map(({ round }) => round.roundId).join(', ') || 'none';
  throw new RoundUnknownError(`the round "${roundId}" was never opened; there are: ${names}`);
}

/**
 * A row for each answer: no text, no id, no hour. Area and age stand only where at least five share both; in the order of
 * the answers' ids, which are hashes.
 */
export function answersCsv(answers: readonly PollAnswer[], { questionnaire }: PollRound): string {
  const asked = questionnaire.questions.filter(({ type }) => type !== 'text');
  const { weights } = weightsOf(answers, questionnaire);
  const cell = ({ area, age = '' }: PollAnswer) => `${area} ${age}`;
  const sizes = new Map<string, number>();
  for (const answer of answers) sizes.set(cell(answer), (sizes.get(cell(answer)) ?? 0) + 1);
  const rows = answers.map((answer, i) => {
    const isShown = (sizes.get(cell(answer)) ?? 0) >= leastShown;
    const values = asked.map(({ id }) => [answer.values[id] ?? []].flat().join(' '));
    const weight = isShown ? (weights[i] ?? 1).toFixed(3) : '';
    return {
      id: answer.answerId,
      row: [...(isShown ? [answer.area, answer.age] : ['', '']), weight, ...values],
    };
  });
  const sorted = rows.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ row }) => row);
  return csvOf([['area', 'age', 'weight', ...asked.map(({ id }) => id)], ...sorted]);
}

/** Question and text alone, by the text: no order tells who else it belongs to. */
export function textsCsv(answers: readonly PollAnswer[], { questionnaire }: PollRound): string {
  const asked = questionnaire.questions.filter(({ type }) => type === 'text');
  const rows = asked.flatMap(({ id }) =>
    answers
      .flatMap(({ values }) => (typeof values[id] === 'string' ? [values[id]] : []))
      .sort()
      .map((text) => [id, text]),
  );
  return csvOf([['question', 'text'], ...rows]);
}
