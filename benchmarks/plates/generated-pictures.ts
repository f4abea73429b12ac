import { type GeneratedPicture, generatedSets } from '../../models/plates/generated-sets.ts';
import type { LabeledPicture, PictureSet, ReadingWay } from './labeled-picture.ts';

/** `count` pictures of every generated set; the same seed gives the same pictures. */
export function generatedPictures(count: number, seed: number): readonly PictureSet[] {
  return Object.entries(generatedSets).flatMap(([name, draw]) => {
    const byWay = Map.groupBy(draw(count, seed), ({ way }) => way);
    return [...byWay].map(([way, pictures]) => toSet(name, way, pictures));
  });
}

function toSet(name: string, way: ReadingWay, pictures: readonly GeneratedPicture[]): PictureSet {
  return {
    name: `generated, ${name}`,
    origin: 'generated',
    way,
    pictures: pictures.flatMap(toLabeled),
  };
}

/** One for each plate in the picture; a plate that shall not be read, and a picture without one, is one without truth. */
function toLabeled(picture: GeneratedPicture): readonly LabeledPicture[] {
  const { name, layout, light, angleDegrees, widthPixels: plateWidthPixels } = picture;
  const bytes = () => picture.jpeg();
  const traits = { layout, light, angleDegrees, plateWidthPixels };
  const readable = picture.truth.filter(({ letters, digits }) => letters + digits !== '');
  if (readable.length === 0) return [{ file: name, truth: null, traits, bytes }];
  return readable.map((truth, index) => ({
    file: index === 0 ? name : `${name} (${index})`,
    truth,
    traits,
    bytes,
  }));
}
