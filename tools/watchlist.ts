import { Command } from 'commander';
import {
  formatPatternWithProvince,
  isWholeNumber,
  parsePlatePattern,
} from '../lambdas/plates/plate-pattern.ts';
import type { Correction } from '../lambdas/watchlist/correction.ts';
import { removeEntry } from '../lambdas/watchlist/remove-entry.ts';
import {
  acceptanceOf,
  audienceOf,
  isExpired,
  isVisibleTo,
  plateEntryId,
  type WatchlistEntry,
} from '../lambdas/watchlist/watchlist-entry.ts';
import { thaiTable } from './thai-table.ts';
import { addCommand } from './watchlist-add.ts';
import { portsOf, type WatchlistCommandParams, watchlistDefaults } from './watchlist-command.ts';
import { notThisCommand } from './watchlist-corrections.ts';
import { checkPhotosCommand } from './watchlist-photos.ts';
import { checkAgencies, inPlainWords, WatchlistCommandError } from './watchlist-words.ts';

/** `zone watchlist …`: whom and what the zone looks for. Its actions throw errors in plain words. */
export function watchlistCommand(overrides: Partial<WatchlistCommandParams> = {}): Command {
  const params = { ...watchlistDefaults, ...overrides };
  const command = new Command('watchlist').description('whom and what the zone looks for');
  return command
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .addCommand(addCommand(params))
    .addCommand(checkPhotosCommand(params))
    .addCommand(listCommand(params))
    .addCommand(notThisCommand(params))
    .addCommand(removeCommand(params));
}

interface ListOptions {
  readonly json: boolean;
  readonly as?: string;
}

function listCommand(params: WatchlistCommandParams): Command {
  return new Command('list')
    .description('show the watchlist')
    .option('--as <agency>', 'only what this agency may see')
    .option('--json', 'print an array of the entries', false)
    .action((options: ListOptions, self: Command) =>
      inPlainWords(async () => {
        const { watchlist, corrections, agencies } = await portsOf(self, params);
        checkAgencies(options.as === undefined ? undefined : [options.as], agencies);
        const entries = (await watchlist.list()).filter(
          (entry) => options.as === undefined || isVisibleTo(entry, options.as),
        );
        const text = options.json
          ? JSON.stringify(entries, null, 2)
          : toTable(entries, await corrections.list(), params.clock());
        params.out(`${text}\n`);
      }),
    );
}

function removeCommand(params: WatchlistCommandParams): Command {
  return new Command('remove')
    .description(
      'take an entry off the watchlist; of a person also every face vector, correction and waiting photo',
    )
    .argument('<kind>', 'person or plate')
    .argument('<id>', "the person's id, or the plate as it was added")
    .option('--reason <text>', 'why, for the audit log', 'not stated')
    .option('--by <name>', 'who does it; default: the user of this computer')
    .action((kind: string, id: string, options: { reason: string; by?: string }, self: Command) =>
      inPlainWords(async () => {
        if (kind !== 'person' && kind !== 'plate')
          throw new WatchlistCommandError(`"${kind}" is neither "person" nor "plate"`);
        const entryId = kind === 'plate' && !id.includes('#') ? plateEntryId(parsePlatePattern(id)) : id;
        const by = options.by ?? params.userName();
        const removal = { kind, entryId, at: params.clock(), by, reason: options.reason } as const;
        const outcome = await removeEntry(removal, await portsOf(self, params));
        if (outcome === 'absent') throw new WatchlistCommandError(`${id} is not on the watchlist`);
        params.out(`${id} is off the watchlist\n`);
      }),
    );
}

function toTable(
  entries: readonly WatchlistEntry[],
  corrections: readonly Correction[],
  now: number,
): string {
  if (entries.length === 0) return 'the watchlist is empty';
  const rows = entries.map((entry) => {
    const id = entry.kind === 'plate' ? formatPatternWithProvince(entry) : entry.entryId;
    const { kind, category, label, owner = '', addedBy } = entry;
    const toldTo = audienceOf(entry)?.join(', ') ?? 'all';
    const accepts = acceptsText(entry, corrections);
    return [kind, id, category, accepts, label.th, owner, toldTo, addedBy, untilText(entry, now)];
  });
  return thaiTable(
    ['kind', 'id', 'category', 'accepts', 'label', 'owner', 'told to', 'added by', 'until'],
    rows,
  );
}

function acceptsText(entry: WatchlistEntry, corrections: readonly Correction[]): string {
  if (entry.kind === 'plate') return isWholeNumber(entry) ? acceptanceOf(entry) : 'what fits';
  const count = corrections.filter(({ personId }) => personId === entry.entryId).length;
  return count === 0 ? '' : `not ${count} corrected`;
}

function untilText(entry: WatchlistEntry, now: number): string {
  if (entry.expiresAt === undefined) return 'removed';
  const day = new Date(entry.expiresAt * 1000).toISOString().slice(0, 10);
  return isExpired(entry, now) ? `${day} (expired)` : day;
}
