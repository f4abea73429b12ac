import type { StandingInstructions } from '../zone/incident-file.ts';
import { markupHeaders, type PageResponse, pageHeaders } from '../zone/page.ts';
import type { AcknowledgeOutcome, ShownIncident } from './acknowledge-incident.ts';
import { contentSecurityPolicy, incidentPage, refusalPage } from './acknowledge-page.ts';
import type { AcknowledgeRequest } from './acknowledge-request.ts';

export interface ResponseSettings {
  /** IANA name. */
  readonly timeZone: string;
  readonly instructions: StandingInstructions;
}

const headers = pageHeaders(contentSecurityPolicy);

const statusCodes: Readonly<Record<AcknowledgeOutcome['what'] | 'failed', number>> = {
  shown: 200,
  acknowledged: 200,
  picture: 200,
  'too-late': 200,
  nameless: 400,
  unknown: 404,
  'not-allowed': 405,
  expired: 410,
  failed: 503,
};

/** What the browser gets. `failed`: something is out of order, and it was logged. */
export function acknowledgeResponse(
  outcome: AcknowledgeOutcome | { readonly what: 'failed' },
  { language, link }: Pick<AcknowledgeRequest, 'language' | 'link'>,
  { timeZone, instructions }: ResponseSettings,
): PageResponse {
  const statusCode = statusCodes[outcome.what];
  if (outcome.what === 'picture') return pictureResponse(outcome.jpeg);
  const settings = { language, timeZone };
  const path = link === undefined ? '' : `/${link.incidentId}/${link.token}`;
  const body = isShown(outcome)
    ? incidentPage({ ...outcome, path, instructions, ...noticeOf(outcome) }, settings)
    : refusalPage(outcome.what, settings);
  const more = {
    ...markupHeaders(language),
    ...(statusCode === 405 ? { allow: 'GET, HEAD, POST' } : {}),
    ...(statusCode === 503 ? { 'retry-after': '5' } : {}),
  };
  return { statusCode, headers: { ...headers, ...more }, body };
}

const isShown = (outcome: { readonly what: string }): outcome is ShownIncident => 'incident' in outcome;

const noticeOf = ({ what }: ShownIncident) => (what === 'shown' ? {} : { notice: what });

function pictureResponse(jpeg: Uint8Array): PageResponse {
  return {
    statusCode: 200,
    headers: { ...headers, 'content-type': 'image/jpeg' },
    body: Buffer.from(jpeg).toString('base64'),
    isBase64Encoded: true,
  };
}
