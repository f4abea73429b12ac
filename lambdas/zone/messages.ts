import { z } from 'zod';
import { cameraOptions } from './camera-file.ts';

/**
 * What functions send each other. A consumer accepts every version named here; a field is only ever added as
 * optional, anything else is a new version (messages of the old one may still be in a queue during a deployment).
 */
const epochMilliseconds = z.int().min(0);
const text = z.strictObject({ th: z.string(), en: z.string() });

/** Agencies, as they stand in the recipients file. */
export const agencies = z.array(z.string().min(1).max(80)).min(1);

/** tick-cameras → watch-camera: watch the camera's video up to `slotAt`. */
export const watchCameraMessage = z.strictObject({
  version: z.literal(1),
  cameraId: z.string().min(1),
  slotAt: epochMilliseconds,
});
export type WatchCameraMessage = z.infer<typeof watchCameraMessage>;

/** watch-camera, and catch-up-camera itself → catch-up-camera: work on what the camera left behind. */
export const catchUpMessage = z.strictObject({
  version: z.literal(1),
  task: z.literal('catch-up'),
  cameraId: z.string().min(1),
});
export type CatchUpMessage = z.infer<typeof catchUpMessage>;

/** Where something happened, told with every record so that nobody has to look it up. */
export const place = z.strictObject({
  siteId: z.string().min(1),
  name: text,
  latitude: z.number(),
  longitude: z.number(),
});
export type Place = z.infer<typeof place>;

/** watch-camera → identify-face: the best crops of one face pass, lying in the evidence bucket. */
export const identifyFaceMessage = z.strictObject({
  version: z.literal(1),
  passId: z.string().min(1),
  cameraId: z.string().min(1),
  place,
  firstSeenAt: epochMilliseconds,
  lastSeenAt: epochMilliseconds,
  /** Of the camera; absent: as in the zone file's defaults. */
  priority: cameraOptions.priority,
  paidCallsPerDay: cameraOptions.paidCallsPerDay,
  crops: z
    .array(
      z.strictObject({
        key: z.string().min(1),
        takenAt: epochMilliseconds,
        faceWidthPixels: z.number().positive(),
      }),
    )
    .min(1)
    .max(5),
});
export type IdentifyFaceMessage = z.infer<typeof identifyFaceMessage>;

export const alertKind = z.enum(['sos', 'person', 'plate', 'device', 'crowd', 'loitering']);
export type AlertKind = z.infer<typeof alertKind>;

/** How the plate of a sighting fits a watchlist entry. */
export const plateMatch = z.strictObject({
  /** The plate as it was read, for people, e.g. `1กข 1234 หนองคาย`. */
  seen: z.string().min(1),
  /** `pattern`: the entry leaves signs open; `partly-seen`: the series could not be read, the rest is the same. */
  how: z.enum(['exact', 'one-confusion', 'partly-seen', 'pattern']),
  /** The one sign in which they differ: `ข` was read, `ช` is on the list. */
  difference: z.strictObject({ read: z.string(), listed: z.string() }).optional(),
  /** `unknown`: not read; `any`: the entry asks for none. */
  province: z.enum(['same', 'unknown', 'any']),
});
export type PlateMatch = Readonly<z.infer<typeof plateMatch>>;

/** What can be wrong with a camera, the worst first. */
export const cameraFaults = ['silent', 'dark', 'frozen', 'covered', 'moved'] as const;
export type CameraFault = (typeof cameraFaults)[number];

/** What can be wrong with a pole, the worst first. */
export const poleFaults = [
  'silent',
  'stuck-button',
  'tamper',
  'self-test-failed',
  'mains-lost',
  'battery-low',
  'siren',
  'self-test-overdue',
  'other',
] as const;
export type PoleFault = (typeof poleFaults)[number];

/** open-incident → raise-alert: everything the text of an alert needs; raise-alert never asks elsewhere. */
export const raiseAlertMessage = z.strictObject({
  version: z.literal(1),
  incidentId: z.string().min(1),
  kind: alertKind,
  tier: z.int().min(1).max(5),
  drill: z.boolean(),
  /** When it happened: the press, the last frame of the pass. */
  happenedAt: epochMilliseconds,
  deviceId: z.string().min(1),
  place,
  /** What was matched or is broken; absent for a press. `label` is shown to people: a plate, a person's entry label, a fault. */
  subject: z
    .strictObject({
      label: text,
      similarityPercent: z.number().optional(),
      plate: plateMatch.optional(),
      cameraFault: z.enum(cameraFaults).optional(),
      poleFault: z.enum(poleFaults).optional(),
    })
    .optional(),
  /** Since when what was broken works again: an alert of its own. */
  recoveredAt: epochMilliseconds.optional(),
  /** How often this tier was told before; absent the first time. */
  repeat: z.int().min(1).optional(),
  /** How long the incident has been open without anybody acknowledging it; absent in a first alert. */
  unansweredSeconds: z.int().min(0).optional(),
  /** The id of a sighting that joined the open incident: place, device and time are of that one. */
  joinedBy: z.string().min(1).optional(),
  /** The only agencies that may be told. Absent: all that receive such alerts. */
  visibleTo: agencies.readonly().optional(),
});
export type RaiseAlertMessage = z.infer<typeof raiseAlertMessage>;

/** open-incident, and escalate-incident itself → escalate-incident: see whether somebody acknowledged. */
export const escalateIncidentMessage = z.strictObject({
  version: z.literal(1),
  incidentId: z.string().min(1),
  /** The number of the alert that was not asked for yet, from 1: the second tier. */
  next: z.int().min(1),
  /** When the one before was. */
  askedAt: epochMilliseconds,
  /** note-delivery → escalate-incident: an SMS of this tier failed; tell the next one at once if none arrived. */
  unreachedTier: z.int().min(1).max(5).optional(),
});
export type EscalateIncidentMessage = z.infer<typeof escalateIncidentMessage>;

/** raise-alert → itself: at `dueAt` tell in one message what was held back. */
export const tellDigestMessage = z.strictObject({
  version: z.literal(1),
  task: z.literal('tell-digest'),
  digestId: z.string().min(1),
  /** What held them back. */
  gate: z.enum(['quiet-hours', 'storm', 'muted']),
  dueAt: epochMilliseconds,
});
export type TellDigestMessage = z.infer<typeof tellDigestMessage>;

/** open-incident → gather-evidence, and gather-evidence → itself: keep what the cameras near the place saw. */
export const gatherEvidenceMessage = z.strictObject({
  version: z.literal(1),
  incidentId: z.string().min(1),
  kind: alertKind,
  /** The press or sighting: each is gathered for once, also within one incident. */
  causeId: z.string().min(1),
  deviceId: z.string().min(1),
  place,
  happenedAt: epochMilliseconds,
  drill: z.boolean(),
  /** The frame at the press; then clips of half a minute before and after; then who and what passed by. */
  step: z.enum(['frames', 'clips', 'sightings']),
  /** The clips and sightings were asked for before: only frames are looked for again. */
  isAgain: z.literal(true).optional(),
});
export type GatherEvidenceMessage = Readonly<z.infer<typeof gatherEvidenceMessage>>;

/** IoT topic rule → receive-pole-message. The payload is untrusted bytes; all else is the broker's own word. */
export const poleEnvelope = z.object({
  payload: z.base64(),
  /** Second level of the topic `poles/<thing>/<message type>`. */
  thingName: z.string().min(1),
  messageType: z.string().min(1),
  clientId: z.string().min(1),
  receivedAt: epochMilliseconds,
  traceId: z.string().optional(),
});
export type PoleEnvelope = z.infer<typeof poleEnvelope>;
