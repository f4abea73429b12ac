import type { PlateReader, UnreadPlate } from '../plates/plate-reader.ts';
import { passIdOf } from '../zone/names.ts';
import { type Box, overlap, type Picture, pad } from '../zone/picture.ts';
import type { Camera } from './camera.ts';
import { describeClothes } from './clothes.ts';
import type { FaceDetector } from './face-detector.ts';
import { cropKey, type FaceShot, faceRules, toFaceDetection } from './face-pass.ts';
import type { Detection, Pass } from './passes.ts';
import type { PictureCodec } from './picture-codec.ts';
import { type PlateShot, platePictureKey, plateRules, toPlateDetection } from './plate-pass.ts';
import { isWatched, watchedParts } from './region.ts';
import { type Lane, needsLook, patienceOf, type SeenFrame, seeFrame } from './scene.ts';
import type { Window } from './window.ts';

export interface LookPorts {
  readonly codec: PictureCodec;
  readonly faceDetector: FaceDetector;
  readonly plateReader: PlateReader;
}

export interface LookParams {
  readonly camera: Camera;
  readonly window: Window;
  readonly lanes: Lanes;
  readonly takenAt: number;
  /** When the frame before was taken; absent at the first of a window. */
  readonly before: number | undefined;
  readonly picture: Picture;
  /** Where it differs from the frame before, as fractions of the picture; absent at the first frame. */
  readonly motion: readonly Box[] | undefined;
}

export interface Lanes {
  readonly faces: Lane<FaceShot>;
  readonly plates: Lane<PlateShot>;
}

type Crops = ReadonlyMap<string, Uint8Array>;
type Seen = Omit<SeenFrame<never>, 'looked' | 'patience'>;

/** Rekognition refuses pictures with a side under this. */
const minCropPixels = 80;
/** Hair and chin around the face box; more would show neighbors. */
const faceMargin = 0.4;
/** A plate's picture shows some of the vehicle. */
const plateMargin = 0.8;

/**
 * Detects what the camera watches for and joins it to the passes. Crops (JPEG by key) are made while the frame is at
 * hand, and only of shots that are among the best of their pass.
 */
export async function lookAtFrame(
  params: LookParams,
  ports: LookPorts,
): Promise<Lanes & { readonly crops: Crops }> {
  const { camera, lanes, takenAt, before, picture } = params;
  const moving = watchedParts(camera, params.motion)?.map((box) => toPixels(box, picture));
  const seen: Seen = {
    takenAt,
    before,
    hasMotion: (box) =>
      params.motion === undefined || (moving ?? []).some((place) => overlap(place, box) > 0),
  };
  const [faces, faceCrops] = camera.watches.includes('faces')
    ? await lookForFaces(params, moving, seen, ports)
    : [lanes.faces, noCrops];
  const [plates, plateCrops] = camera.watches.includes('plates')
    ? await lookForPlates(params, moving, seen, ports)
    : [lanes.plates, noCrops];
  return { faces, plates, crops: new Map([...faceCrops, ...plateCrops]) };
}

const noCrops: Crops = new Map();

async function lookForFaces(
  { camera, window, lanes, takenAt, before, picture }: LookParams,
  places: readonly Box[] | undefined,
  seen: Seen,
  { faceDetector, codec }: LookPorts,
): Promise<readonly [Lane<FaceShot>, Crops]> {
  // Faces that nothing moves around are known already, unless a pass still lacks shots or was overlooked.
  const inDoubt = lanes.faces.open.filter((pass) => !pass.told || pass.lastSeenAt !== before);
  const near = places && [...places, ...around(inDoubt, picture)];
  const found = await faceDetector.detectFaces(picture, near);
  const detections = found
    .filter(({ box }) => isWatched(camera, box, picture))
    .map((face) => toFaceDetection(takenAt, face, describeClothes(picture, face.box)));
  const newPassId = (ordinal: number) => passIdOf(camera.id, 'face', takenAt, ordinal);
  const patience = patienceOf('face', window.intervalMilliseconds);
  const looked = { detections, rules: faceRules, newPassId };
  const lane = seeFrame(lanes.faces, { ...seen, patience, looked });
  const wanted = lane.open
    .filter((pass) => !pass.told)
    .flatMap(({ passId, shots }) => shots.map((shot) => ({ key: cropKey(passId, shot), shot })));
  return [lane, await crop({ picture, detections, wanted, margin: faceMargin }, codec)];
}

async function lookForPlates(
  { camera, window, lanes, takenAt, before, picture, motion }: LookParams,
  places: readonly Box[] | undefined,
  seen: Seen,
  { plateReader, codec }: LookPorts,
): Promise<readonly [Lane<PlateShot>, Crops]> {
  const patience = patienceOf('plate', window.intervalMilliseconds);
  // The frame may be looked at for a face alone.
  if (motion?.length === 0 && !needsLook(lanes.plates.open, before, patience))
    return [seeFrame(lanes.plates, { ...seen, patience }), noCrops];
  const unread: UnreadPlate[] = [];
  // Parked cars too: they are hidden and come back for reasons that are no movement at their place. All that lies
  // between, for a car that comes straight on moves at its edges; and all of it for a doubt while nothing moves.
  const near = places?.length ? boundsOf([...places, ...around(lanes.plates.open, picture)]) : undefined;
  const readings = await plateReader.readFrame(picture, (one) => unread.push(one), near);
  const views = [...readings, ...unread.filter(({ reason }) => reason !== 'no plate')];
  const detections = views
    .filter(({ box }) => isWatched(camera, box, picture))
    .map((view) => toPlateDetection(takenAt, view));
  const newPassId = (ordinal: number) => passIdOf(camera.id, 'plate', takenAt, ordinal);
  const looked = { detections, rules: plateRules, newPassId };
  const lane = seeFrame(lanes.plates, { ...seen, patience, looked });
  const wanted = lane.open
    .filter((pass) => !pass.told)
    .flatMap(({ passId, shots: [best] }) => (best ? [{ key: platePictureKey(passId), shot: best }] : []));
  return [lane, await crop({ picture, detections, wanted, margin: plateMargin }, codec)];
}

const around = (passes: readonly Pass<unknown>[], picture: Picture): readonly Box[] =>
  passes.map((pass) => pad(pass.box, 1, picture));

/** The one box around all of these. */
function boundsOf(boxes: readonly Box[]): readonly [Box] {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return [{ x, y, width: right - x, height: bottom - y }];
}

interface Cutting<Shot> {
  readonly picture: Picture;
  readonly detections: readonly Detection<Shot>[];
  /** Shots worth a crop; those of earlier frames have theirs already. */
  readonly wanted: readonly { readonly key: string; readonly shot: Shot }[];
  readonly margin: number;
}

async function crop<Shot>(
  { picture, detections, wanted, margin }: Cutting<Shot>,
  codec: PictureCodec,
): Promise<Crops> {
  const crops = new Map<string, Uint8Array>();
  for (const { key, shot } of wanted) {
    const detection = detections.find((one) => one.shot === shot);
    if (detection === undefined) continue;
    crops.set(key, await codec.cropToJpeg(picture, pad(detection.box, margin, picture), minCropPixels));
  }
  return crops;
}

function toPixels(box: Box, { width, height }: Picture): Box {
  return { x: box.x * width, y: box.y * height, width: box.width * width, height: box.height * height };
}
