import { overlap, type Picture, pad } from '../zone/picture.ts';
import type { PlateDetection } from './decode-detections.ts';
import { isRead, type PlateAlphabet } from './decode-reading.ts';
import { createOnnxPlateDetector } from './onnx-plate-detector.ts';
import { createOnnxPlateNetwork } from './onnx-plate-network.ts';
import type { PlateReader, PlateReading, UnreadPlate } from './plate-reader.ts';
import { boxView, rectifiedView, wholeView } from './plate-views.ts';
import { type PlateView, readViews } from './read-views.ts';

interface OnnxPlateReaderParams {
  readonly detectorPath: string;
  readonly readerPath: string;
  readonly alphabet: PlateAlphabet;
  /** @default 1 */
  readonly intraOpNumThreads?: number;
  /** The detector's input sizes; a larger one finds plates that are farther away, at a cost by the square. @default [640] */
  readonly detectorPixels?: readonly number[];
}

/** Finds plates with one network and reads them with another, both run in this process. */
export async function createOnnxPlateReader(params: OnnxPlateReaderParams): Promise<PlateReader> {
  const { detectorPath, readerPath, alphabet, intraOpNumThreads = 1, detectorPixels = [640] } = params;
  const network = await createOnnxPlateNetwork({ modelPath: readerPath, intraOpNumThreads });
  const detector = await createOnnxPlateDetector({ modelPath: detectorPath, intraOpNumThreads });

  return {
    async readFrame(picture, onUnread, regions) {
      const results: (PlateReading | UnreadPlate)[] = [];
      for (const pixels of detectorPixels) {
        for (const detection of await detector.detectPlates(picture, pixels, regions)) {
          const box = pad(detection.box, 0, picture);
          results.push(await readViews({ network, alphabet, box, views: viewsOf(picture, detection) }));
        }
      }
      const places = oncePerPlate(results);
      for (const place of places) if (!isRead(place)) onUnread?.(place);
      return places.filter(isRead);
    },

    async readCrop(picture, onUnread) {
      const box = { x: 0, y: 0, width: picture.width, height: picture.height };
      const result = await readViews({ network, alphabet, box, views: [wholeView(picture)] });
      if (isRead(result)) return result;
      onUnread?.(result);
      return undefined;
    },
  };
}

/** A box is never far wrong, while corners may be; straightened, a plate that is not read for sure gets a second look. */
function viewsOf(picture: Picture, { box, corners }: PlateDetection): readonly PlateView[] {
  const asBox = boxView(picture, pad(box, 0, picture));
  return corners === undefined ? [asBox] : [asBox, rectifiedView(picture, corners, asBox)];
}

/** One result for each place, readings before what was not read, the surest first: sizes find the same plate. */
function oncePerPlate(results: readonly (PlateReading | UnreadPlate)[]) {
  const kept: (PlateReading | UnreadPlate)[] = [];
  const rank = (result: PlateReading | UnreadPlate) => (isRead(result) ? 1 : 0) + result.confidence;
  for (const result of results.toSorted((a, b) => rank(b) - rank(a))) {
    if (kept.every(({ box }) => overlap(box, result.box) < 0.3)) kept.push(result);
  }
  return kept;
}
