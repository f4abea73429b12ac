import type { Camera, ZoneFile } from '../lambdas/zone/zone-file.ts';
import type { StreetScene } from '../sandbox/demo/street-scene.ts';

/** What a camera of the local run shows. */
export type CameraVideo =
  | { readonly kind: 'scene'; readonly scene: StreetScene }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'rtsp'; readonly url: string }
  | { readonly kind: 'silent' };

/** `--video` names a camera that the zone does not have, or says nothing useful. */
export class VideoArgumentError extends Error {
  override readonly name = 'VideoArgumentError';
}

/** Reads `CAMERA=FILE_OR_RTSP`. Throws VideoArgumentError. */
export function parseVideoArgument(text: string): readonly [cameraId: string, source: string] {
  const [, cameraId, source] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (cameraId === undefined || source === undefined) {
    throw new VideoArgumentError(`--video ${text}: must be CAMERA=FILE or CAMERA=rtsp://…`);
  }
  return [cameraId, source];
}

export interface CameraVideosParams {
  readonly zone: Pick<ZoneFile, 'cameras'>;
  /** Own videos by camera id: a file or an `rtsp://` address. */
  readonly own: ReadonlyMap<string, string>;
  /** Demonstration scenes by the camera ids of zones/demo.yaml. */
  readonly scenes: Readonly<Record<string, StreetScene>>;
  /** Most cameras that play a demonstration scene: each is decoded, watched and shown on this machine. */
  readonly most: number;
}

/** Which camera shows what: its own video, its own scene, a scene that fits what it watches, or nothing. */
export function assignVideos(params: CameraVideosParams): ReadonlyMap<string, CameraVideo> {
  const { zone, own, scenes, most } = params;
  const unknown = [...own.keys()].find((id) => !zone.cameras.some((camera) => camera.id === id));
  if (unknown !== undefined) {
    const known = zone.cameras.map(({ id }) => id).join(', ');
    throw new VideoArgumentError(`--video ${unknown}: the zone has no such camera, only ${known}`);
  }
  const videos = new Map<string, CameraVideo>();
  // So that a zone with more cameras than may play still shows faces, plates and both.
  const mostOfOne = Math.ceil(most / Math.max(1, Object.keys(scenes).length));
  for (const camera of zone.cameras) {
    const source = own.get(camera.id);
    const scene = scenes[camera.id] ?? scenes[sceneFor(camera)];
    const playing = [...videos.values()].flatMap((video) => (video.kind === 'scene' ? [video.scene] : []));
    const isShown = playing.filter((each) => each === scene).length >= mostOfOne;
    if (source !== undefined) videos.set(camera.id, ownVideo(source));
    else if (scene !== undefined && !isShown && playing.length < most)
      videos.set(camera.id, { kind: 'scene', scene });
    else videos.set(camera.id, { kind: 'silent' });
  }
  return videos;
}

const ownVideo = (source: string): CameraVideo =>
  /^rtsps?:\/\//i.test(source) ? { kind: 'rtsp', url: source } : { kind: 'file', file: source };

function sceneFor({ watches }: Pick<Camera, 'watches'>): string {
  if (watches.length > 1) return 'nk-cam-station';
  return watches[0] === 'plates' ? 'nk-cam-bridge' : 'nk-cam-market';
}
