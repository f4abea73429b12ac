import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FaceDetector } from '../../lambdas/cameras/face-detector.ts';
import { createOnnxFaceDetector } from '../../lambdas/cameras/onnx-face-detector.ts';
import { createOnnxFaceLandmarks } from '../../lambdas/cameras/onnx-face-landmarks.ts';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import { fetchModels, type ModelPaths } from '../../tools/fetch-models.ts';
import { drawStreet } from './draw-street.ts';

let models: ModelPaths;
let detector: FaceDetector;

const photo = (index: number) => join(models.photosDir, `sample${index}.jpg`);
const decodeAt = async (file: string, width: number) =>
  decodePicture(await sharp(file).resize(width).jpeg().toBuffer());

beforeAll(async () => {
  models = await fetchModels();
  const landmarks = await createOnnxFaceLandmarks({ modelPath: models.landmark, intraOpNumThreads: 1 });
  detector = await createOnnxFaceDetector({ modelPath: models.detect, intraOpNumThreads: 1, landmarks });
}, 120_000);

describe('the face detector', () => {
  it.each([
    { index: 1, people: 3 },
    { index: 2, people: 3 },
    { index: 3, people: 3 },
    { index: 4, people: 4 },
    { index: 5, people: 5 },
    { index: 6, people: 4 },
  ])(
    'finds each of the $people people of group photo $index, at every size of the photo',
    async ({ index, people }) => {
      for (const width of [1920, 1280, 640]) {
        const faces = await detector.detectFaces(await decodeAt(photo(index), width));

        expect(faces, `${width} pixels wide`).toHaveLength(people);
      }
    },
  );

  it('finds three people whose faces are 40 pixels wide in a 720p frame', async () => {
    const frame = await drawStreet([{ file: photo(3), width: 400, left: 331, top: 107 }]);

    const faces = await detector.detectFaces(frame);

    expect(faces).toHaveLength(3);
    expect(Math.max(...faces.map((face) => face.quality.sizePixels))).toBeLessThan(55);
  });

  it('finds people wherever they stand in the frame, once each', async () => {
    const frame = await drawStreet([
      { file: photo(1), width: 420, left: 0, top: 0 },
      { file: photo(3), width: 420, left: 860, top: 424 },
      { file: photo(5), width: 420, left: 445, top: 207 },
    ]);

    expect(await detector.detectFaces(frame)).toHaveLength(3 + 3 + 5);
  });

  it('sees no face on a drawn street whose people have blank heads', async () => {
    expect(await detector.detectFaces(await drawStreet())).toEqual([]);
  });

  it('gives boxes inside the picture, the surest face first', async () => {
    const frame = await drawStreet([{ file: photo(6), width: 500, left: 0, top: 0 }]);

    const faces = await detector.detectFaces(frame);

    for (const { box } of faces) {
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(frame.width);
      expect(box.y + box.height).toBeLessThanOrEqual(frame.height);
    }
    const confidences = faces.map((face) => face.confidence);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
  });

  it('looks only where something moved', async () => {
    const frame = await drawStreet([
      { file: photo(1), width: 300, left: 0, top: 0 },
      { file: photo(3), width: 400, left: 860, top: 424 },
    ]);

    expect(await detector.detectFaces(frame, [])).toEqual([]);
    const moved = await detector.detectFaces(frame, [{ x: 870, y: 430, width: 380, height: 250 }]);
    expect(moved).toHaveLength(3);
    expect(moved.every(({ box }) => box.x > 860)).toBe(true);
  });

  it('finds a face that fills its picture', async () => {
    const [face] = await detector.detectFaces(await decodeAt(photo(3), 1920));
    const { x: left = 0, y: top = 0, width = 1, height = 1 } = face?.box ?? {};
    const crop = await sharp(await sharp(photo(3)).extract({ left, top, width, height }).toBuffer())
      .resize(120)
      .png()
      .toBuffer();

    expect(await detector.detectFaces(await decodePicture(crop))).toHaveLength(1);
  });

  it('calls the blurred and the dark copy of a face worse', async () => {
    const small = sharp(photo(3)).resize(900);
    const [plain] = await detector.detectFaces(await decodePicture(await small.clone().png().toBuffer()));
    const [blurred] = await detector.detectFaces(
      await decodePicture(await small.clone().blur(4).png().toBuffer()),
    );
    const [dark] = await detector.detectFaces(
      await decodePicture(await small.clone().modulate({ brightness: 0.4 }).png().toBuffer()),
    );

    expect(blurred?.quality.sharpness).toBeLessThan((plain?.quality.sharpness ?? 0) / 2);
    expect(dark?.quality.brightness).toBeLessThan((plain?.quality.brightness ?? 0) * 0.7);
  });

  it('rates a face that looks at the camera as more frontal than a profile', async () => {
    const faces = await detector.detectFaces(await decodeAt(photo(2), 1280));
    const [profile, lookingDown] = [...faces].sort((a, b) => a.box.x - b.box.x);

    expect(lookingDown?.quality.frontality).toBeGreaterThan(0.8);
    expect(profile?.quality.frontality).toBeLessThan(0.4);
  });
});
