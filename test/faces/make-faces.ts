import type { FaceSearchOutcome } from '../../lambdas/faces/face-search.ts';
import type { LogEvent } from '../../lambdas/zone/log-events.ts';
import type { IdentifyFaceMessage } from '../../lambdas/zone/messages.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryBudgetStore } from '../memory/budget-store.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryFaceAnalysis } from '../memory/face-analysis.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';
import { makeSettings, memorySettingsStore } from '../memory/settings-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { type MemoryTelemetry, memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry } from '../watchlist/make-entry.ts';

export const now = 1_767_225_600_000;
export const message: IdentifyFaceMessage = {
  version: 1,
  passId: 'face-1',
  cameraId: 'nk-cam-01',
  place: makeCamera().place,
  firstSeenAt: now - 5_000,
  lastSeenAt: now - 2_000,
  crops: [0, 1, 2].map((i) => ({
    key: `pending-faces/face-1/${i}.jpg`,
    takenAt: now - 5_000 + i,
    faceWidthPixels: 60,
  })),
};

export const found = (similarityPercent: number, userId = 'nk-2026-014'): FaceSearchOutcome => ({
  kind: 'searched',
  users: [{ userId, similarityPercent }],
});
export const nobody: FaceSearchOutcome = { kind: 'searched', users: [] };
export const unusable: FaceSearchOutcome = { kind: 'unusable', reason: 'NO_FACE' };
export const corrected = (personPercent: number, correctionPercent: number): FaceSearchOutcome => ({
  kind: 'searched',
  users: [
    { userId: 'not-nk-2026-014--K1', similarityPercent: correctionPercent },
    { userId: 'nk-2026-014', similarityPercent: personPercent },
  ],
});

export interface FacesOptions {
  /** Of 100 paid calls that the zone has a day. */
  readonly spent?: number;
  readonly spentByCamera?: number;
  readonly analysis?: Parameters<typeof memoryFaceAnalysis>[0];
}

/** What the search says of each crop, in order. */
export async function makeFaces(
  outcomes: readonly (FaceSearchOutcome | Error)[],
  options: FacesOptions = {},
) {
  const pictures = memoryPictureStore();
  for (const [i, { key }] of message.crops.entries()) await pictures.put(key, Uint8Array.of(i));
  const searched: number[] = [];
  const ports = {
    pictures,
    settings: memorySettingsStore(makeSettings({ budget: { paidCallsPerDay: 100 } })),
    sightings: memorySightingStore(),
    decisions: memoryDecisionLog(),
    watchlist: memoryWatchlistStore([makePersonEntry()]),
    incidents: memoryIncidentStore(),
    alerts: memoryAlertQueue(),
    telemetry: memoryTelemetry(),
    analysis: memoryFaceAnalysis(options.analysis),
    budget: memoryBudgetStore({ zone: options.spent ?? 0, camera: options.spentByCamera ?? 0 }),
    faces: {
      search: async (jpeg: Uint8Array) => {
        const crop = jpeg[0] ?? -1;
        searched.push(crop);
        const outcome = outcomes[crop] ?? unusable;
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
    },
  };
  return { ...ports, ports, searched };
}

/** What the log says under an event. */
export const told = ({ telemetry }: { readonly telemetry: MemoryTelemetry }, event: LogEvent) =>
  telemetry.lines.filter((line) => line.event === event).map(({ fields }) => fields);
