import { createHash } from 'node:crypto';
import type { AlertKind } from './messages.ts';

/** Names that one part makes and another must find again. */

/** Basic Ingest rules: a publish to `$aws/rules/<rule>/<topic>` costs no message and nobody can subscribe to it. */
export const poleRules = { press: 'safety_zone_press', status: 'safety_zone_status' } as const;

/** What the broker tells of connections; apart from `poleRules`, so that no pole may publish to it. */
export const presenceRule = 'safety_zone_presence';

/** By this template a pole gets its own certificate with an installer's claim, naming itself in this parameter. */
export const poleTemplate = 'safety_zone_pole';
export const poleParameter = 'PoleId';

/** What a pole sends; a press and what the person says after it travel alone on their own rule and queue. */
export type PoleMessageType = 'press' | 'cancel' | 'safe' | 'heartbeat' | 'fault' | 'self-test';

const pressTypes: readonly PoleMessageType[] = ['press', 'cancel', 'safe'];

/** The topic a pole publishes to, e.g. `$aws/rules/safety_zone_press/poles/nk-pole-01/press`. */
export function poleTopic(thingName: string, messageType: PoleMessageType): string {
  const rule = pressTypes.includes(messageType) ? poleRules.press : poleRules.status;
  return `$aws/rules/${rule}/poles/${thingName}/${messageType}`;
}

const incidentPrefix: Record<AlertKind, string> = {
  sos: 'SOS',
  person: 'PER',
  plate: 'PLT',
  device: 'DEV',
  crowd: 'CRD',
  loitering: 'LTR',
};
const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The same cause always gives the same id, e.g. `SOS-7KQ2MD9F`: short enough for an SMS, without look-alike
 * letters. 40 bits: among 10,000 incidents a year two would meet once in 20,000 years.
 */
export function incidentIdOf(kind: AlertKind, ...cause: readonly string[]): string {
  return `${incidentPrefix[kind]}-${shortHash(cause)}`;
}

/** The id of a pass: its camera, what was seen, when its first frame was taken (ms) and its number in that frame. */
export function passIdOf(
  cameraId: string,
  kind: 'face' | 'plate',
  firstSeenAt: number,
  ordinal: number,
): string {
  return `${kind}-${shortHash([cameraId, kind, String(firstSeenAt), String(ordinal)], 16)}`;
}

function shortHash(parts: readonly string[], length = 8): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return Array.from(digest.subarray(0, length), (byte) => base32[byte % 32]).join('');
}

/** The id of a message that tells several alerts, e.g. `DIG-7KQ2MD9F`. */
export function digestIdOf(...cause: readonly string[]): string {
  return `DIG-${shortHash(cause)}`;
}

/**
 * The id of a step of an incident's timeline, e.g. `1795396500000#comment#7KQ2MD9F`: steps sort by their time (epoch
 * ms), and the same cause at the same time always gives the same id.
 */
export function stepIdOf(at: number, what: string, ...cause: readonly string[]): string {
  return `${String(at).padStart(13, '0')}#${what}#${shortHash(cause)}`;
}

/** Object keys of the evidence bucket; lifecycle rules in lib/evidence.ts go by these prefixes. */
export const evidencePrefix = {
  /** Crops waiting to be searched; deleted when they match nobody, at the latest after a day. */
  pendingFaces: 'pending-faces/',
  /** The camera wall: one small picture per camera without faces, overwritten each minute. */
  latest: 'latest/',
  /** Crops of matches and plates. */
  sightings: 'sightings/',
  /** `enrollment/<person's id>/`: photos and entry.yaml of a person to enroll; deleted when they were judged. */
  enrollment: 'enrollment/',
  /** `exports/<incident's id>/<runbook's execution>/`: copies of evidence to hand out; for a week. */
  exports: 'exports/',
  /** `evidence/<incident's id>/`, in a bucket of its own: frames, clips and sightings, with their manifests. */
  incidents: 'evidence/',
} as const;

/**
 * Tag of the objects of evidence. The lifecycle rule ends those that say `no`; `zone evidence hold` says `yes` for as
 * long as an investigation lasts.
 */
export const heldTag = { key: 'held', no: 'no', yes: 'yes' } as const;

/** The site of a pole that the zone file does not name. Every recipient's filter lets it through: a call for help is told. */
export const unknownSiteId = 'unknown';

/**
 * The pole that the zone presses itself every hour, and its site: no thing has this name, no zone file may use it, and
 * no person is told (docs/adr/0025).
 */
export const probePoleId = 'zone-probe';
export const probeSiteId = 'zone-probe';

/** The `audience` of its alerts: no recipient's filter asks for it, the probe's queue alone does. */
export const probeAudience = 'probe';

/** The attribute by which a topic tells which alert it took; recipients filter by others. */
export const alertAttribute = 'alert';

/** Stands in an alert's `agency` attribute when no agency is left out; each recipient's filter lets it through. */
export const everyAgency = 'all';

/** Stands in an alert's `shift` attribute when no shift is on duty. */
export const noShift = 'none';

/** Tier and drill in one attribute, since a filter has five: `tier-2`, `drill-1`. */
export function audienceOf(tier: number, drill: boolean): string {
  return `${drill ? 'drill' : 'tier'}-${tier}`;
}

/** SNS puts "<display name>> " before every SMS, and it counts towards the 70 characters of a Thai SMS. */
export const smsDisplayName = 'NKSZ';
