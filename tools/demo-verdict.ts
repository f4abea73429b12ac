import type { Incident } from '../lambdas/incidents/incident.ts';
import { formatPlateWithProvince } from '../lambdas/plates/plate.ts';
import type { Sighting } from '../lambdas/sightings/sighting.ts';
import type { Recipient } from '../lambdas/zone/recipients-file.ts';
import type { PeopleView } from '../sandbox/page/people-view.ts';
import type { RecipientMessage } from '../sandbox/recipient-message.ts';
import type { UnknownFace } from './unknown-faces.ts';

/** What the demonstration must bring about: exactly this, nothing more. */
export interface Expectation {
  /** Watchlist matches and presses; anything else is a false alarm. */
  readonly incidents: readonly { readonly kind: Incident['kind']; readonly deviceId: string }[];
  readonly sightings: readonly ExpectedSightings[];
}

export interface ExpectedSightings {
  readonly cameraId: string;
  /** Who alerted. */
  readonly watchedFaces: number;
  /** Whom nobody looks for, or who looks like somebody and not enough to alert. */
  readonly unknownFaces: number;
  /** With province, in any order. */
  readonly plates: readonly string[];
}

export interface Observation {
  readonly incidents: readonly Incident[];
  readonly sightings: readonly Sighting[];
  /** Of whom nothing is kept. */
  readonly unknownFaces: readonly UnknownFace[];
  /** What the cameras that watch faces counted. */
  readonly people: readonly PeopleView[];
  readonly messages: readonly RecipientMessage[];
  /** Messages that the functions gave up on. */
  readonly deadLetters: number;
}

/** Who must be told of an incident, and how: one text for each phone and mailbox whose filter lets it through. */
export function expectedAddresses(
  { kind, place, drill }: Pick<Incident, 'kind' | 'place' | 'drill'>,
  recipients: readonly Recipient[],
): readonly string[] {
  return recipients.flatMap(({ sms, email, receives }) => {
    const { kinds, tiers, sites, drills } = receives;
    const isHere = sites === undefined || sites.includes(place.siteId);
    const isFor = kinds.includes(kind) && tiers.includes(1) && isHere && drills === drill;
    return isFor ? [sms, email].filter((address) => address !== undefined) : [];
  });
}

/** What differs from the expectation, in plain words; empty when everything is as it must be. */
export function judge(
  expected: Expectation,
  seen: Observation,
  recipients: readonly Recipient[],
): readonly string[] {
  return [
    ...judgeIncidents(expected, seen),
    ...expected.sightings.flatMap((each) => judgeSightings(each, seen)),
    ...judgeMessages(seen, recipients),
    ...(seen.deadLetters > 0 ? [`${seen.deadLetters} messages were given up on`] : []),
  ];
}

function judgeIncidents({ incidents }: Expectation, seen: Observation): readonly string[] {
  const name = ({ kind, deviceId }: Pick<Incident, 'kind' | 'deviceId'>) => `${kind} at ${deviceId}`;
  return differences('incident', incidents.map(name), seen.incidents.map(name));
}

function judgeSightings(expected: ExpectedSightings, seen: Observation): readonly string[] {
  const { cameraId, watchedFaces, unknownFaces, plates } = expected;
  const here = seen.sightings.filter((sighting) => sighting.cameraId === cameraId);
  const causes = new Set(seen.incidents.map(({ causeId }) => causeId));
  const faces = here.filter((sighting) => sighting.kind === 'face');
  const known = faces.filter(({ sightingId }) => causes.has(sightingId)).length;
  const unknown =
    faces.length - known + seen.unknownFaces.filter((face) => face.cameraId === cameraId).length;
  const people = seen.people.find((camera) => camera.cameraId === cameraId)?.lastHour ?? 0;
  const count = (what: string, wanted: number, got: number) =>
    wanted === got ? [] : [`${cameraId}: ${got} ${what} instead of ${wanted}`];
  const read = here.flatMap((sighting) =>
    sighting.kind === 'plate' ? [formatPlateWithProvince(sighting.plate)] : [],
  );
  return [
    ...count('faces of the watched person', watchedFaces, known),
    ...count('unknown faces', unknownFaces, unknown),
    ...count('people counted', watchedFaces + unknownFaces, people),
    ...differences(`${cameraId}: plate`, plates, read),
  ];
}

function judgeMessages(
  { incidents, messages }: Observation,
  recipients: readonly Recipient[],
): readonly string[] {
  const wanted = incidents.flatMap((incident) =>
    expectedAddresses(incident, recipients).map((address) => `${incident.incidentId} to ${address}`),
  );
  const sent = messages.map(
    ({ recipient, text }) => `${incidentIdIn(text) ?? 'unknown incident'} to ${recipient}`,
  );
  return differences('alert', wanted, sent);
}

/** The incident that an alert's text names. */
export function incidentIdIn(text: string): string | undefined {
  return /\b(?:SOS|PER|PLT|DEV)-[0-9A-HJKMNP-TV-Z]{8}\b/.exec(text)?.[0];
}

/** What is missing, and what is there too much or twice. */
function differences(what: string, wanted: readonly string[], got: readonly string[]): readonly string[] {
  const left = [...got];
  const missing = wanted.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map((each) => `missing ${what}: ${each}`),
    ...left.map((each) => `unexpected ${what}: ${each}`),
  ];
}
