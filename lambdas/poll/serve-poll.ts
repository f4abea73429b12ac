import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { addressBucket } from './address-bucket.ts';
import { makeToken, readToken } from './form-token.ts';
import { readCode } from './invitation-code.ts';
import type { PollAnswer } from './poll-answer.ts';
import type { PollRequest } from './poll-request.ts';
import { type PollRound, roundOf } from './poll-round.ts';
import type { HourCount, PollStore } from './poll-store.ts';
import { type FieldProblem, fields, readForm } from './read-form.ts';
import { roundHash } from './round-key.ts';

export interface ServePollPorts {
  readonly polls: PollStore;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Of an instant on the zone's clock, e.g. `2026-11-23`. */
  readonly dayOf: (at: number) => string;
}

export type PollOutcome =
  | {
      readonly what: 'form';
      readonly round: PollRound;
      readonly token: string;
      readonly problems: readonly FieldProblem[];
    }
  | { readonly what: 'thanks' | 'used'; readonly round: PollRound }
  | { readonly what: 'closed' | 'none' | 'busy' | 'too-large' | 'not-allowed' };

/** Nobody reads and answers a questionnaire in less. */
const leastMilliseconds = 3000;
/** A form may lie open over a day; its draft stays on the phone when the page is asked for anew. */
const mostMilliseconds = 24 * 3_600_000;
const dayMilliseconds = 86_400_000;

/** Shows the form of the open round, and keeps what is sent: all of an answer in one write, or nothing. */
export async function servePoll(request: PollRequest, ports: ServePollPorts): Promise<PollOutcome> {
  if (request.method === 'other') return { what: 'not-allowed' };
  if (request.isTooLarge) return refuse('too-large', ports);
  const round = await ports.polls.current();
  if (request.method === 'look') return round === undefined ? { what: 'none' } : newForm(round, [], ports);
  if (round === undefined || request.form.get(fields.round) !== round.roundId) return refuse('closed', ports);
  return takeAnswer(round, request, ports);
}

async function takeAnswer(
  round: PollRound,
  { form, sourceIp }: PollRequest,
  ports: ServePollPorts,
): Promise<PollOutcome> {
  const { answered, problems: wrong } = readForm(form, round.questionnaire);
  const entry = entryOf(form, round, ports.now());
  const problems = [...entry.problems, ...wrong];
  if (entry.key === undefined || entry.nonce === undefined || problems.length > 0) {
    ports.telemetry.info(LogEvent.pollRefused, { reason: problems.map(({ what }) => what).join(' ') });
    return newForm(round, problems, ports, form.get(fields.token) ?? '');
  }
  for (const count of countsOf(round, answered.area, sourceIp, ports))
    if (!(await ports.polls.count(round.roundId, count))) return refuse('busy', ports, count.what);
  const at = ports.now();
  const answer: PollAnswer = {
    ...{ version: 1, roundId: round.roundId, day: ports.dayOf(at), ...answered },
    answerId: hashOf(round, entry.key),
    formId: hashOf(round, entry.nonce),
  };
  const expiresAt = at + round.questionnaire.retentionDays * dayMilliseconds;
  const kept = await ports.polls.keep(answer, expiresAt);
  // A phone that lost our answer sends the same form again: it is told the same again.
  if (kept !== 'kept' && kept.formId !== answer.formId) {
    ports.telemetry.info(LogEvent.pollRefused, { reason: 'used' });
    return { what: 'used', round };
  }
  if (kept === 'kept') {
    ports.telemetry.info(LogEvent.pollAnswered, { round: round.roundId });
    ports.telemetry.measure(Metric.pollAnswers);
  }
  return { what: 'thanks', round };
}

interface Entry {
  /** What there may be one answer of. */
  readonly key?: string;
  readonly nonce?: string;
  readonly problems: readonly FieldProblem[];
}

/** Whether the form is ours, and, where the round asks for one, whether its code is. */
function entryOf(form: URLSearchParams, round: PollRound, now: number): Entry {
  if ((form.get(fields.trap) ?? '') !== '') return { problems: [{ field: fields.trap, what: 'trap' }] };
  const token = readToken(form.get(fields.token) ?? '', round.secret);
  const age = token === undefined ? Number.POSITIVE_INFINITY : now - token.madeAt;
  if (token === undefined || age > mostMilliseconds || age < 0)
    return { problems: [{ field: fields.token, what: 'stale' }] };
  if (roundOf(round).mode === 'open') {
    if (age < leastMilliseconds) return { problems: [{ field: fields.token, what: 'too-fast' }] };
    return { key: token.nonce, nonce: token.nonce, problems: [] };
  }
  const reading = readCode(form.get(fields.code) ?? '', round.secret);
  if (reading.what !== 'code') return { problems: [{ field: fields.code, what: `code-${reading.what}` }] };
  return { key: reading.code, nonce: token.nonce, problems: [] };
}

function countsOf(
  round: PollRound,
  area: string,
  sourceIp: string,
  { now, dayOf }: ServePollPorts,
): readonly HourCount[] {
  const { answersPerHour, answersPerAreaHour, answersPerAddressHour } = round.questionnaire.limits;
  const at = now();
  const hour = new Date(at).toISOString().slice(0, 13);
  const all = { what: 'all', hour, most: answersPerHour };
  if (roundOf(round).mode === 'codes') return [all];
  const bucket = addressBucket(round.secret, dayOf(at), sourceIp);
  return [
    { what: `address#${bucket}`, hour, most: answersPerAddressHour },
    { what: `area#${area}`, hour, most: answersPerAreaHour },
    all,
  ];
}

function newForm(
  round: PollRound,
  problems: readonly FieldProblem[],
  { now, random }: ServePollPorts,
  before = '',
): PollOutcome {
  // What was sent too early or with a fault keeps its token: the second try is the same form, and no longer too early.
  const token =
    readToken(before, round.secret) === undefined || problems.some(({ what }) => what === 'stale')
      ? makeToken(round.secret, now(), random(12))
      : before;
  return { what: 'form', round, token, problems };
}

function refuse(
  what: 'closed' | 'busy' | 'too-large',
  { telemetry }: ServePollPorts,
  limit?: string,
): PollOutcome {
  // The number of an address's counter stays out of the log, where it would outlive its day.
  telemetry.info(LogEvent.pollRefused, { reason: what, limit: limit?.replace(/^address#.*/, 'address') });
  if (what === 'busy') telemetry.measure(Metric.pollAnswersCapped);
  return { what };
}

/** So long that no two of a round meet; so much that nobody finds the code or form behind it. */
function hashOf({ secret }: PollRound, text: string): string {
  return roundHash(secret, 'answer', text).toString('hex').slice(0, 40);
}
