import { createHash, randomBytes } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoPollKeeper } from '../lambdas/poll/dynamo-poll-keeper.ts';
import { dynamoPollStore } from '../lambdas/poll/dynamo-poll-store.ts';
import { closeRound, issueCodes, openRound } from '../lambdas/poll/manage-round.ts';
import type { PollAnswer } from '../lambdas/poll/poll-answer.ts';
import type { PollKeeper, PollStore } from '../lambdas/poll/poll-store.ts';
import type { PollFile } from '../lambdas/zone/poll-file.ts';
import type { ZoneSandbox } from '../sandbox/start-zone-sandbox.ts';
import { readQuestionnaire, usualMap } from './poll.ts';

export interface DemoPoll {
  /** Of the page. */
  readonly url: string;
  /** For one answer each. */
  readonly codes: readonly string[];
}

const answersBefore = 120;
const codeCount = 5;
const weekMilliseconds = 7 * 86_400_000;

/**
 * The poll of a local zone: a first round that is closed, with invented answers, and a second that is open, with a few
 * codes. One that was there before, in a data folder, stays.
 */
export async function openDemoPoll({ clients, outputs }: ZoneSandbox, now: number): Promise<DemoPoll> {
  const table = {
    client: DynamoDBDocumentClient.from(clients.dynamodb),
    tableName: outputs.PollTable ?? '',
  };
  const polls = { ...dynamoPollStore(table), ...dynamoPollKeeper(table) };
  return { url: outputs.PollUrl ?? '', codes: await playDemoPoll(polls, now) };
}

/** Codes of the round that is open then, for one answer each. */
export async function playDemoPoll(polls: PollStore & PollKeeper, now: number): Promise<readonly string[]> {
  const questionnaire = readQuestionnaire();
  const [before, after] = questionnaire.rounds;
  if (before !== undefined && after !== undefined && (await polls.rounds()).length === 0)
    await playRounds({ polls, questionnaire, before: before.id, after: after.id, now });
  const open = (await polls.rounds()).find(({ isOpen }) => isOpen)?.round;
  const isCoded = questionnaire.rounds.find(({ id }) => id === open?.roundId)?.mode === 'codes';
  return open !== undefined && isCoded ? issueCodes({ roundId: open.roundId, count: codeCount }, polls) : [];
}

interface PlayParams {
  readonly polls: PollStore & PollKeeper;
  readonly questionnaire: PollFile;
  readonly before: string;
  readonly after: string;
  readonly now: number;
}

async function playRounds({ polls, questionnaire, before, after, now }: PlayParams): Promise<void> {
  const map = usualMap();
  const openedAt = now - weekMilliseconds;
  await openRound({ roundId: before, questionnaire, map, now: openedAt, random: randomBytes(32) }, polls);
  const answers = Array.from({ length: answersBefore }, (_, i) => inventAnswer(i, before, questionnaire));
  await Promise.all(answers.map((answer) => polls.keep(answer, now + weekMilliseconds)));
  await closeRound({ roundId: before, now: now - weekMilliseconds / 2 }, polls);
  await openRound({ roundId: after, questionnaire, map, now, random: randomBytes(32) }, polls);
}

/** Nobody's answer: what a hash of its number chooses. */
export function inventAnswer(
  number: number,
  roundId: string,
  { areas, ageGroups, questions }: PollFile,
): PollAnswer {
  const pick = (what: string, count: number) =>
    createHash('sha256').update(`${roundId} ${number} ${what}`).digest().readUInt32BE() % count;
  const id = (list: readonly { readonly id: string }[], what: string) =>
    list[pick(what, list.length)]?.id ?? '';
  const values: Record<string, PollAnswer['values'][string]> = {};
  for (const question of questions) {
    if (question.type === 'text') continue;
    if (question.type === 'scale') values[question.id] = 1 + pick(question.id, question.points);
    else if (question.type === 'choice') values[question.id] = id(question.options, question.id);
    else if (question.type === 'choices') values[question.id] = [id(question.options, question.id)];
    else values[question.id] = question.type === 'place' ? id(areas, question.id) : [id(areas, question.id)];
  }
  const hash = createHash('sha256').update(`${roundId} ${number}`).digest('hex').slice(0, 40);
  return {
    ...{ version: 1, roundId, answerId: hash, formId: hash, day: '2026-01-01' },
    ...{ area: id(areas, 'area'), age: id(ageGroups, 'age'), values },
  };
}
