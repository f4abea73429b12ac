import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { checkPhotos } from '../lambdas/watchlist/check-photos.ts';
import { describePhotos } from '../lambdas/watchlist/photo-words.ts';
import { portsOf, type WatchlistCommandParams } from './watchlist-command.ts';
import { inPlainWords, WatchlistCommandError } from './watchlist-words.ts';

/** `zone watchlist check-photos`: what enrollment would say; nothing is kept. */
export function checkPhotosCommand(params: WatchlistCommandParams): Command {
  return new Command('check-photos')
    .description('say which photos of one person can be enrolled, and what to do about the others')
    .argument('<file...>', 'JPEG or PNG')
    .action((files: readonly string[], _options: unknown, self: Command) =>
      inPlainWords(async () => {
        const photos = await Promise.all(files.map((file) => readFile(file)));
        const checks = await checkPhotos(photos, (await portsOf(self, params)).photos);
        params.out(describePhotos(files, checks));
        if (!checks.includes('good')) throw new WatchlistCommandError('no photo can be used');
      }),
    );
}
