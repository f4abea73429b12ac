import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { formatPatternWithProvince } from '../lambdas/plates/plate-pattern.ts';
import { addPlate } from '../lambdas/watchlist/add-plate.ts';
import { enrollPerson } from '../lambdas/watchlist/enroll-person.ts';
import { parseExpiry } from '../lambdas/watchlist/expiry.ts';
import { describePhotos } from '../lambdas/watchlist/photo-words.ts';
import { parseWatchedPlate } from '../lambdas/watchlist/watched-plate.ts';
import {
  type PlateAcceptance,
  personCategory,
  personId,
  plateAcceptance,
  plateCategory,
} from '../lambdas/watchlist/watchlist-entry.ts';
import { portsOf, type WatchlistCommandParams } from './watchlist-command.ts';
import { checkAgencies, inPlainWords } from './watchlist-words.ts';

interface AddOptions {
  readonly category: string;
  readonly labelTh: string;
  readonly labelEn: string;
  readonly reason: string;
  readonly owner?: string;
  readonly visibleTo?: readonly string[];
  readonly expires?: string;
  readonly by?: string;
}

/** `zone watchlist add person|plate`. */
export function addCommand(params: WatchlistCommandParams): Command {
  const add = new Command('add').description('put a person or a plate on the watchlist');
  return add.addCommand(addPersonCommand(params)).addCommand(addPlateCommand(params));
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
        const ports = await portsOf(self, params);
        checkAgencies(options.visibleTo, ports.agencies);
        const verdicts = await enrollPerson({ entry, photos }, ports);
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
        const plate = { ...number, category, ...commonFields(options, params) };
        const ports = await portsOf(self, params);
        checkAgencies(options.visibleTo, ports.agencies);
        params.out(`${formatPatternWithProvince(await addPlate(plate, ports))} is on the watchlist\n`);
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
    .option('--owner <name>', 'the officer or agency responsible for it')
    .option('--visible-to <agency...>', 'the only agencies that may be told; default: all')
    .option('--expires <date>', 'last day it is looked for, e.g. 2027-01-31')
    .option('--by <name>', 'who adds it; default: the user of this computer');
}

function commonFields(options: AddOptions, { clock, userName }: WatchlistCommandParams) {
  const { labelTh, labelEn, reason, owner, visibleTo, expires, by = userName() } = options;
  const addedAt = clock();
  return {
    label: { th: labelTh, en: labelEn },
    reason,
    addedBy: by,
    addedAt,
    ...(owner === undefined ? {} : { owner }),
    ...(visibleTo === undefined ? {} : { visibleTo }),
    ...(expires === undefined ? {} : { expiresAt: parseExpiry(expires, addedAt) }),
  };
}
