import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import type { Assumptions } from './assumptions.ts';

/** A month of 30 days, as all figures count it. */
export const monthDays = 30;
export const monthMinutes = monthDays * 24 * 60;
export const monthSeconds = monthMinutes * 60;

/** What the zone does in a month, before any price. */
export interface Usage {
  readonly cameras: number;
  readonly faceCameras: number;
  readonly plateCameras: number;
  readonly poles: number;
  /** Frames taken out of the video. */
  readonly frames: number;
  /** Seconds of watch-camera that its frames take. */
  readonly frameSeconds: number;
  /** Windows of watch-camera: one per camera and slot. */
  readonly windows: number;
  readonly facePasses: number;
  readonly platePasses: number;
  /** Paid calls that passes ask for, and what the governor lets through of them (0–1). */
  readonly wantedCalls: number;
  readonly paidShare: number;
  readonly searches: number;
  readonly analyses: number;
  readonly heartbeats: number;
  readonly presses: number;
  readonly alerts: number;
  /** Presses and matches: evidence is gathered for each. */
  readonly incidents: number;
}

/** Pure: the same zone and assumptions give the same usage. */
export function usageOf({ zone, cameras, poles }: ZoneFile, a: Assumptions): Usage {
  const faceCameras = cameras.filter(({ watches }) => watches.includes('faces')).length;
  const plateCameras = cameras.filter(({ watches }) => watches.includes('plates')).length;
  const facePasses = faceCameras * a.passesPerDay * monthDays;
  const presses = poles.length * a.pressesPerPole;
  const matches = cameras.length * a.matchesPerCamera;
  return {
    ...{ cameras: cameras.length, faceCameras, plateCameras, poles: poles.length },
    ...framesOf({ zone, cameras }, a),
    windows: (cameras.length * monthSeconds) / zone.slotSeconds,
    facePasses,
    platePasses: plateCameras * a.passesPerDay * monthDays,
    ...paidCalls({ zone, cameras }, facePasses, a),
    heartbeats: (poles.length * monthSeconds) / zone.poles.heartbeatSeconds,
    ...{ presses, alerts: presses + matches, incidents: presses + matches },
  };
}

type ZoneCameras = Pick<ZoneFile, 'zone' | 'cameras'>;

function framesOf({ zone, cameras }: ZoneCameras, a: Assumptions) {
  const each = cameras.map(({ watches, sampling }) => {
    const frames = (sampling ?? zone.sampling).framesPerSecond * monthSeconds;
    const moving =
      watches.length === 2
        ? a.movingMillisecondsBoth
        : watches.includes('faces')
          ? a.movingMillisecondsFaces
          : a.movingMillisecondsPlates;
    const milliseconds = a.movingShare * moving + (1 - a.movingShare) * a.stillMilliseconds;
    return { frames, seconds: (frames * milliseconds) / 1000 };
  });
  return {
    frames: sum(each.map(({ frames }) => frames)),
    frameSeconds: sum(each.map(({ seconds }) => seconds)),
  };
}

/** Only cameras of high priority are searched beyond the day's budget, up to a fifth more (docs/adr/0010). */
function paidCalls({ zone, cameras }: ZoneCameras, facePasses: number, a: Assumptions) {
  const searches =
    facePasses * ((1 - a.watchedShare) * a.searchesPerStranger + a.watchedShare * a.searchesPerWatched);
  const analyses = facePasses * a.watchedShare * a.analysesPerWatched;
  const wantedCalls = searches + analyses;
  const most = paidCallCap({ zone, cameras }) * monthDays;
  const paidShare = wantedCalls === 0 ? 1 : Math.min(1, most / wantedCalls);
  return { wantedCalls, paidShare, searches: searches * paidShare, analyses: analyses * paidShare };
}

/** Most paid calls a day that the governor lets through. */
export function paidCallCap({ zone, cameras }: ZoneCameras): number {
  const beyond = cameras.some(({ priority }) => priority === 'high') ? 1.2 : 1;
  return zone.budget.paidCallsPerDay * beyond;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
