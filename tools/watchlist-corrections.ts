import { Command, InvalidArgumentError } from 'commander';
import { correctSighting, undoCorrection } from '../lambdas/sightings/correct-sighting.ts';
import { defaultCorrectionDays } from '../lambdas/watchlist/correct-match.ts';
import { portsOf, type WatchlistCommandParams } from './watchlist-command.ts';
import type { WatchlistPorts } from './watchlist-ports.ts';
import { inPlainWords, WatchlistCommandError } from './watchlist-words.ts';

interface NotThisOptions {
  readonly person?: string;
  readonly reason: string;
  readonly by?: string;
  readonly days: number;
  readonly undo: boolean;
}

/** `zone watchlist not-this`: the face of a sighting is not the person it was taken for. */
export function notThisCommand(params: WatchlistCommandParams): Command {
  return new Command('not-this')
    .description(
      'say that a sighting is not the person it was taken for; the same face is not taken for them again',
    )
    .argument('<sighting>', 'the id of the sighting, or of its incident, e.g. PER-7KQ2MD9F')
    .option('--person <id>', 'the entry it was taken for, if there are several')
    .requiredOption('--reason <text>', 'how you know, for the audit log')
    .option('--by <name>', 'who says so; default: the user of this computer')
    .option('--days <count>', 'how long it holds', parseDays, defaultCorrectionDays)
    .option('--undo', 'take it back: it was the person after all', false)
    .action((id: string, options: NotThisOptions, self: Command) =>
      inPlainWords(async () => {
        const ports = await portsOf(self, params);
        const sightingId = await toSightingId(id, ports);
        const who = { at: params.clock(), by: options.by ?? params.userName(), reason: options.reason };
        const done = options.undo ? undo : correct;
        params.out(await done({ ...who, ...options, by: who.by, sightingId }, ports));
      }),
    );
}

interface Wanted extends Omit<NotThisOptions, 'by' | 'undo'> {
  readonly sightingId: string;
  readonly at: number;
  readonly by: string;
}

async function correct({ person: personId, ...wanted }: Wanted, ports: WatchlistPorts): Promise<string> {
  const made = await correctSighting({ ...wanted, personId }, { ...ports, crops: ports.pictures });
  const until = new Date(made.expiresAt * 1000).toISOString().slice(0, 10);
  return `the face of ${wanted.sightingId} is not taken for ${made.personId} any more, until ${until}\n`;
}

async function undo({ person: personId, ...wanted }: Wanted, ports: WatchlistPorts): Promise<string> {
  const taken = await undoCorrection({ ...wanted, personId }, ports);
  return `the face of ${wanted.sightingId} may be taken for ${taken} again\n`;
}

/** Alerts show the incident; its cause is the sighting. */
async function toSightingId(id: string, { incidents }: WatchlistPorts): Promise<string> {
  if (!/^PER-[0-9A-Z]+$/.test(id)) return id;
  const incident = await incidents.find(id);
  if (incident === undefined) throw new WatchlistCommandError(`there is no incident ${id} (any more)`);
  return incident.causeId;
}

const mostDays = 365;

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > mostDays)
    throw new InvalidArgumentError(`must be 1–${mostDays} days`);
  return days;
}
