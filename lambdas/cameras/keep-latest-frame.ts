import type { PictureStore } from '../sightings/picture-store.ts';
import { evidencePrefix } from '../zone/names.ts';
import { type Box, type Picture, pad } from '../zone/picture.ts';
import { resample } from '../zone/resample.ts';
import type { Camera } from './camera.ts';
import type { FaceDetector } from './face-detector.ts';
import { FrameUnreadableError, type PictureCodec } from './picture-codec.ts';
import { maskedCodec } from './privacy-mask.ts';
import type { WatchedWindow } from './watch-window.ts';
import type { Window } from './window.ts';

export interface LatestFramePorts {
  readonly codec: PictureCodec;
  readonly faceDetector: FaceDetector;
  readonly pictures: PictureStore;
}

export interface LatestFrameParams {
  readonly camera: Pick<Camera, 'id' | 'masks'>;
  readonly window: Window;
  readonly watched: Pick<WatchedWindow, 'watchedTo' | 'lastFrame' | 'faces'>;
}

/** Overwritten each minute, so a camera never has two. */
export const latestFrameKey = (cameraId: string): string => `${evidencePrefix.latest}${cameraId}.jpg`;

const minute = 60_000;
const hour = 60 * minute;

/**
 * Once a minute of video, one small picture of what the camera sees, for the camera wall (docs/privacy.md). A camera
 * without video keeps its last one until the hour is over. What cannot be decoded leaves the one before.
 */
export async function keepLatestFrame(
  { camera, window, watched }: LatestFrameParams,
  { codec, faceDetector, pictures }: LatestFramePorts,
): Promise<void> {
  const { lastFrame, watchedTo, faces } = watched;
  const isOver = (period: number) => Math.floor(window.from / period) < Math.floor(watchedTo / period);
  if (lastFrame === undefined) {
    if (isOver(hour)) await pictures.delete([latestFrameKey(camera.id)]);
    return;
  }
  if (!isOver(minute)) return;
  try {
    const picture = await maskedCodec(codec, camera.masks).decode(lastFrame.jpeg);
    const found = await faceDetector.detectFaces(picture);
    // A face that turned away is not found any more, and is still there.
    const boxes = [...found, ...faces.open].map(({ box }) => box);
    const small = shrinkWithoutFaces(picture, boxes);
    const whole = { x: 0, y: 0, width: small.width, height: small.height };
    await pictures.put(latestFrameKey(camera.id), await codec.cropToJpeg(small, whole, 1));
  } catch (error) {
    if (!(error instanceof FrameUnreadableError)) throw error;
  }
}

const mostPixels = 320;
/** The detector looks for faces from 40 pixels on: at a quarter, those it never looked for are under 10 pixels wide. */
const shrinkAtLeast = 4;
/** Hair and chin around the face. */
const faceMargin = 0.5;

/** The picture at most 320 pixels wide, each face one even color: nothing of it can be brought back. */
export function shrinkWithoutFaces(picture: Picture, faces: readonly Box[]): Picture {
  const scale = Math.min(mostPixels / picture.width, 1 / shrinkAtLeast);
  const size = {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  const { data, ...shrunk } = resample(picture, whole, size);
  const small = { ...shrunk, data: data.slice() };
  for (const face of faces) {
    const { x, y, width, height } = face;
    const box = { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
    paintOver(small, pad(box, faceMargin, small));
  }
  return small;
}

function paintOver({ width, data }: Picture, box: Box): void {
  const sums = [0, 0, 0];
  const each = (visit: (at: number, channel: number) => void) => {
    for (let y = box.y; y < box.y + box.height; y++)
      for (let x = box.x; x < box.x + box.width; x++)
        for (let channel = 0; channel < 3; channel++) visit((y * width + x) * 3 + channel, channel);
  };
  each((at, channel) => {
    sums[channel] = (sums[channel] ?? 0) + (data[at] ?? 0);
  });
  const pixels = Math.max(1, box.width * box.height);
  each((at, channel) => {
    data[at] = Math.round((sums[channel] ?? 0) / pixels);
  });
}
