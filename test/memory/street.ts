import type { FaceDetector } from '../../lambdas/cameras/face-detector.ts';
import type { Frame, FrameSource } from '../../lambdas/cameras/frame-source.ts';
import { type Thumbnail, thumbnailWidth } from '../../lambdas/cameras/motion.ts';
import { FrameUnreadableError, type PictureCodec } from '../../lambdas/cameras/picture-codec.ts';
import type { PlateReader } from '../../lambdas/plates/plate-reader.ts';
import { type Box, overlap } from '../../lambdas/zone/picture.ts';
import { makePlateReading } from '../plates/make-plate-reading.ts';
import { makeCandidates, makeUnreadPlate } from '../plates/make-unread-plate.ts';

/** What stands in a frame of the pretended street. */
export interface Thing {
  readonly kind: 'face' | 'plate';
  readonly box: Box;
  /** A plate's characters, or who it is. */
  readonly name: string;
  /** Of a plate; under one half it is not read. */
  readonly confidence?: number;
  /** Other plates that it may be. */
  readonly candidates?: readonly (readonly [string, number])[];
  readonly sharpness?: number;
}

export const street = { width: 1280, height: 720 };

/** The "JPEG" of a pretended frame is the list of its things. */
export function streetJpeg(things: readonly Thing[]): Uint8Array {
  return Buffer.from(JSON.stringify(things));
}

export const brokenJpeg: Uint8Array = Buffer.from('half a pict');

function thingsIn(bytes: Uint8Array): readonly Thing[] {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as readonly Thing[];
  } catch (cause) {
    throw new FrameUnreadableError('the frame is not a readable picture', { cause });
  }
}

/** Draws things as gray boxes, so that motion is found by the real rules. */
export function streetCodec(): PictureCodec {
  return {
    shrink: async (jpeg) => draw(thingsIn(jpeg)),
    decode: async (jpeg) => {
      thingsIn(jpeg);
      return { ...street, data: jpeg };
    },
    cropToJpeg: async (picture, box) =>
      streetJpeg(thingsIn(picture.data).filter((thing) => overlap(thing.box, box) > 0)),
  };
}

function draw(things: readonly Thing[]): Thumbnail {
  const scale = thumbnailWidth / street.width;
  const height = street.height * scale;
  const data = new Uint8Array(thumbnailWidth * height).fill(90);
  for (const { box, name } of things) {
    const gray = 130 + ((name.codePointAt(0) ?? 0) % 100);
    for (let y = Math.floor(box.y * scale); y < (box.y + box.height) * scale; y++) {
      for (let x = Math.floor(box.x * scale); x < (box.x + box.width) * scale; x++) {
        if (x < thumbnailWidth && y < height) data[y * thumbnailWidth + x] = gray;
      }
    }
  }
  return { width: thumbnailWidth, height, data };
}

export interface StreetEyes {
  readonly faceDetector: FaceDetector;
  readonly plateReader: PlateReader;
  /** How often each looked at a picture. */
  readonly looks: { faces: number; plates: number };
}

export function streetEyes(): StreetEyes {
  const looks = { faces: 0, plates: 0 };
  return {
    looks,
    faceDetector: {
      detectFaces: async (picture, regions) => {
        looks.faces++;
        return thingsIn(picture.data)
          .filter(({ kind }) => kind === 'face')
          .filter(({ box }) => regions?.some((region) => overlap(region, box) > 0) ?? true)
          .map(({ box, sharpness = 0.8 }) => {
            const sizePixels = Math.min(box.width, box.height);
            return { box, confidence: 0.9, quality: { sizePixels, sharpness, brightness: 0.5 } };
          });
      },
    },
    plateReader: {
      readFrame: async (picture, onUnread, regions) => {
        looks.plates++;
        return thingsIn(picture.data)
          .filter(({ kind }) => kind === 'plate')
          .filter(({ box }) => regions?.some((region) => overlap(region, box) > 0) ?? true)
          .flatMap(({ box, name, confidence = 0.9, candidates: others = [] }) => {
            const named = [[name, confidence] as const, ...others].map(
              ([digits, probability]) => [`กข${digits}`, probability] as const,
            );
            const candidates = makeCandidates(...named);
            const seen = { box, confidence, candidates };
            if (confidence >= 0.5) return makePlateReading({ ...seen, letters: 'กข', digits: name });
            onUnread?.(makeUnreadPlate(seen));
            return [];
          });
      },
      readCrop: async () => undefined,
    },
  };
}

export interface StreetVideo extends FrameSource {
  /** When each listed frame was taken, in the order of listing. */
  readonly listed: readonly number[];
}

/** Video that shows `things(t)`; `undefined` is a moment without video, `broken` a frame that cannot be decoded. */
export function streetVideo(
  things: (takenAt: number) => readonly Thing[] | 'broken' | undefined,
): StreetVideo {
  const listed: number[] = [];
  return {
    listed,
    listFrames: async function* (_cameraId, { from, to, intervalMilliseconds }): AsyncGenerator<Frame> {
      for (let takenAt = from; takenAt < to; takenAt += intervalMilliseconds) {
        listed.push(takenAt);
        const seen = things(takenAt);
        if (seen === undefined) yield { takenAt, missing: 'no-video' };
        else yield { takenAt, jpeg: seen === 'broken' ? brokenJpeg : streetJpeg(seen) };
      }
    },
  };
}
