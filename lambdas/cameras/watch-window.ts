import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { Camera } from './camera.ts';
import type { CameraState } from './camera-state.ts';
import type { FaceShot } from './face-pass.ts';
import type { FrameSource } from './frame-source.ts';
import { type LookPorts, lookAtFrame } from './look-at-frame.ts';
import { findMotion, type Thumbnail } from './motion.ts';
import { type PeopleScene, sceneOf } from './people-scene.ts';
import { FrameUnreadableError } from './picture-codec.ts';
import { noPictures, type SeenPictures, seePicture, signsOf, type WindowSigns } from './picture-health.ts';
import type { PlateShot } from './plate-pass.ts';
import { maskedCodec } from './privacy-mask.ts';
import { cellsOf } from './region.ts';
import { closeUnseen, type Lane, needsLook, patienceOf, seeFrame } from './scene.ts';
import type { Window } from './window.ts';

export interface WatchWindowPorts extends LookPorts {
  readonly frames: FrameSource;
  readonly telemetry: Telemetry;
}

export interface WatchWindowParams {
  readonly camera: Camera;
  readonly window: Window;
  /** The camera's passes that were open before the window. */
  readonly state: Pick<CameraState, 'faces' | 'plates'>;
  /** Asked before each frame but the first: the window may end early, the next slot goes on from there. */
  readonly isOutOfTime: () => boolean;
}

/** What a window showed. */
export interface WatchedWindow {
  readonly watchedTo: number;
  readonly faces: Lane<FaceShot>;
  readonly plates: Lane<PlateShot>;
  /** Whose faces each watched frame showed; none of a camera that watches no faces. */
  readonly scenes: readonly PeopleScene[];
  /** Crops made in this window, JPEG by the key they belong under. */
  readonly crops: ReadonlyMap<string, Uint8Array>;
  readonly frames: { readonly watched: number; readonly unreadable: number; readonly missing: number };
  readonly signs: WindowSigns;
  /** The last one that could be decoded, as it came: masks are not burned in. */
  readonly lastFrame?: { readonly takenAt: number; readonly jpeg: Uint8Array } | undefined;
}

interface Progress {
  faces: Lane<FaceShot>;
  plates: Lane<PlateShot>;
  /** The frame before: what it looked like and when it was taken. */
  last: { readonly thumbnail: Thumbnail; readonly takenAt: number } | undefined;
  /** Whether the frame before was looked at. */
  isLookedAt: boolean;
  /** Which cells of a thumbnail count; undefined: all, or no frame was seen. */
  cells: Uint8Array | undefined;
  /** Of the pictures, in pixels; undefined: none was decoded. */
  size: { readonly width: number; readonly height: number } | undefined;
  readonly scenes: PeopleScene[];
  readonly crops: Map<string, Uint8Array>;
  readonly frames: { watched: number; unreadable: number; missing: number };
  pictures: SeenPictures;
  lastFrame: WatchedWindow['lastFrame'];
}

/**
 * Watches the window's frames in order. One that cannot be decoded is told and left out. What lies under a mask of
 * the camera is black before anything looks.
 */
