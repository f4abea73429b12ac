import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import Table from 'cli-table3';
import { Command, Option } from 'commander';
import {
  formatPatternWithProvince,
  isWholeNumber,
  parsePlatePattern,
} from '../lambdas/plates/plate-pattern.ts';
import { addPlate } from '../lambdas/watchlist/add-plate.ts';
import { type EnrollPersonPorts, enrollPerson } from '../lambdas/watchlist/enroll-person.ts';
import { removeEntry } from '../lambdas/watchlist/remove-entry.ts';
import {
  acceptanceOf,
  isExpired,
  type PlateAcceptance,
  personCategory,
  personId,
  plateAcceptance,
  plateCategory,
  plateEntryId,
  type WatchlistEntry,
} from '../lambdas/watchlist/watchlist-entry.ts';
import {
  describePhotos,
  inPlainWords,
  parseExpiry,
  parseWatchedPlate,
  WatchlistCommandError,
} from './watchlist-words.ts';

export interface WatchlistCommandParams {
  readonly openPorts: (stackName?: string) => Promise<EnrollPersonPorts>;
  readonly out: (text: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly userName: () => string;
}

interface AddOptions {
  readonly category: string;
  readonly labelTh: string;
  readonly labelEn: string;
  readonly reason: string;
  readonly expires?: string;
  readonly by?: string;
}

const defaults: WatchlistCommandParams = {
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./watchlist-ports.ts')).openWatchlistPorts(stackName),
  out: (text) => process.stdout.write(text),
  clock: Date.now,
  userName: () => userInfo().username,
};

/** `zone watchlist add|list|remove`: whom and what the zone looks for. Its action throws errors in plain words. */
export function watchlistCommand(overrides: Partial<WatchlistCommandParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  const add = new Command('add').description('put a person or a plate on the watchlist');
  add.addCommand(addPersonCommand(params)).addCommand(addPlateCommand(params));
  const command = new Command('watchlist').description('whom and what the zone looks for');
  return command
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .addCommand(add)
    .addCommand(listCommand(params))
    .addCommand(removeCommand(params));
}

function addPersonCommand(params: WatchlistCommandParams): Command {
  return withAddOptions(new Command('person'), personCategory.options)
    .description('put a person on the watchlist, or add photos of one')
    .argument('<id>', 'an id of yours, e.g. nk-2026-014; no name')
    .requiredOption('--photo <file...>', 'photos (JPEG or PNG) with this one face; several are better')
    .action((id: string, options: AddOptions & { readonly photo: readonly string[] }, self: Command) =>
      inPlainWords(async () => {
        const category = personCategory.parse(options.category);
        const entry = { entryId: personId.parse(id), category, ...commonFields(options, params) };
        const photos = await Promise.all(options.photo.map((file) => readFile(file)));
        const verdicts = await enrollPerson({ entry, photos }, await portsOf(self, params));
        params.out(describePhotos(options.photo, verdicts));
        params.out(`${entry.entryId} is on the watchlist\n`);
      }),
    );
}

function addPlateCommand(params: WatchlistCommandParams): Command {
  return withAddOptions(new Command('plate'), plateCategory.options)
    .description('put a plate on the watchlist')
    .argument('<plate>', 'e.g. "1กข 1234 หนองคาย", "?ข 12?4", "1234"; no province: looked for in all of them')
    .addOption(
      new Option(
        '--accept <what>',
        'what else is taken for it (default: one-confusion; banned: exact)',
      ).choices(plateAcceptance.options),
    )
    .action((text: string, options: AddOptions & { readonly accept?: PlateAcceptance }, self: Command) =>
      inPlainWords(async () => {
        const category = plateCategory.parse(options.category);
        const number = parseWatchedPlate(text, options.accept);
        const entry = await addPlate(
          { ...number, category, ...commonFields(options, params) },
          await portsOf(self, params),
        );
        params.out(`${formatPatternWithProvince(entry)} is on the watchlist\n`);
      }),
    );
}

function listCommand(params: WatchlistCommandParams): Command {
  return new Command('list')
    .description('show the watchlist')
    .option('--json', 'print an array of the entries', false)
    .action((options: { readonly json: boolean }, self: Command) =>
      inPlainWords(async () => {
        const entries = await (await portsOf(self, params)).watchlist.list();
        const text = options.json ? JSON.stringify(entries, null, 2) : toTable(entries, params.clock());
        params.out(`${text}\n`);
      }),
    );
}

function removeCommand(params: WatchlistCommandParams): Command {
  return new Command('remove')
    .description('take an entry off the watchlist, with every face vector of a person')
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

function withAddOptions(command: Command, categories: readonly string[]): Command {
  return command
    .addOption(
      new Option('--category <name>', 'why it is looked for').choices(categories).makeOptionMandatory(),
    )
    .requiredOption('--label-th <text>', 'what an alert shows, in Thai')
    .requiredOption('--label-en <text>', 'what an alert shows, in English')
    .requiredOption('--reason <text>', 'the order or request behind it, for the audit log')
    .option('--expires <date>', 'last day it is looked for, e.g. 2027-01-31')
    .option('--by <name>', 'who adds it; default: the user of this computer');
}

function commonFields(options: AddOptions, { clock, userName }: WatchlistCommandParams) {
  const { labelTh, labelEn, reason, expires, by = userName() } = options;
  const addedAt = clock();
  const common = { label: { th: labelTh, en: labelEn }, reason, addedBy: by, addedAt };
  return expires === undefined ? common : { ...common, expiresAt: parseExpiry(expires, addedAt) };
}

function portsOf(self: Command, { openPorts }: WatchlistCommandParams): Promise<EnrollPersonPorts> {
  return openPorts(self.optsWithGlobals<{ readonly stack?: string }>().stack);
}

function toTable(entries: readonly WatchlistEntry[], now: number): string {
  if (entries.length === 0) return 'the watchlist is empty';
  const table = new Table({
    head: ['kind', 'id', 'category', 'accepts', 'label', 'added by', 'until'],
  });
  for (const entry of entries) {
    const id = entry.kind === 'plate' ? formatPatternWithProvince(entry) : entry.entryId;
    const { kind, category, label, addedBy } = entry;
    table.push([kind, id, category, acceptsText(entry), label.th, addedBy, untilText(entry, now)]);
  }
  return table.toString();
}

function acceptsText(entry: WatchlistEntry): string {
  if (entry.kind === 'person') return '';
  return isWholeNumber(entry) ? acceptanceOf(entry) : 'what fits';
}

function untilText(entry: WatchlistEntry, now: number): string {
  if (entry.expiresAt === undefined) return 'removed';
  const day = new Date(entry.expiresAt * 1000).toISOString().slice(0, 10);
  return isExpired(entry, now) ? `${day} (expired)` : day;
}
