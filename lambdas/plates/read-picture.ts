import type { Picture } from '../zone/picture.ts';
import { plateKey } from './plate.ts';
import type { PlateReader, PlateReading, UnreadPlate } from './plate-reader.ts';

/** A box over this share of the picture means: the picture is the plate. */
const mostlyPlate = 0.25;

/**
 * Reads a picture of unknown kind: a street with plates in it, or nothing but a plate, which a detector often cuts or
 * does not find. Tells `onUnread` what else looked like a plate and was not read.
 */
export async function readPicture(
  reader: PlateReader,
  picture: Picture,
  onUnread?: (unread: UnreadPlate) => void,
): Promise<readonly PlateReading[]> {
  const unread: UnreadPlate[] = [];
  const found = await reader.readFrame(picture, (one) => unread.push(one));
  const area = picture.width * picture.height;
  const large = found.filter(({ box }) => box.width * box.height > mostlyPlate * area);
  const whole =
    found.length > 0 && large.length === 0
      ? undefined
      : await reader.readCrop(picture, (one) => unread.push(one));
  if (whole !== undefined)
    return [large.reduce((best, reading) => (isFuller(reading, best) ? reading : best), whole)];
  for (const one of unread) onUnread?.(one);
  return found;
}

/** A box inside a plate cuts characters off at its ends, so the longer reading is the whole one. */
function isFuller(a: PlateReading, b: PlateReading): boolean {
  const more = plateKey(a).length - plateKey(b).length;
  return more > 0 || (more === 0 && a.confidence > b.confidence);
}
