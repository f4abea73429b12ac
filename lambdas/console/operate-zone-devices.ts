import {
  type Asked,
  type Operated,
  type OperateZonePorts,
  OperationRefusedError,
} from './operate-zone-ports.ts';

/** The execution's id is the press's, so that a step which SSM repeats is one press. */
export async function drillPole(
  { poleId, operator: by, executionId }: Asked<'drill-pole'>,
  at: number,
  { audit, poles, button }: OperateZonePorts,
): Promise<Operated> {
  if ((await poles.findPlace(poleId)) === undefined)
    throw new OperationRefusedError(`the zone has no pole ${poleId}`);
  await audit.record({ subject: `pole#${poleId}`, at, action: 'drill', by, reason: 'drill' });
  await button.drill(poleId, executionId);
  return { outcome: 'pressed', message: `${poleId} was pressed as a drill (press ${executionId})` };
}

const msPerMinute = 60_000;

/** A pole is never muted: it calls for help. */
export async function muteCamera(
  { cameraId, minutes, operator: by, reason }: Asked<'mute-camera'>,
  at: number,
  { audit, cameras, holding }: OperateZonePorts,
): Promise<Operated> {
  if ((await cameras.find(cameraId)) === undefined)
    throw new OperationRefusedError(`the zone has no camera ${cameraId}; only cameras can be muted`);
  const query = `${minutes} minutes`;
  await audit.record({ subject: `camera#${cameraId}`, at, action: 'mute', by, reason, query });
  const until = at + minutes * msPerMinute;
  await holding.mute(cameraId, until);
  return { outcome: 'muted', message: `${cameraId} is muted until ${new Date(until).toISOString()}` };
}

/** AWS itself does the rest of these runbooks. */
export async function note(
  { runbook, about, operator: by, reason }: Asked<'note'>,
  at: number,
  { audit }: OperateZonePorts,
): Promise<Operated> {
  const what = runbook === 'redrive' ? 'queue' : 'pole';
  await audit.record({ subject: `${what}#${about}`, at, action: runbook, by, reason });
  return { outcome: 'noted', message: `${runbook} of ${about} was written down` };
}
