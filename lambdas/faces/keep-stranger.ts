import type { StrangerStore } from '../sightings/stranger-store.ts';
import { visitIdOf } from '../sightings/stranger-visit.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { IdentifyFaceMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import { isStrangerOver, strangerEndOf, strangerIdOf } from '../zone/strangers.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { StrangerSettings, ZoneSettings } from '../zone/zone-file.ts';
import type { StrangerFaces } from './stranger-faces.ts';

/** Only a zone that allows it has them. */
export interface StrangerPorts {
  readonly faces: StrangerFaces;
  readonly visits: Pick<StrangerStore, 'create'>;
}

export interface KeepStrangerPorts {
  readonly strangers: StrangerPorts;
  readonly telemetry: Telemetry;
  /** Called after each call that the service answered. */
  readonly countCall: () => Promise<void>;
}

export interface KeepStrangerParams {
  readonly message: IdentifyFaceMessage;
  /** The crop that showed nobody of the watchlist. */
  readonly jpeg: Uint8Array;
  readonly keepHours: StrangerSettings['keepHours'];
  /** Strangers are told from each other as surely as a match alerts. */
  readonly faceAlertPercent: ZoneSettings['thresholds']['faceAlertPercent'];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Whether the zone file allows to tell apart who passes this camera. */
export function allowsStrangers({ strangers }: Pick<ZoneSettings, 'strangers'>, cameraId: string): boolean {
  return strangers !== undefined && (strangers.cameras?.includes(cameraId) ?? true);
}

/**
 * Keeps that somebody whom nobody looks for was here, under the id of an earlier pass of the same face if there is one
 * (docs/adr/0015). What it cannot do is told and not tried again: the pass was searched and paid for already.
 */
export async function keepStranger(params: KeepStrangerParams, ports: KeepStrangerPorts): Promise<void> {
  const { passId, cameraId } = params.message;
  const { telemetry } = ports;
  try {
    const outcome = await keep(params, ports);
    if (outcome === 'new' || outcome === 'known') {
      telemetry.info(LogEvent.strangerSeen, { passId, cameraId, isNew: outcome === 'new' });
      telemetry.measure(Metric.strangersSeen);
      return;
    }
    tellNotKept(outcome, params, ports);
  } catch (error) {
    tellNotKept(error instanceof Error ? error.name : 'unknown', params, ports);
  }
}

function tellNotKept(
  reason: string,
  { message: { passId, cameraId } }: KeepStrangerParams,
  { telemetry }: KeepStrangerPorts,
): void {
  telemetry.warn(LogEvent.strangerNotKept, { passId, cameraId, reason });
  telemetry.measure(Metric.strangersNotKept);
}

type Outcome = 'new' | 'known' | 'too-old' | 'face-refused';

async function keep(params: KeepStrangerParams, ports: KeepStrangerPorts): Promise<Outcome> {
  const { message, keepHours, now } = params;
  // A camera whose clock is ahead must not lengthen what is kept.
  const seenAt = Math.min(message.firstSeenAt, now);
  const ownId = strangerIdOf({ passId: message.passId, seenAt });
  if (isStrangerOver(ownId, keepHours, now)) return 'too-old';
  const known = await findKnown(params, ports);
  if (known === undefined && !(await remember(ownId, params, ports))) return 'face-refused';
  await ports.strangers.visits.create(visitOf(known ?? ownId, params));
  return known === undefined ? 'new' : 'known';
}

/** One whose time is over may still be in the collection, and is nobody any more. */
async function findKnown(
  { jpeg, keepHours, faceAlertPercent, now }: KeepStrangerParams,
  { strangers, countCall }: KeepStrangerPorts,
): Promise<string | undefined> {
  const alike = await strangers.faces.search(jpeg, faceAlertPercent);
  await countCall();
  return alike.find((strangerId) => !isStrangerOver(strangerId, keepHours, now));
}

async function remember(
  strangerId: string,
  { jpeg }: KeepStrangerParams,
  { strangers, countCall }: KeepStrangerPorts,
): Promise<boolean> {
  const outcome = await strangers.faces.remember(strangerId, jpeg);
  await countCall();
  return outcome === 'kept';
}

function visitOf(strangerId: string, { message, keepHours }: KeepStrangerParams) {
  const { passId, cameraId, place, firstSeenAt, lastSeenAt } = message;
  return {
    version: 1 as const,
    cameraId,
    visitId: visitIdOf(lastSeenAt, passId),
    strangerId,
    place,
    firstSeenAt,
    lastSeenAt,
    expiresAt: strangerEndOf(strangerId, keepHours) ?? 0,
  };
}
