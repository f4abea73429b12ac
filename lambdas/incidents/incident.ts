import { z } from 'zod';
import { alertKind, place, raiseAlertMessage } from '../zone/messages.ts';
import { incidentIdOf } from '../zone/names.ts';

export const incidentState = z.enum(['open', 'acknowledged', 'responding', 'resolved', 'false-alarm']);
export type IncidentState = z.infer<typeof incidentState>;

const time = z.int().min(0);
const person = z.string().min(1).max(80);

/** What happened to an incident since it was opened; absent until it does, and absent in incidents of old. */
const whatFollowed = {
  /** When its first alert was handed to the alert queue. */
  alertAskedAt: time.optional(),
  acknowledgedAt: time.optional(),
  acknowledgedBy: person.optional(),
  respondingAt: time.optional(),
  respondingBy: person.optional(),
  /** Of `resolved` and `false-alarm`. */
  closedAt: time.optional(),
  closedBy: person.optional(),
  assignee: person.optional(),
  /** With the first; absent: it was the only one. */
  pressCount: z.int().min(1).optional(),
  lastPressAt: time.optional(),
  /** How often a person, a plate or a fault came again, with the first time. */
  seenCount: z.int().min(1).optional(),
  lastSeenAt: time.optional(),
};

/** What operators work on: stored as it stands here, so a new shape is a new version. All times are epoch ms. */
export const incident = z.strictObject({
  version: z.literal(1),
  incidentId: z.string().min(1),
  kind: alertKind,
  state: incidentState,
  openedAt: z.int().min(0),
  /** The press, the last frame of the pass, the fault; `openedAt` is when we knew. */
  happenedAt: z.int().min(0),
  drill: z.boolean(),
  /** The camera or pole. */
  deviceId: z.string().min(1),
  place,
  /** What was matched or is broken; absent for a press. */
  subject: raiseAlertMessage.shape.subject,
  visibleTo: raiseAlertMessage.shape.visibleTo,
  /** The id of the press, sighting or fault behind it. */
  causeId: z.string().min(1),
  ...whatFollowed,
});
export type Incident = Readonly<z.infer<typeof incident>>;

export type NewIncident = Omit<Incident, 'version' | 'incidentId' | 'state'>;

/** An open incident under the id that its device and cause always give. */
export function newIncident(params: NewIncident): Incident {
  const incidentId = incidentIdOf(params.kind, params.deviceId, params.causeId);
  return { version: 1, incidentId, state: 'open', ...params };
}

// An operator may skip steps (resolve on the phone) but never reopens: what happens after is a new incident.
const nextStates: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  open: ['acknowledged', 'responding', 'resolved', 'false-alarm'],
  acknowledged: ['responding', 'resolved', 'false-alarm'],
  responding: ['resolved', 'false-alarm'],
  resolved: [],
  'false-alarm': [],
};

/** Whether an operator may move an incident from one state to another; staying is no move. */
export function canMove(from: IncidentState, to: IncidentState): boolean {
  return nextStates[from].includes(to);
}

/** The states from which `to` can be reached, for a store's condition. */
export function statesBefore(to: IncidentState): readonly IncidentState[] {
  return incidentState.options.filter((from) => canMove(from, to));
}

/** The states in which somebody still has to do something; what happens again joins the incident. */
export const activeStates: readonly IncidentState[] = ['open', 'acknowledged', 'responding'];

export const isActive = ({ state }: Pick<Incident, 'state'>): boolean => activeStates.includes(state);

/** The fields that keep who moved an incident to a state, and when. */
export const moveFields = {
  acknowledged: { at: 'acknowledgedAt', by: 'acknowledgedBy' },
  responding: { at: 'respondingAt', by: 'respondingBy' },
  resolved: { at: 'closedAt', by: 'closedBy' },
  'false-alarm': { at: 'closedAt', by: 'closedBy' },
} as const;

export type MovedState = keyof typeof moveFields;

/** Who moved the incident to this state, and when; undefined where nobody did (or it was done before this was kept). */
export function moveOf(
  incident: Incident,
  to: MovedState,
): { readonly at: number; readonly by: string } | undefined {
  if (to === 'resolved' || to === 'false-alarm') if (incident.state !== to) return undefined;
  const [at, by] = [incident[moveFields[to].at], incident[moveFields[to].by]];
  return at === undefined || by === undefined ? undefined : { at, by };
}
