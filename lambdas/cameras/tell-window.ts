import type { CameraState } from './camera-state.ts';
import { cropKey, type FacePass, isFaceReady } from './face-pass.ts';
import { markTold, type Pass } from './passes.ts';
import { type PlatePass, platePictureKey } from './plate-pass.ts';
import { patienceOf } from './scene.ts';
import { settlePlates } from './settle-plates.ts';
import {
  keepCrops,
  type TellPassesParams,
  type TellPassesPorts,
  tellFacePass,
  tellPlatePass,
} from './tell-passes.ts';
import type { WatchedWindow } from './watch-window.ts';

export interface TellWindowParams extends Omit<TellPassesParams, 'crops'> {
  readonly before: CameraState;
  readonly watched: WatchedWindow;
  /** Between two frames. */
  readonly intervalMilliseconds: number;
}

export interface ToldWindow {
  /** Where the camera stands now. */
  readonly next: CameraState;
  /** Crops of earlier windows that nobody needs any more; to be deleted once the camera has moved on. */
  readonly obsoleteKeys: readonly string[];
}

/**
 * Tells each pass that closed or needs no more frames, once, and stores the crops of those that must wait for the
 * next window. Repeating it tells the same passes under the same ids.
 */
export async function tellWindow(params: TellWindowParams, ports: TellPassesPorts): Promise<ToldWindow> {
  const { before, watched, settings } = params;
  const telling = { ...params, crops: watched.crops };
  const faces = split(watched.faces, isFaceReady);
  const plates = settlePlates(watched.plates, {
    watchedTo: watched.watchedTo,
    minConfidence: settings.thresholds.plateConfidence,
    patience: patienceOf('plate', params.intervalMilliseconds),
  });
  const needed: string[] = [];
  for (const pass of faces.tell) needed.push(...(await tellFacePass(pass, telling, ports)));
  for (const pass of plates.tell) needed.push(...(await tellPlatePass(pass, telling, ports)));
  const waiting = keysOf({ faces: faces.next, plates: plates.next });
  await keepCrops(waiting, watched.crops, ports.pictures);
  const keep = new Set([...needed, ...waiting]);
  return {
    next: { version: 1, watchedTo: watched.watchedTo, faces: faces.next, plates: plates.next },
    obsoleteKeys: keysOf(before).filter((key) => !keep.has(key)),
  };
}

/** Which passes are told now, and the open ones as they go on. */
function split<Shot>(
  { open, closed }: { readonly open: readonly Pass<Shot>[]; readonly closed: readonly Pass<Shot>[] },
  isReady: (pass: Pass<Shot>) => boolean,
): { readonly tell: readonly Pass<Shot>[]; readonly next: readonly Pass<Shot>[] } {
  const isTelling = (pass: Pass<Shot>) => !pass.told && isReady(pass);
  return {
    tell: [...closed.filter((pass) => !pass.told), ...open.filter(isTelling)],
    next: open.map((pass) => (isTelling(pass) ? markTold(pass) : pass)),
  };
}

/** Pictures in the store that untold passes refer to. */
function keysOf({
  faces,
  plates,
}: {
  readonly faces: readonly FacePass[];
  readonly plates: readonly PlatePass[];
}): readonly string[] {
  return [
    ...faces
      .filter((pass) => !pass.told)
      .flatMap(({ passId, shots }) => shots.map((shot) => cropKey(passId, shot))),
    ...plates.filter((pass) => !pass.told).map(({ passId }) => platePictureKey(passId)),
  ];
}
