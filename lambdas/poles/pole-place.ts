import { LogEvent } from '../zone/log-events.ts';
import type { Place } from '../zone/messages.ts';
import { probePoleId } from '../zone/names.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { probePlace, unknownPlace } from './pole-labels.ts';
import type { PoleRegistry } from './pole-registry.ts';

/** What a message says of where it came from. */
export interface Origin {
  readonly poleId: string;
  /** The broker's time, epoch ms. */
  readonly receivedAt: number;
}

export interface PlacePorts {
  readonly registry: PoleRegistry;
  readonly telemetry: Telemetry;
}

/** Where the pole stands; a pole that the zone does not know calls for help all the same. */
export async function placeOf(poleId: string, { registry, telemetry }: PlacePorts): Promise<Place> {
  if (poleId === probePoleId) return probePlace;
  const known = await registry.findPlace(poleId);
  if (known === undefined) telemetry.warn(LogEvent.poleUnknown, { poleId });
  return known ?? unknownPlace(poleId);
}
