import {
  type Street,
  type StreetDetection,
  type StreetFrame,
  view,
} from '../../benchmarks/cameras/busy-street.ts';
import { paintPeople } from '../../benchmarks/cameras/paint-street.ts';
import type { ToldPass } from '../../benchmarks/cameras/score-passes.ts';
import type { Camera } from '../../lambdas/cameras/camera.ts';
import { type Thumbnail, thumbnailWidth } from '../../lambdas/cameras/motion.ts';
import type { PictureCodec } from '../../lambdas/cameras/picture-codec.ts';
import type { WatchCameraPorts } from '../../lambdas/cameras/watch-camera.ts';
import { type Box, overlap, pad } from '../../lambdas/zone/picture.ts';
import { makePlateReading } from '../plates/make-plate-reading.ts';
import { makeCandidates, makeUnreadPlate } from '../plates/make-unread-plate.ts';
import { makeWatch } from './make-watch.ts';

/** What is around a face box or a plate in a crop (look-at-frame). */
const margins = [0.4, 0.8];
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const parsed = <T>(bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as T;

export interface WatchedStreet {
  readonly told: readonly ToldPass[];
  /** The ids of all that was told, face or plate. */
  readonly ids: readonly string[];
}

/** Watches a generated street with the camera's own use case and everything else in memory. */
export async function watchGeneratedStreet(
  street: Street,
  {
    camera,
    watch,
  }: {
    readonly camera: Partial<Camera>;
    readonly watch: (zone: ReturnType<typeof openStreet>) => Promise<void>;
  },
): Promise<WatchedStreet> {
  const zone = openStreet(street, camera);
  await watch(zone);
  // A repeated window tells again, under the same id.
  const sent = new Map(zone.faces.map((message) => [message.passId, message]));
  const faces = [...sent.values()].map(({ passId, crops }) => ({
    passId,
    keys: crops.map(({ key }) => key),
  }));
  const plates = [...zone.sightings.kept.values()].map(({ sightingId, pictureKey }) => ({
    passId: sightingId,
    keys: pictureKey === undefined ? [] : [pictureKey],
  }));
  const told = [...faces, ...plates].map(({ passId, keys }) => ({
    passId,
    shows: keys.map(
      (key) => parsed<{ of: string | null }>(zone.pictures.kept.get(key) ?? bytesOf({ of: null })).of,
    ),
  }));
  return { told, ids: told.map(({ passId }) => passId).toSorted() };
}

export function openStreet({ frames }: Street, camera: Partial<Camera>) {
  const byTime = new Map(frames.map((frame) => [frame.takenAt, frame]));
  const decoded = new WeakMap<Uint8Array, StreetFrame>();
  const frameOf = (bytes: Uint8Array) => decoded.get(bytes) ?? byTime.get(timeIn(bytes)) ?? emptyFrame;
  const zone = makeWatch({ things: () => [], camera });
  const ports: WatchCameraPorts = {
    ...zone.ports,
    codec: codecOf(frameOf, decoded),
    frames: {
      listFrames: async function* (_id, { from, to, intervalMilliseconds }) {
        for (let takenAt = from; takenAt < to; takenAt += intervalMilliseconds)
          yield { takenAt, jpeg: bytesOf(takenAt) };
      },
    },
    faceDetector: {
      detectFaces: async ({ data }, regions) =>
        frameOf(data)
          .detections.filter(
            ({ kind, box }) => kind === 'face' && (regions?.some((one) => overlap(one, box) > 0) ?? true),
          )
          .map(({ box }) => ({
            box,
            confidence: 0.9,
            quality: { sizePixels: box.width, sharpness: 0.8, brightness: 0.5 },
          })),
    },
    plateReader: {
      readFrame: async ({ data }, onUnread, regions) => {
        const plates = frameOf(data)
          .detections.filter(({ kind }) => kind === 'plate')
          .filter(({ box }) => regions?.some((one) => overlap(one, box) > 0) ?? true);
        for (const plate of plates.filter((one) => !isRead(one)))
          onUnread?.(makeUnreadPlate(candidatesOf(plate)));
        return plates
          .filter(isRead)
          .map((plate) =>
            makePlateReading({ ...candidatesOf(plate), letters: 'กข', digits: plate.digits ?? '' }),
          );
      },
      readCrop: async () => undefined,
    },
  };
  return { ...zone, ports, watchSlot: (slotAt: number, through = ports) => zone.watch(slotAt, {}, through) };
}

/** What the camera makes of pixels on its own, a smaller picture say, is no frame of the street. */
function timeIn(bytes: Uint8Array): number {
  const text = bytes.length < 20 ? Buffer.from(bytes).toString() : '';
  return Number(text);
}

const emptyFrame: StreetFrame = { takenAt: 0, things: [], detections: [] };
const isRead = ({ confidence = 0 }: StreetDetection) => confidence >= 0.5;
const candidatesOf = ({ box, digits = '', confidence = 0 }: StreetDetection) => ({
  box,
  confidence,
  candidates: makeCandidates([`กข${digits}`, confidence]),
});

function codecOf(
  frameOf: (bytes: Uint8Array) => StreetFrame,
  decoded: WeakMap<Uint8Array, StreetFrame>,
): PictureCodec {
  return {
    shrink: async (jpeg) => draw(frameOf(jpeg)),
    decode: async (jpeg) => {
      const frame = frameOf(jpeg);
      // Who watches plates looks at no pixels.
      if (!frame.things.some(({ wears }) => wears)) return { ...view, data: jpeg };
      const picture = paintPeople(frame);
      decoded.set(picture.data, frame);
      return picture;
    },
    cropToJpeg: async ({ data }, box) => bytesOf({ of: detectionIn(frameOf(data), box)?.of ?? null }),
  };
}

/** The detection that a crop was made of. */
function detectionIn({ detections }: StreetFrame, crop: Box): StreetDetection | undefined {
  const likeness = ({ box }: StreetDetection) =>
    Math.max(...margins.map((margin) => overlap(pad(box, margin, view), crop)));
  return detections.toSorted((a, b) => likeness(b) - likeness(a))[0];
}

/** Everybody as a gray box with a body, the farthest first. */
function draw({ things }: StreetFrame): Thumbnail {
  const scale = thumbnailWidth / view.width;
  const height = view.height * scale;
  const data = new Uint8Array(thumbnailWidth * height).fill(90);
  for (const { id, kind, box } of things.toReversed()) {
    const gray = 130 + ([...id].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % 100);
    const tall = kind === 'face' ? 6 * box.height : box.height;
    for (let y = Math.round(box.y * scale); y < Math.min(height, (box.y + tall) * scale); y++)
      data.fill(
        gray,
        y * thumbnailWidth + Math.round(box.x * scale),
        y * thumbnailWidth + Math.round((box.x + box.width) * scale),
      );
  }
  return { width: thumbnailWidth, height, data };
}
