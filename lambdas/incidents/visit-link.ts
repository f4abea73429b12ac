import { type AcknowledgeLink, tokenHashOf } from '../alerts/acknowledge-link.ts';
import type { LinkStore } from '../alerts/link-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { Incident } from './incident.ts';
import type { IncidentStore } from './incident-store.ts';

export interface VisitLinkPorts {
  readonly links: Pick<LinkStore, 'find'>;
  readonly incidents: Pick<IncidentStore, 'find'>;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
}

/** The link behind an address and its incident, or why there is nothing to see. Changes nothing. */
export async function visitLink(
  address: { readonly incidentId: string; readonly token: string } | undefined,
  ports: VisitLinkPorts,
): Promise<{ readonly link: AcknowledgeLink; readonly incident: Incident } | 'unknown' | 'expired'> {
  if (address === undefined) return refuse('unknown', ports);
  const link = await ports.links.find(address.incidentId, tokenHashOf(address.token));
  if (link === undefined) return refuse('unknown', ports);
  if (link.validUntil <= ports.now()) return refuse('expired', ports, link);
  const incident = await ports.incidents.find(link.incidentId);
  return incident === undefined ? refuse('unknown', ports, link) : { link, incident };
}

/** Names the incident of a link that was ours; of others nothing, since it would be what a stranger typed. */
function refuse<Why extends 'unknown' | 'expired'>(
  reason: Why,
  { telemetry }: VisitLinkPorts,
  link?: AcknowledgeLink,
): Why {
  telemetry.info(LogEvent.linkRefused, { reason, incidentId: link?.incidentId });
  telemetry.measure(Metric.linksRefused);
  return reason;
}
