import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { closeRound, openRound } from '../lambdas/poll/manage-round.ts';
import { emptyMap, type MapFile, mapFile } from '../lambdas/zone/map-file.ts';
import { type PollFile, pollFile } from '../lambdas/zone/poll-file.ts';
import { parseYaml } from '../lambdas/zone/read-zone-file.ts';
import { codesCommand } from './poll-codes.ts';
import { exportCommand } from './poll-export.ts';
import { type PollCommandParams, pollDefaults } from './poll-ports.ts';
import { posterCommand } from './poll-poster.ts';
import { resultsCommand } from './poll-results.ts';
import { projectDir } from './synth-zone.ts';

const usualFile = 'zones/poll.yaml';

/** `zone poll …`: the people's poll. Its actions throw errors in plain words. */
export function pollCommand(overrides: Partial<PollCommandParams> = {}): Command {
  const params = { ...pollDefaults, ...overrides };
  return new Command('poll')
    .description('ask the people: rounds, invitations, posters, results')
    .addCommand(checkCommand(params))
    .addCommand(openCommand(params))
    .addCommand(closeCommand(params))
    .addCommand(codesCommand(params))
    .addCommand(posterCommand(params))
    .addCommand(resultsCommand(params))
    .addCommand(exportCommand(params));
}

function checkCommand({ out }: PollCommandParams): Command {
  return new Command('check')
    .description('check a questionnaire')
    .argument('[file]', 'the YAML file', usualFile)
    .action((file: string) => {
      const { questions, rounds } = readQuestionnaire(file);
      out(
        `${file}: all right: ${questions.length} questions, rounds ${rounds.map(({ id }) => id).join(', ')}\n`,
      );
    });
}

interface RoundOptions {
  readonly file: string;
  readonly by?: string;
  readonly reason: string;
  readonly stack?: string;
}

function openCommand(params: PollCommandParams): Command {
  return new Command('open')
    .description('open a round with the questionnaire as it is now; one that was open before goes on')
    .argument('<round>', 'as the questionnaire names it')
    .option('--file <file>', 'the questionnaire', usualFile)
    .option('--by <name>', 'who does it; default: the user of this computer')
    .option('--reason <text>', 'why, for the audit log', 'not stated')
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async (roundId: string, options: RoundOptions) => {
      const questionnaire = readQuestionnaire(options.file);
      const { polls, audit, url } = await params.openPorts(options.stack);
      const by = options.by ?? params.userName();
      const now = params.clock();
      await audit.record({ subject: `poll#${roundId}`, at: now, action: 'open', by, reason: options.reason });
      const round = { roundId, questionnaire, map: usualMap(), now, random: params.random(32) };
      const { isNew } = await openRound(round, polls);
      params.out(`round "${roundId}" is open at ${url}\n`);
      if (!isNew) params.out('it was open before and asks what it asked then, whatever the file says now\n');
    });
}

function closeCommand(params: PollCommandParams): Command {
  return new Command('close')
    .description('close the round: its page takes no more answers')
    .argument('<round>', 'as the questionnaire names it')
    .option('--by <name>', 'who does it; default: the user of this computer')
    .option('--reason <text>', 'why, for the audit log', 'not stated')
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async (roundId: string, options: Omit<RoundOptions, 'file'>) => {
      const { polls, audit } = await params.openPorts(options.stack);
      const by = options.by ?? params.userName();
      const now = params.clock();
      await audit.record({
        subject: `poll#${roundId}`,
        at: now,
        action: 'close',
        by,
        reason: options.reason,
      });
      await closeRound({ roundId, now }, polls);
      params.out(`round "${roundId}" is closed\n`);
    });
}

/** Throws FileRefusedError naming each field that is wrong. */
export function readQuestionnaire(file: string = join(projectDir, usualFile)): PollFile {
  return parseYaml(pollFile, readFileSync(file, 'utf8'), file);
}

/** The city's map, where one was drawn. */
export function usualMap(): MapFile {
  const path = join(projectDir, 'zones', 'nongkhai-map.json');
  return existsSync(path) ? mapFile.parse(JSON.parse(readFileSync(path, 'utf8'))) : emptyMap;
}
