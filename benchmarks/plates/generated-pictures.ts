import { randomPlate } from '../../models/plates/random-plate.ts';
import { renderPlate } from '../../models/plates/render-plate.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import type { PictureSet } from './labeled-picture.ts';

/** `count` pictures of every generated set; the same seed gives the same pictures. */
export function generatedPictures(count: number, seed: number): readonly PictureSet[] {
  const random = seededRandom(seed);
  const pictures = Array.from({ length: count }, (_, index) => {
    const drawing = randomPlate(random);
    const { letters, digits, province, layout = 'car' } = drawing;
    return {
      file: `generated-${seed}-${index}`,
      truth: { letters, digits, province, class: null },
      traits: { layout },
      bytes: () => renderPlate(drawing),
    };
  });
  return [{ name: 'generated', origin: 'generated', way: 'crop', pictures }];
}
