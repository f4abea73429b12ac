import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import { overlap } from '../../lambdas/zone/picture.ts';
import { type DemoFace, demoPeople } from '../../sandbox/demo-people.ts';
import { cosine, createFaceEngine, type FaceEngine, similarityPercent } from '../../sandbox/face-engine.ts';
import { fetchModels } from '../../tools/fetch-models.ts';

let engine: FaceEngine;
let photosDir: string;
/** A face of this width as a street camera sees it, not as the photographer did. */
const vectorOf = async ({ file, face, bust }: DemoFace, faceWidth: number): Promise<Float32Array> => {
  const crop = sharp(join(photosDir, file))
    .extract({ left: bust.x, top: bust.y, width: bust.width, height: bust.height })
    .resize(Math.round((bust.width * faceWidth) / face.width))
    .jpeg({ quality: 80 });
  const picture = await decodePicture(await crop.toBuffer());
  const [found] = await engine.findFaces(picture);
  if (!found) throw new Error(`no face in the crop of ${file}`);
  return engine.describe(picture, found);
};

beforeAll(async () => {
  const models = await fetchModels();
  photosDir = models.photosDir;
  engine = await createFaceEngine(models);
}, 120_000);

describe('the face engine', () => {
  it.each([120, 80, 60])(
    'gives the watched person 99 % in another photo, by a face of %i pixels',
    async (width) => {
      const [enrolled] = demoPeople.watched.enroll;
      const [seen] = demoPeople.watched.appears;

      const similarity = similarityPercent(
        cosine(await vectorOf(enrolled, 200), await vectorOf(seen, width)),
      );

      expect(similarity).toBeGreaterThan(99);
    },
  );

  it('keeps every two people of the strangers and the watched person under 80 %', async () => {
    const people = [...demoPeople.strangers, ...demoPeople.watched.appears];
    const vectors = await Promise.all(people.map((person) => vectorOf(person, 100)));

    const pairs = vectors.flatMap((a, i) => vectors.slice(i + 1).map((b) => similarityPercent(cosine(a, b))));

    expect(pairs).toHaveLength((people.length * (people.length - 1)) / 2);
    expect(Math.max(...pairs)).toBeLessThan(80);
  });

  it('finds each demo person where the list says, alone in the crop', async () => {
    const { watched, alike, strangers } = demoPeople;
    for (const person of [
      ...watched.enroll,
      ...watched.appears,
      ...alike.enroll,
      ...alike.appears,
      ...strangers,
    ]) {
      const { bust, face, file } = person;
      const crop = sharp(join(photosDir, file)).extract({
        left: bust.x,
        top: bust.y,
        width: bust.width,
        height: bust.height,
      });
      const found = await engine.findFaces(await decodePicture(await crop.jpeg().toBuffer()));

      expect(found, file).toHaveLength(1);
      const inPhoto = { ...face, x: face.x - bust.x, y: face.y - bust.y };
      expect(overlap(inPhoto, found[0]?.box ?? bust), `${file} ${face.x}`).toBeGreaterThan(0.6);
    }
  });

  it('never rates a nearer face as less similar', () => {
    const cosines = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(cosines, cosines, (a, b) => {
        const [low, high] = [similarityPercent(Math.min(a, b)), similarityPercent(Math.max(a, b))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
      }),
    );
  });
});