export async function watchWindow(
  params: WatchWindowParams,
  { codec, ...others }: WatchWindowPorts,
): Promise<WatchedWindow> {
  const { camera, window, state } = params;
  const ports = { ...others, codec: maskedCodec(codec, camera.masks) };
  const progress: Progress = {
    faces: { open: state.faces, closed: [] },
    plates: { open: state.plates, closed: [] },
    last: undefined,
    isLookedAt: false,
    cells: undefined,
    size: undefined,
    scenes: [],
    crops: new Map(),
    frames: { watched: 0, unreadable: 0, missing: 0 },
    pictures: noPictures,
    lastFrame: undefined,
  };
  let watchedTo = window.to;
  for await (const frame of ports.frames.listFrames(camera.id, window)) {
    if (frame.takenAt > window.from && params.isOutOfTime()) {
      watchedTo = frame.takenAt;
      break;
    }
    if ('jpeg' in frame) await watchFrame(frame, progress, params, ports);
    else if (frame.missing === 'no-video') progress.frames.missing++;
    else tellUnreadable(frame.takenAt, progress, params, ports);
  }
  const { intervalMilliseconds } = window;
  const faces = closeUnseen(progress.faces, watchedTo, patienceOf('face', intervalMilliseconds));
  const plates = closeUnseen(progress.plates, watchedTo, patienceOf('plate', intervalMilliseconds));
  const { scenes, crops, frames, lastFrame } = progress;
  const signs = signsOf(progress.pictures, { from: window.from, to: watchedTo });
  return { watchedTo, faces, plates, scenes, crops, frames, signs, lastFrame };
}

async function watchFrame(
  frame: { readonly takenAt: number; readonly jpeg: Uint8Array },
  progress: Progress,
  params: WatchWindowParams,
  ports: WatchWindowPorts,
): Promise<void> {
  try {
    // Where something just moved it mostly still does: the frame will be looked at, and decoding it twice is dear.
    const decoded = progress.isLookedAt ? await ports.codec.decode(frame.jpeg) : undefined;
    const thumbnail = await ports.codec.shrink(frame.jpeg, decoded);
    progress.cells ??= cellsOf(params.camera, thumbnail);
    const motion = progress.last && findMotion(progress.last.thumbnail, thumbnail, progress.cells);
    const known = [...progress.faces.open, ...progress.plates.open];
    const patience = patienceOf('plate', params.window.intervalMilliseconds);
    progress.isLookedAt =
      motion === undefined || motion.length > 0 || needsLook(known, progress.last?.takenAt, patience);
    if (progress.isLookedAt) {
      const picture = decoded ?? (await ports.codec.decode(frame.jpeg));
      const look = { takenAt: frame.takenAt, before: progress.last?.takenAt, picture, motion };
      const seen = await lookAtFrame({ ...params, ...look, lanes: progress }, ports);
      for (const [key, jpeg] of seen.crops) progress.crops.set(key, jpeg);
      progress.size = { width: picture.width, height: picture.height };
      progress.faces = seen.faces;
      progress.plates = seen.plates;
    } else {
      stayStill(frame.takenAt, progress, params.window);
    }
    progress.last = { thumbnail, takenAt: frame.takenAt };
    progress.frames.watched++;
    progress.lastFrame = { takenAt: frame.takenAt, jpeg: frame.jpeg };
    progress.pictures = seePicture(progress.pictures, progress.last, progress.cells);
    if (progress.size !== undefined && params.camera.watches.includes('faces'))
      progress.scenes.push(sceneOf(progress.faces.open, { takenAt: frame.takenAt, ...progress.size }));
  } catch (error) {
    if (!(error instanceof FrameUnreadableError)) throw error;
    tellUnreadable(frame.takenAt, progress, params, ports);
  }
}

function tellUnreadable(
  takenAt: number,
  progress: Progress,
  { camera }: WatchWindowParams,
  { telemetry }: WatchWindowPorts,
): void {
  progress.frames.unreadable++;
  telemetry.warn(LogEvent.frameUnreadable, { cameraId: camera.id, takenAt });
  telemetry.measure(Metric.framesUnreadable);
}

function stayStill(takenAt: number, progress: Progress, { intervalMilliseconds }: Window): void {
  const still = {
    takenAt,
    before: progress.last?.takenAt,
    hasMotion: () => false,
  };
  const [ofFaces, ofPlates] = [
    patienceOf('face', intervalMilliseconds),
    patienceOf('plate', intervalMilliseconds),
  ];
  progress.faces = seeFrame(progress.faces, { ...still, patience: ofFaces });
  progress.plates = seeFrame(progress.plates, { ...still, patience: ofPlates });
}
