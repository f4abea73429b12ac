import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { PlateText } from '../../../lambdas/plates/plate.ts';
import { addPlate } from '../../../lambdas/watchlist/add-plate.ts';
import { enrollPerson } from '../../../lambdas/watchlist/enroll-person.ts';
import { demoPeople } from '../../../sandbox/demo-people.ts';
import { fetchModels } from '../../../tools/fetch-models.ts';
import { openWatchlistPorts } from '../../../tools/watchlist-ports.ts';

export const watchedPerson = 'test-person-1';

/** Puts a plate and the watched person on the watchlist of the running zone, as `zone watchlist add` does. */
export async function watchFor(plate: PlateText): Promise<void> {
  const ports = await openWatchlistPorts();
  const why = { reason: 'end-to-end test', addedBy: 'tests', addedAt: Date.now() };
  const label = { th: 'รายการทดสอบ', en: 'test entry' };
  await addPlate({ ...plate, ...why, label, category: 'stolen' }, ports);
  const entry = { entryId: watchedPerson, ...why, label, category: 'wanted' } as const;
  await enrollPerson({ entry, photos: await photosOfWatched() }, ports);
}

/** Other photos than the one that walks through the videos. */
export async function photosOfWatched(): Promise<readonly Buffer[]> {
  const { photosDir } = await fetchModels();
  const cut = async ({ file, bust }: (typeof demoPeople.watched.enroll)[number]) => {
    const { x: left, y: top, width, height } = bust;
    const photo = sharp(await readFile(join(photosDir, file)));
    return photo.extract({ left, top, width, height }).jpeg().toBuffer();
  };
  return Promise.all(demoPeople.watched.enroll.map(cut));
}
