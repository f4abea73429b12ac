import type { DecisionLog } from '../alerts/decision-log.ts';
import type { Incident } from '../incidents/incident.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import type { TimelineStep } from '../incidents/timeline.ts';
import type { Decision } from '../zone/decision.ts';
import type { StandingInstructions } from '../zone/incident-file.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { LinkedPicture, PictureLinks } from './picture-links.ts';
import { type WidgetRequest, WidgetRequestError } from './widget.ts';

export interface IncidentDetail {
  readonly incident: Incident;
  readonly timeline: readonly TimelineStep[];
  readonly decisions: readonly Decision[];
  /** Undefined where they cannot be shown now. */
  readonly pictures: readonly LinkedPicture[] | undefined;
  /** A link to what was matched; absent where it is no match, or is not gathered yet. */
  readonly matchPicture?: string;
}

export interface DetailPorts {
  readonly incidents: Pick<IncidentStore, 'find' | 'timeline'>;
  readonly decisions: Pick<DecisionLog, 'list'>;
  readonly pictures: PictureLinks;
  readonly instructions: StandingInstructions;
  readonly telemetry: Pick<Telemetry, 'error'>;
}

const mostPictures = 6;

/** Everything known of one incident; undefined where there is none. Without pictures rather than not at all. */
export async function readDetail(
  incidentId: string,
  ports: DetailPorts,
): Promise<IncidentDetail | undefined> {
  const { incidents, decisions, pictures, telemetry } = ports;
  const incident = await incidents.find(incidentId);
  if (incident === undefined) return undefined;
  const withoutPictures = (error: unknown) => {
    telemetry.error(LogEvent.widgetFailed, { incidentId, what: 'pictures' }, error);
    return undefined;
  };
  const isMatch = incident.kind === 'person' || incident.kind === 'plate';
  const [timeline, decided, links, matchPicture] = await Promise.all([
    incidents.timeline(incidentId),
    decisions.list(incidentId),
    pictures.near(incidentId, incident.happenedAt, mostPictures).catch(withoutPictures),
    isMatch ? pictures.ofSighting(incidentId, incident.causeId).catch(withoutPictures) : undefined,
  ]);
  const matched = matchPicture === undefined ? {} : { matchPicture };
  return { incident, timeline, decisions: decided, pictures: links, ...matched };
}

/** The incident that a request names. Throws WidgetRequestError. */
export function incidentIdOf({ params }: Pick<WidgetRequest, 'params'>): string {
  const id = params.incident ?? '';
  if (!/^[A-Z]{3}-[0-9A-Z]{4,16}$/.test(id)) throw new WidgetRequestError('incident: like SOS-7KQ2MD9F');
  return id;
}
