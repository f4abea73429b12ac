import type { CameraFault, PoleFault } from '../../lambdas/zone/messages.ts';
import type { IncidentFacts } from './incident-facts.ts';

export interface ReportDevice {
  readonly id: string;
  readonly type: 'camera' | 'pole';
  readonly siteId: string;
  /** Epoch ms; absent: nobody knows, or it has never worked. */
  readonly since?: number;
  /** Faults that have not ended, by when they began (epoch ms). */
  readonly running: readonly { readonly fault: CameraFault | PoleFault; readonly since: number }[];
}

/** From `from` to before `to` (epoch ms) the device could not do its work. */
export interface Outage {
  readonly deviceId: string;
  readonly from: number;
  readonly to: number;
  /** An operator closed the incident and nobody saw the fault end: its end is taken for the outage's. */
  readonly isEndAssumed: boolean;
}

/** With any other fault a camera still sees and a pole can still call for help. */
const stopsWork: Readonly<Record<ReportDevice['type'], readonly (CameraFault | PoleFault)[]>> = {
  camera: ['silent', 'dark', 'frozen', 'covered'],
  pole: ['silent', 'stuck-button', 'self-test-failed'],
};

/** What kept a device from its work, up to `now`; the times may overlap. False alarms are none. */
export function outagesOf(
  device: ReportDevice,
  facts: readonly IncidentFacts[],
  now: number,
): readonly Outage[] {
  const { id: deviceId, type, running } = device;
  const stops = stopsWork[type];
  const told = facts.filter(
    (one) =>
      one.kind === 'device' &&
      one.deviceId === deviceId &&
      one.fault !== undefined &&
      stops.includes(one.fault),
  );
  const isTold = (fault: string, since: number) =>
    told.some((one) => one.fault === fault && one.happenedAt === since);
  const untold = running.filter(({ fault, since }) => stops.includes(fault) && !isTold(fault, since));
  return [
    ...told
      .filter(({ state }) => state !== 'false-alarm')
      .map((one) => ({ deviceId, from: one.happenedAt, ...endOf(one, running, now) })),
    ...untold.map(({ since }) => ({ deviceId, from: since, to: now, isEndAssumed: false })),
  ].filter(({ from, to }) => to > from);
}

function endOf(
  { recoveredAt, closedAt, isClosedBySystem, fault, happenedAt }: IncidentFacts,
  running: ReportDevice['running'],
  now: number,
): Pick<Outage, 'to' | 'isEndAssumed'> {
  if (recoveredAt !== undefined) return { to: recoveredAt, isEndAssumed: false };
  const isRunning = running.some((one) => one.fault === fault && one.since === happenedAt);
  if (isRunning || closedAt === undefined) return { to: now, isEndAssumed: false };
  return { to: closedAt, isEndAssumed: !isClosedBySystem };
}
