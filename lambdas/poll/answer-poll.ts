import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import { markupHeaders, type PageResponse, pageHeaders } from '../zone/page.ts';
import { endPage, formPage, type MadePage } from './poll-page.ts';
import { type PollRequest, parsePollRequest } from './poll-request.ts';
import { fields } from './read-form.ts';
import { type PollOutcome, type ServePollPorts, servePoll } from './serve-poll.ts';

/** Answers a Function URL's event with a page, also when something is out of order: a phone shows nothing else. */
export async function answerPoll(event: unknown, ports: ServePollPorts): Promise<PageResponse> {
  const request = parsePollRequest(event);
  try {
    const outcome = await servePoll(request, ports);
    return respond(pageOf(outcome, request), statusOf(outcome), request);
  } catch (error) {
    ports.telemetry.error(LogEvent.pollFailed, {}, error);
    ports.telemetry.measure(Metric.pollsFailed);
    return respond(endPage('failed', request.language), 503, request);
  }
}

function pageOf(outcome: PollOutcome, { language, method, form, area, code }: PollRequest): MadePage {
  if (outcome.what === 'form') {
    const shown =
      method === 'send' ? form : new URLSearchParams({ [fields.area]: area, [fields.code]: code });
    return formPage({ ...outcome, language, form: shown });
  }
  // A draft that met a used code stays: its writer may have another code.
  return endPage(outcome.what, language, outcome.what === 'thanks' ? outcome.round : undefined);
}

const statusCodes: Readonly<Record<Exclude<PollOutcome['what'], 'form'>, number>> = {
  thanks: 200,
  none: 200,
  'not-allowed': 405,
  used: 409,
  closed: 410,
  'too-large': 413,
  busy: 429,
};

function statusOf(outcome: PollOutcome): number {
  if (outcome.what !== 'form') return statusCodes[outcome.what];
  return outcome.problems.length === 0 ? 200 : 400;
}

function respond(
  { markup, contentSecurityPolicy }: MadePage,
  statusCode: number,
  { language }: PollRequest,
): PageResponse {
  const wait = statusCode === 503 ? '5' : statusCode === 429 ? '3600' : undefined;
  return {
    statusCode,
    headers: {
      ...pageHeaders(contentSecurityPolicy),
      ...markupHeaders(language),
      ...(statusCode === 405 ? { allow: 'GET, HEAD, POST' } : {}),
      ...(wait === undefined ? {} : { 'retry-after': wait }),
    },
    body: markup,
  };
}
