/** How alike the local run finds faces, by their width, and what the face gate costs: npx node benchmarks/faces.ts */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Table from 'cli-table3';
import sharp from 'sharp';
import { createOnnxFaceDetector } from '../lambdas/cameras/onnx-face-detector.ts';
import { decodePicture } from '../lambdas/runtime/jpeg.ts';
import { type DemoFace, demoPeople } from '../sandbox/demo-people.ts';
import { cosine, createFaceEngine, similarityPercent } from '../sandbox/face-engine.ts';
import { fetchModels } from '../tools/fetch-models.ts';

const widths = [24, 32, 40, 48, 60, 80, 120];
const models = await fetchModels();
const engine = await createFaceEngine(models);

/** The bust as a street camera would give it: the face `width` pixels wide, in the middle of a gray 720p frame. */
async function inStreet({ file, face, bust }: DemoFace, width: number): Promise<Buffer> {
  const crop = await sharp(await readFile(join(models.photosDir, file)))
    .extract({ left: bust.x, top: bust.y, width: bust.width, height: bust.height })
    .resize(Math.round((bust.width * width) / face.width))
    .toBuffer();
  return sharp({ create: { width: 1280, height: 720, channels: 3, background: '#8a8f94' } })
    .composite([{ input: crop }])
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** The vector of the largest face, or undefined where none is found. */
async function vectorOf(person: DemoFace, width: number): Promise<Float32Array | undefined> {
  const picture = await decodePicture(await inStreet(person, width));
  const [face] = await engine.findFaces(picture);
  return face && engine.describe(picture, face);
}

async function similarities(people: readonly DemoFace[], enrolled: Float32Array, width: number) {
  const vectors = await Promise.all(people.map((person) => vectorOf(person, width)));
  return vectors.flatMap((vector) => (vector ? [similarityPercent(cosine(vector, enrolled))] : []));
}

const enrolled = await vectorOf(demoPeople.watched.enroll[0], 200);
if (enrolled === undefined) throw new Error('the enrolled face is not found');
const table = new Table({
  head: ['face width, px', 'same person, %', 'strangers found', 'most alike stranger, %'],
});
for (const width of widths) {
  const [same] = await similarities(demoPeople.watched.appears, enrolled, width);
  const strangers = await similarities(demoPeople.strangers, enrolled, width);
  const found = `${strangers.length} of ${demoPeople.strangers.length}`;
  table.push([width, same?.toFixed(1) ?? 'not found', found, Math.max(0, ...strangers).toFixed(1)]);
}
console.log(table.toString());

const detector = await createOnnxFaceDetector({ modelPath: models.detect, intraOpNumThreads: 1 });
const frame = await decodePicture(await inStreet(demoPeople.strangers[0], 80));
const runs = 40;
await detector.detectFaces(frame);
const begin = performance.now();
for (let run = 0; run < runs; run++) await detector.detectFaces(frame);
console.log(
  `face gate: ${((performance.now() - begin) / runs).toFixed(1)} ms per 1280×720 frame, one thread`,
);
