import type { Camera, Pole, ZoneFile } from '../../lambdas/zone/zone-file.ts';

export interface ScaleParams {
  readonly cameras: number;
  /** @default in proportion to the cameras */
  readonly poles?: number;
}

/** The same mixture of cameras and poles in another number, with a budget of paid calls that grows along. */
export function scaleZone(zone: ZoneFile, { cameras, poles }: ScaleParams): ZoneFile {
  const factor = zone.cameras.length === 0 ? 1 : cameras / zone.cameras.length;
  const { budget } = zone.zone;
  return {
    ...zone,
    zone: {
      ...zone.zone,
      budget: { ...budget, paidCallsPerDay: Math.round(budget.paidCallsPerDay * factor) },
    },
    cameras: repeat<Camera>(zone.cameras, cameras),
    poles: repeat<Pole>(zone.poles, poles ?? Math.round(zone.poles.length * factor)),
  };
}

/** Devices in turn; their ids no longer matter. */
function repeat<Device>(devices: readonly Device[], count: number): Device[] {
  return Array.from(
    { length: devices.length === 0 ? 0 : count },
    (_, i) => devices[i % devices.length],
  ).filter((device) => device !== undefined);
}
