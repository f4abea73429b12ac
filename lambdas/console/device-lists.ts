import type { MutedCameras } from '../alerts/muted-cameras.ts';
import type { CameraList } from '../cameras/camera-list.ts';
import { activeStates, type Incident } from '../incidents/incident.ts';
import type { IncidentIndex } from '../incidents/incident-index.ts';
import type { PoleList, PoleRegistry } from '../poles/pole-registry.ts';
import { type DeviceStatus, statusOfDevices } from './device-status.ts';

export interface DevicePorts {
  readonly cameras: CameraList;
  readonly poles: PoleList;
  readonly poleRegistry: Pick<PoleRegistry, 'rules'>;
  readonly muted: MutedCameras;
}

/** How all cameras and poles of the zone are at `now` (epoch ms), those that need a hand first. */
export async function readDevices(
  { cameras, poles, poleRegistry, muted }: DevicePorts,
  now: number,
): Promise<readonly DeviceStatus[]> {
  const [[listedCameras, mutes], listedPoles, poleRules] = await Promise.all([
    readCameras({ cameras, muted }),
    poles.list(),
    poleRegistry.rules(),
  ]);
  return statusOfDevices({ cameras: listedCameras, poles: listedPoles, poleRules, mutes, now });
}

async function readCameras({ cameras, muted }: Pick<DevicePorts, 'cameras' | 'muted'>) {
  const listed = await cameras.list();
  return [listed, await muted.untilOf(listed.map(({ camera }) => camera.id))] as const;
}

/** Of each state; a zone with more has other troubles than a full map. */
const mostOfState = 300;

export async function readActiveIncidents(index: IncidentIndex): Promise<readonly Incident[]> {
  const found = await Promise.all(activeStates.map((state) => index.newest(state, mostOfState)));
  return found.flat();
}
