import { type Incident, type IncidentState, isActive } from '../../lambdas/incidents/incident.ts';
import { systemActor } from '../../lambdas/incidents/timeline.ts';
import type { AlertKind, CameraFault, PoleFault } from '../../lambdas/zone/messages.ts';

/**
 * All that a report may know of an incident. What could tell who somebody is (labels, plates, names, comments, phones)
 * is not among it, so nothing later can print it. Times are epoch ms.
 */
export interface IncidentFacts {
  readonly incidentId: string;
  readonly kind: AlertKind;
  readonly state: IncidentState;
  readonly drill: boolean;
  readonly deviceId: string;
  readonly siteId: string;
  readonly openedAt: number;
  readonly happenedAt: number;
  /** When the first message about it went out. */
  readonly firstToldAt?: number;
  /** When a person first did something about it. */
  readonly takenAt?: number;
  readonly closedAt?: number;
  readonly isClosedBySystem: boolean;
  readonly fault?: CameraFault | PoleFault;
  /** When what was broken worked again, whoever closed the incident. */
  readonly recoveredAt?: number;
  /** What people said last of a match. */
  readonly verdict?: 'confirmed' | 'not-this';
  readonly alerts: Readonly<Record<AlertOutcome, number>>;
  readonly sms: readonly SmsFact[];
}

export type AlertOutcome = 'sent' | 'held' | 'stopped';

export interface SmsFact {
  /** The same for one SMS that told of several incidents. */
  readonly id: string;
  readonly outcome: 'delivered' | 'failed';
}

/** A record beside its incident, as the incidents table holds it. */
export type IncidentRecord = Readonly<Record<string, unknown>>;

/** What the report takes from an incident and the records beside it. */
export function factsOf(incident: Incident, records: readonly IncidentRecord[]): IncidentFacts {
  const { incidentId, kind, state, drill, deviceId, openedAt, happenedAt, subject, closedAt } = incident;
  const fault = subject?.cameraFault ?? subject?.poleFault;
  const own = { incidentId, kind, state, drill, deviceId, siteId: incident.place.siteId };
  return {
    ...own,
    ...{ openedAt, happenedAt, isClosedBySystem: incident.closedBy === systemActor },
    ...optional('closedAt', isActive(incident) ? undefined : closedAt),
    ...optional('fault', fault),
    ...optional('takenAt', takenAt(incident)),
    ...optional('verdict', verdictOf(records)),
    ...optional('firstToldAt', earliest(records.flatMap(toldAt))),
    ...optional('recoveredAt', earliest(records.flatMap(recoveredAt))),
    alerts: countAlerts(records),
    sms: records.flatMap(smsOf),
  };
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: Value };
}

const earliest = (times: readonly number[]) => (times.length === 0 ? undefined : Math.min(...times));

/** Operators may skip steps: whoever resolves an incident has taken it. */
function takenAt({ acknowledgedAt, respondingAt, closedAt, closedBy }: Incident): number | undefined {
  const closedByPerson = closedBy === systemActor ? undefined : closedAt;
  return earliest([acknowledgedAt, respondingAt, closedByPerson].filter((at) => at !== undefined));
}

/** `alert#…` and `recovery#…`: messages to people, a digest too. */
const isMessage = ({ record }: IncidentRecord) => /^(?:alert|recovery)#/.test(String(record));

function toldAt(record: IncidentRecord): readonly number[] {
  return isMessage(record) && typeof record.sentAt === 'number' ? [record.sentAt] : [];
}

function recoveredAt({ record, what, at }: IncidentRecord): readonly number[] {
  return String(record).startsWith('step#') && what === 'recovered' && typeof at === 'number' ? [at] : [];
}

/** Steps sort by their time. */
function verdictOf(records: readonly IncidentRecord[]): IncidentFacts['verdict'] {
  const said = records
    .filter(
      ({ record, what }) =>
        String(record).startsWith('step#') && (what === 'confirmed' || what === 'not-this'),
    )
    .toSorted((a, b) => (String(a.record) < String(b.record) ? -1 : 1))
    .at(-1);
  if (said === undefined) return undefined;
  return said.what === 'confirmed' ? 'confirmed' : 'not-this';
}

function countAlerts(records: readonly IncidentRecord[]): IncidentFacts['alerts'] {
  const outcomes = records.filter(isMessage).map(({ status }) => status);
  const count = (outcome: AlertOutcome) => outcomes.filter((one) => one === outcome).length;
  return { sent: count('sent'), held: count('held'), stopped: count('stopped') };
}

function smsOf({ record, outcome }: IncidentRecord): readonly SmsFact[] {
  if (!String(record).startsWith('delivery#')) return [];
  return outcome === 'delivered' || outcome === 'failed' ? [{ id: String(record), outcome }] : [];
}
