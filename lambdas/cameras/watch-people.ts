import type { Incident } from '../incidents/incident.ts';
import { newIncident } from '../incidents/incident.ts';
import { type OpenIncidentPorts, openIncident } from '../incidents/open-incident.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import { areaLabel } from './area-label.ts';
import type { Camera } from './camera.ts';
import { countPeople, minuteMilliseconds } from './count-people.ts';
import { followCrowd } from './crowd.ts';
import { followStays } from './loitering.ts';
import type { Crowd, PeopleMinute, PeopleState, Stay, UnfinishedMinute } from './people-state.ts';
import type { PeopleStore } from './people-store.ts';
import { patienceOf } from './scene.ts';
import type { WatchedWindow } from './watch-window.ts';

export interface WatchPeoplePorts extends OpenIncidentPorts {
  readonly people: PeopleStore;
}

export interface WatchPeopleParams {
  readonly camera: Camera;
  readonly settings: ZoneSettings;
  readonly before: PeopleState | undefined;
  readonly watched: WatchedWindow;
  /** Nobody watches on from the end of this window. */
  readonly isLast?: boolean;
  /** Between two frames. */
  readonly intervalMilliseconds: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

const nobody: PeopleState = { minutes: [], ways: [], stays: [] };

/**
 * Counts the people of a window, keeps the minutes it finished and opens an incident for each crowd and each stay
 * that became too long. Repeating it keeps the same minutes and opens the same incidents.
 */
export async function watchPeople(
  { camera, settings, before = nobody, watched, isLast, intervalMilliseconds, now }: WatchPeopleParams,
  ports: WatchPeoplePorts,
): Promise<{ readonly next: PeopleState; readonly finished: readonly PeopleMinute[] }> {
  const { scenes, faces, watchedTo } = watched;
  const unseenMilliseconds = patienceOf('face', intervalMilliseconds).unseen;
  const { bearingDegrees, crowd: rule } = camera;
  const lane = { closed: faces.closed, open: faces.open, watchedTo, isLast, unseenMilliseconds };
  const counting = countPeople({ before, scenes, ...lane, bearingDegrees, crowdPeople: rule?.people });
  const crowd = followCrowd(before.crowd, counting.finished, rule);
  const stays = followStays(before.stays, scenes, { regions: camera.regions, unseenMilliseconds });
  const finished = counting.finished.map(toStored);
  const retentionDays = settings.retention.sightingDays;
  if (finished.length > 0) await ports.people.save({ cameraId: camera.id, minutes: finished, retentionDays });
  for (const one of crowd.alarms) await openIncident(crowdIncident(one, camera, now), ports);
  for (const one of stays.alarms) await openIncident(stayIncident(one, camera, now), ports);
  const next = { ...counting.next, stays: stays.next };
  return { next: crowd.next === undefined ? next : { ...next, crowd: crowd.next }, finished };
}

/**
 * Tells finished minutes as metrics of the camera. To be called once the cursor has moved: a crash before loses a
 * minute of a chart, a repeat would count people twice (docs/adr/0012).
 */
export function measurePeople(
  { id: camera }: Camera,
  minutes: readonly PeopleMinute[],
  telemetry: Telemetry,
): void {
  for (const { at, passed, atOnce, dwellSeconds, headings } of minutes) {
    telemetry.measure(Metric.peoplePassed, passed, { camera, at });
    telemetry.measure(Metric.peopleAtOnce, atOnce, { camera, at });
    if (passed > 0) telemetry.measure(Metric.peopleDwellSeconds, dwellSeconds, { camera, at });
    for (const [heading, count] of Object.entries(headings))
      telemetry.measure(Metric.peopleHeading, count, { camera, heading, at });
  }
}

function toStored({ crowdedFrames: _, ...minute }: UnfinishedMinute): PeopleMinute {
  return { ...minute, dwellSeconds: Math.round(minute.dwellSeconds * 10) / 10 };
}

function crowdIncident({ since, until, most }: Crowd, camera: Camera, now: number): Incident {
  const { people = 0, minutes = 0 } = camera.crowd ?? {};
  const label = areaLabel.crowd({ people, minutes, most });
  return newIncident({
    ...openedAt(camera, now),
    kind: 'crowd',
    happenedAt: until + minuteMilliseconds,
    subject: { label },
    causeId: `crowd#${since}`,
  });
}

function stayIncident(
  { region, firstPassId, since, lastSeenAt }: Stay,
  camera: Camera,
  now: number,
): Incident {
  const label = areaLabel.loitering({ region, seconds: Math.floor((lastSeenAt - since) / 1000) });
  return newIncident({
    ...openedAt(camera, now),
    kind: 'loitering',
    happenedAt: lastSeenAt,
    subject: { label },
    causeId: `${region}#${firstPassId}`,
  });
}

function openedAt({ id: deviceId, place }: Camera, now: number) {
  return { openedAt: now, drill: false, deviceId, place } as const;
}
