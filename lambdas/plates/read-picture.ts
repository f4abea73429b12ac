import type { Picture } from '../zone/picture.ts';
import { plateKey } from './plate.ts';
import type { PlateReader, PlateReading } from './plate-reader.ts';

/** A box over this share of the picture means: the picture is the plate. */
const mostlyPlate = 0.25;
/** Read without a detector's hint that there is a plate at all, a picture must be surer. */
const sureWithoutBox = 0.6;

/** Reads a picture of unknown kind: a street with plates in it, or nothing but a plate. */
export async function readPicture(reader: PlateReader, picture: Picture): Promise<readonly PlateReading[]> {
  const found = await reader.readFrame(picture);
  const area = picture.width * picture.height;
  const large = found.filter(({ box }) => box.width * box.height > mostlyPlate * area);
  if (found.length > 0 && large.length === 0) return found;
  const whole = await reader.readCrop(picture);
  if (whole === undefined) return found;
  if (found.length === 0) return whole.confidence >= sureWithoutBox ? [whole] : [];
  return [[whole, ...large].reduce((best, reading) => (isFuller(reading, best) ? reading : best))];
}

/** A box inside a plate cuts characters off at its ends, so the longer reading is the whole one. */
function isFuller(a: PlateReading, b: PlateReading): boolean {
  const more = plateKey(a).length - plateKey(b).length;
  return more > 0 || (more === 0 && a.confidence > b.confidence);
}
