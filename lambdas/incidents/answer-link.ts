import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { PageResponse } from '../zone/page.ts';
import { type AcknowledgeIncidentPorts, acknowledgeIncident } from './acknowledge-incident.ts';
import { parseAcknowledgeRequest } from './acknowledge-request.ts';
import { acknowledgeResponse, type ResponseSettings } from './acknowledge-response.ts';

export type AnswerLinkPorts = AcknowledgeIncidentPorts & ResponseSettings;

/** Answers a Function URL's event with a page, also when something is out of order: a phone shows nothing else. */
export async function answerLink(event: unknown, ports: AnswerLinkPorts): Promise<PageResponse> {
  const request = parseAcknowledgeRequest(event);
  try {
    return acknowledgeResponse(await acknowledgeIncident(request, ports), request, ports);
  } catch (error) {
    ports.telemetry.error(LogEvent.linkFailed, {}, error);
    ports.telemetry.measure(Metric.linksFailed);
    return acknowledgeResponse({ what: 'failed' }, request, ports);
  }
}
