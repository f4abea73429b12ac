import type { ListedCamera } from '../../lambdas/cameras/camera-list.ts';
import type { WidgetRequest } from '../../lambdas/console/widget.ts';
import type { Incident } from '../../lambdas/incidents/incident.ts';
import { newPoleHealth } from '../../lambdas/poles/pole-health.ts';
import type { ListedPole } from '../../lambdas/poles/pole-registry.ts';
import type { PoleState } from '../../lambdas/poles/pole-state.ts';
import type { ConsoleEndpoints } from '../../lambdas/zone/console.ts';
import type { Place } from '../../lambdas/zone/messages.ts';
import { poleSettings } from '../../lambdas/zone/pole-file.ts';
import { makeIncident } from '../incidents/make-incident.ts';

export { hostileTexts } from '../hostile-texts.ts';

export const now = Date.parse('2026-11-23T03:00:00Z');
const arn = (name: string) =>
  `arn:aws:lambda:ap-southeast-1:123456789012:function:customWidget${name}-nongkhai`;
export const endpoints: ConsoleEndpoints = {
  zone: arn('Zone'),
  operate: arn('Operate'),
  search: arn('Search'),
  watchlist: arn('Watchlist'),
};
export const poleRules = { rules: poleSettings.parse({}), appliedAt: undefined };

export function makeRequest(overrides: Partial<WidgetRequest> = {}): WidgetRequest {
  return {
    ...{ language: 'en', theme: 'light', params: {}, forms: {}, width: 1180, height: 640, now },
    ...{ timeRange: { from: now - 3_600_000, to: now }, timeZone: 'Asia/Bangkok' },
    ...overrides,
  };
}

/** A grid over the city: the same index always gives the same place. */
export function makePlace(index = 0): Place {
  return {
    siteId: `site-${index}`,
    name: { th: `จุดติดตั้งที่ ${index} ริมโขง`, en: `Site ${index} by the River` },
    latitude: 17.862 + (index % 13) * 0.0021,
    longitude: 102.712 + Math.floor(index / 13) * 0.0037,
  };
}

export function makeListedCamera(index = 0, overrides: Partial<ListedCamera> = {}): ListedCamera {
  const id = `nk-cam-${String(index).padStart(3, '0')}`;
  const camera = { id, watches: ['faces' as const], framesPerSecond: 2, place: makePlace(index) };
  return {
    camera: { ...camera, bearingDegrees: (index * 47) % 360 },
    watch: { watchedTo: now - 8000, hadPicture: true, faults: {} },
    ...overrides,
  };
}

const day = 86_400_000;

export function makeListedPole(
  index = 0,
  state: Partial<PoleState> = {},
  place = makePlace(index),
): ListedPole {
  const well: PoleState = {
    ...{ reports: {}, presses: [], health: newPoleHealth, firstHeartbeatAt: now - 20 * day },
    selfTest: { at: now - 3 * day, told: { testId: 'test-1', passed: true } },
    heartbeat: {
      at: now - 20_000,
      told: { sentAt: '', batteryPercent: 96, mainsPower: true, firmware: '2.4.1' },
    },
  };
  return { poleId: `nk-pole-${String(index).padStart(3, '0')}`, place, state: { ...well, ...state } };
}

const kinds = ['sos', 'person', 'plate', 'device'] as const;

/** A busy zone: some devices broken, muted or overdue, many incidents of every kind and state. */
export function makeZoneView(counts: { cameras: number; poles: number; incidents: number }) {
  const cameras = Array.from({ length: counts.cameras }, (_, i) => {
    if (i % 11 === 3)
      return makeListedCamera(i, {
        watch: { watchedTo: now - 9000, hadPicture: true, faults: { silent: { told: now - 600_000 } } },
      });
    return makeListedCamera(i);
  });
  const poles = Array.from({ length: counts.poles }, (_, i) => {
    const overdue = { selfTest: { at: now - 12 * day, told: { testId: 'test-1', passed: true } } };
    return makeListedPole(i, i % 7 === 2 ? overdue : {}, makePlace(i + 3));
  });
  const incidents = Array.from({ length: counts.incidents }, (_, i): Incident => {
    const isPole = i % 2 === 0;
    const device = (isPole ? poles : cameras)[(i * 13) % (isPole ? counts.poles : counts.cameras)];
    return makeIncident({
      incidentId: `SOS-${String(i).padStart(8, '0')}`,
      kind: kinds[i % kinds.length] ?? 'sos',
      state: i % 3 === 0 ? 'open' : i % 3 === 1 ? 'acknowledged' : 'responding',
      deviceId: device === undefined ? 'gone' : 'poleId' in device ? device.poleId : device.camera.id,
      place: device === undefined ? makePlace(i) : 'poleId' in device ? device.place : device.camera.place,
      openedAt: now - i * 90_000,
    });
  });
  const muted = cameras.filter((_, i) => i % 17 === 5);
  const mutes = new Map(muted.map(({ camera }) => [camera.id, now + 900_000]));
  return { cameras, poles, incidents, mutes };
}
