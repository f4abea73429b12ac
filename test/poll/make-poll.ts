import { readFileSync } from 'node:fs';
import { issueCodes, openRound } from '../../lambdas/poll/manage-round.ts';
import type { PollAnswer } from '../../lambdas/poll/poll-answer.ts';
import { type PollFile, pollFile } from '../../lambdas/zone/poll-file.ts';
import { parseYaml } from '../../lambdas/zone/read-zone-file.ts';
import { memoryPollStore } from '../memory/poll-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';

/** 2026-11-23 09:00 in Bangkok. */
export const noon = Date.UTC(2026, 10, 23, 2);

/** The questionnaire of Nong Khai, with something else in it. */
export function makeQuestionnaire(overrides: Partial<PollFile> = {}): PollFile {
  const written = parseYaml(pollFile, readFileSync('zones/poll.yaml', 'utf8'), 'zones/poll.yaml');
  return { ...written, ...overrides };
}

export function makeAnswer(overrides: Partial<PollAnswer> = {}): PollAnswer {
  const id = Math.random().toString(16).padEnd(20, '0');
  return {
    ...{ version: 1, roundId: 'before', answerId: id, formId: id, day: '2026-11-23' },
    ...{ area: 'tha-sadet', age: '25-44', values: { 'safe-night': 3 } },
    ...overrides,
  };
}

/** An open round with three codes, on ports in memory; the clock stands still unless a test moves it. */
export async function makePoll({
  roundId = 'before',
  questionnaire = makeQuestionnaire(),
}: {
  readonly roundId?: string;
  readonly questionnaire?: PollFile;
} = {}) {
  const polls = memoryPollStore();
  const telemetry = memoryTelemetry();
  const { round } = await openRound(
    { roundId, questionnaire, now: noon, random: new Uint8Array(32).fill(7) },
    polls,
  );
  const isCoded = questionnaire.rounds.find(({ id }) => id === roundId)?.mode === 'codes';
  const codes = isCoded ? await issueCodes({ roundId, count: 3 }, polls) : [];
  const clock = { now: noon };
  let forms = 0;
  const ports = {
    ...{ polls, telemetry },
    now: () => clock.now,
    random: (bytes: number) => new Uint8Array(bytes).fill(++forms % 256).fill(forms >> 8, 0, 1),
    dayOf: (at: number) => new Date(at).toISOString().slice(0, 10),
  };
  return { polls, telemetry, round, codes, clock, ports };
}

export interface EventParams {
  readonly method?: string;
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sourceIp?: string;
}

/** A Function URL's event, as Lambda makes it of a request (payload format 2.0). */
export function makeEvent({
  method = 'GET',
  query = '',
  body,
  headers = {},
  sourceIp = '203.0.113.7',
}: EventParams = {}) {
  return {
    ...{ version: '2.0', routeKey: '$default', rawPath: '/', rawQueryString: query },
    headers: { 'user-agent': 'Mozilla/5.0', ...headers },
    requestContext: { http: { method, path: '/', protocol: 'HTTP/1.1', sourceIp } },
    ...(body === undefined ? {} : { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}
