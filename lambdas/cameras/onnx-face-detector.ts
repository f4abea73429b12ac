import { InferenceSession, Tensor } from 'onnxruntime-node';
import { shrinkPicture } from '../runtime/shrink-picture.ts';
import { createSpareFloats } from '../runtime/spare-floats.ts';
import type { Box, Picture } from '../zone/picture.ts';
import type { DetectedFace, FaceDetector } from './face-detector.ts';
import { type FaceLandmarks, facePoints, poseOf } from './face-landmarks.ts';
import { measureFace } from './face-quality.ts';
import {
  coverRegions,
  isWholeInTile,
  mergeBoxes,
  planTiles,
  type ScoredBox,
  type Tile,
  touches,
} from './face-tiles.ts';

interface OnnxFaceDetectorParams {
  /** An RFB-320 network: input `input` 1×3×240×320, outputs `scores` 1×4420×2 and `boxes` 1×4420×4. */
  readonly modelPath: string;
  readonly intraOpNumThreads: number;
  /** Smallest face side to look for, in pixels. @default 40 */
  readonly minFacePixels?: number;
  /** @default 0.8 */
  readonly minConfidence?: number;
  /** Adds `frontality` to each face's quality, for about 3 ms a face. */
  readonly landmarks?: FaceLandmarks;
}

const network = { width: 320, height: 240 };
/** The network still finds faces of this many of its own pixels surely; below, recall falls. */
const sureFacePixels = 20;

/** Faces by an RFB-320 network over the whole picture and over overlapping tiles of it. */
export async function createOnnxFaceDetector(params: OnnxFaceDetectorParams): Promise<FaceDetector> {
  const { modelPath, intraOpNumThreads, minFacePixels = 40, minConfidence = 0.8 } = params;
  const session = await InferenceSession.create(modelPath, { intraOpNumThreads, interOpNumThreads: 1 });
  const spareFloats = createSpareFloats();
  const runTile = (shrunk: Picture, tile: Tile) =>
    spareFloats(3 * network.width * network.height, async (floats) => {
      fillInput(floats, shrunk, tile);
      const input = new Tensor('float32', floats, [1, 3, network.height, network.width]);
      const output = await session.run({ input });
      return decode(floatsOf(output.scores), floatsOf(output.boxes), tile, minConfidence);
    });

  return {
    async detectFaces(picture, regions) {
      const plan = planTiles({ picture, network, finestZoom: Math.min(1, sureFacePixels / minFacePixels) });
      const tiles = regions ? coverRegions(plan, regions, picture) : plan;
      const found: ScoredBox[] = [];
      for (const [zoom, level] of Map.groupBy(tiles, (tile) => tile.zoom)) {
        const shrunk = shrink(picture, zoom);
        for (const tile of level) {
          const boxes = await runTile(shrunk, tile);
          found.push(...boxes.filter(({ box }) => isWholeInTile(box, tile, picture)));
        }
      }
      const faces = mergeBoxes(found).filter(({ box }) => isLargeEnough(box, minFacePixels));
      const wanted = regions
        ? faces.filter(({ box }) => regions.some((region) => touches(region, box)))
        : faces;
      return Promise.all(wanted.map((face) => toFace(picture, face, params.landmarks)));
    },
  };
}

/** A little under the limit still counts: the box of a face is not exact to the pixel. */
function isLargeEnough(box: Box, minFacePixels: number): boolean {
  return Math.min(box.width, box.height) >= minFacePixels * 0.75;
}

function shrink(picture: Picture, zoom: number): Picture {
  const side = (pixels: number) => Math.max(1, Math.round(pixels * zoom));
  return shrinkPicture(picture, side(picture.width), side(picture.height));
}

/** What the network takes for each value of a color: (value − 127) / 128. */
const inputOf = Float32Array.from({ length: 256 }, (_, value) => (value - 127) / 128);

/** Planes of red, green and blue; what lies outside the picture is mid-gray. */
function fillInput(input: Float32Array, shrunk: Picture, tile: Tile): void {
  const plane = network.width * network.height;
  const left = Math.round(tile.x * tile.zoom);
  const top = Math.round(tile.y * tile.zoom);
  const width = Math.min(network.width, shrunk.width - left);
  const height = Math.min(network.height, shrunk.height - top);
  if (width < network.width || height < network.height) input.fill(0);
  for (let y = 0; y < height; y++) {
    let from = ((top + y) * shrunk.width + left) * 3;
    for (let to = y * network.width; to < y * network.width + width; to++, from += 3) {
      input[to] = inputOf[shrunk.data[from] ?? 0] ?? 0;
      input[to + plane] = inputOf[shrunk.data[from + 1] ?? 0] ?? 0;
      input[to + 2 * plane] = inputOf[shrunk.data[from + 2] ?? 0] ?? 0;
    }
  }
}

/** The network's boxes are corners as fractions of its input: left, top, right, bottom. */
function decode(
  scores: Float32Array,
  boxes: Float32Array,
  tile: Tile,
  minConfidence: number,
): readonly ScoredBox[] {
  const found: ScoredBox[] = [];
  for (let i = 0; i < scores.length / 2; i++) {
    const score = scores[2 * i + 1] ?? 0;
    if (score < minConfidence) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(4 * i, 4 * i + 4);
    const x = tile.x + (left * network.width) / tile.zoom;
    const y = tile.y + (top * network.height) / tile.zoom;
    const width = ((right - left) * network.width) / tile.zoom;
    const height = ((bottom - top) * network.height) / tile.zoom;
    found.push({ box: { x, y, width, height }, score });
  }
  return mergeBoxes(found);
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new TypeError('the face model does not give floats');
  return tensor.data;
}

async function toFace(
  picture: Picture,
  { box, score }: ScoredBox,
  landmarks: FaceLandmarks | undefined,
): Promise<DetectedFace> {
  const left = Math.max(0, Math.round(box.x));
  const top = Math.max(0, Math.round(box.y));
  const right = Math.min(picture.width, Math.round(box.x + box.width));
  const bottom = Math.min(picture.height, Math.round(box.y + box.height));
  const cut = { x: left, y: top, width: right - left, height: bottom - top };
  const quality = measureFace(picture, cut);
  if (!landmarks) return { box: cut, confidence: score, quality };
  const { yaw } = poseOf(facePoints(await landmarks.locate(picture, cut)));
  return { box: cut, confidence: score, quality: { ...quality, frontality: 1 - Math.abs(yaw) / 90 } };
}
