import { afterAll, describe, expect, it } from 'vitest';
import { dynamoPollKeeper } from '../../lambdas/poll/dynamo-poll-keeper.ts';
import { dynamoPollStore } from '../../lambdas/poll/dynamo-poll-store.ts';
import { closeRound, issueCodes, openRound } from '../../lambdas/poll/manage-round.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { memoryPollStore } from '../memory/poll-store.ts';
import { makeAnswer, makeQuestionnaire, noon } from './make-poll.ts';

const table = await makeTable(tableKeys.poll);
afterAll(() => table.close());

const open = (roundId: string, now = noon, fill = 1) => ({
  ...{ roundId, now, questionnaire: makeQuestionnaire() },
  random: new Uint8Array(32).fill(fill),
});

describe.each([
  ['in memory', () => memoryPollStore()],
  ['in DynamoDB', () => ({ ...dynamoPollStore(table), ...dynamoPollKeeper(table) })],
])('the poll’s store %s', (_, make) => {
  const polls = make();

  it('has no round before one is opened', async () => {
    expect(await polls.current()).toBeUndefined();
    await expect(closeRound({ roundId: 'before', now: noon }, polls)).rejects.toThrow('is not open');
    await expect(issueCodes({ roundId: 'before', count: 1 }, polls)).rejects.toThrow('was never opened');
  });

  it('has one open round, which stays open beside another', async () => {
    await openRound(open('before'), polls);

    await expect(openRound(open('pilot'), polls)).rejects.toThrow(
      'the round "before" is open: close it first',
    );
    expect((await polls.current())?.roundId).toBe('before');
  });

  it('opens a round again with what it asked at first, and its first key', async () => {
    const { round, isNew } = await openRound(open('before', noon + 5, 9), polls);

    expect(isNew).toBe(false);
    expect(round.secret).toBe((await polls.current())?.secret);
    expect(round.openedAt).toBe(noon);
  });

  it('gives each code once', async () => {
    const first = await issueCodes({ roundId: 'before', count: 20 }, polls);
    const second = await issueCodes({ roundId: 'before', count: 20 }, polls);

    expect(new Set([...first, ...second]).size).toBe(40);
    await expect(issueCodes({ roundId: 'before', count: 1_048_570 }, polls)).rejects.toThrow('1048576 codes');
  });

  it('keeps an answer once, and says by which form the first one came', async () => {
    const answer = makeAnswer({ answerId: 'a'.repeat(40), formId: 'f'.repeat(40) });

    const outcomes = await Promise.all([polls.keep(answer, noon), polls.keep(answer, noon)]);

    expect(outcomes.filter((one) => one === 'kept')).toHaveLength(1);
    expect(await polls.keep({ ...answer, formId: 'g'.repeat(40) }, noon)).toEqual({ formId: answer.formId });
    expect(await polls.answers('before')).toEqual([answer]);
    expect(await polls.answers('pilot')).toEqual([]);
  });

  it('counts to the cap and no further, however many come at once', async () => {
    const count = { what: 'area#bridge', hour: '2026-11-23T02', most: 10 };

    const outcomes = await Promise.all(Array.from({ length: 25 }, () => polls.count('before', count)));

    expect(outcomes.filter(Boolean)).toHaveLength(10);
    expect(await polls.count('before', { ...count, hour: '2026-11-23T03' })).toBe(true);
  });

  it('closes a round, tells of all, and opens the next', async () => {
    await closeRound({ roundId: 'before', now: noon + 1000 }, polls);
    await openRound(open('pilot', noon + 2000), polls);

    const rounds = await polls.rounds();
    expect(rounds.map(({ round, isOpen, closedAt }) => [round.roundId, isOpen, closedAt])).toEqual([
      ['before', false, noon + 1000],
      ['pilot', true, undefined],
    ]);
    expect((await polls.current())?.roundId).toBe('pilot');
  });

  it('refuses a round that the questionnaire does not have, and a page too large for an old phone', async () => {
    const questionnaire = makeQuestionnaire();
    const [question] = questionnaire.questions;
    const questions = Array.from({ length: 40 }, (_, i) => ({
      ...question,
      id: `q${i}`,
      type: 'places' as const,
    }));
    const large = { ...open('pilot'), questionnaire: { ...questionnaire, questions: questions as never } };

    await expect(openRound(open('next'), polls)).rejects.toThrow('no round "next"');
    await expect(openRound(large, polls)).rejects.toThrow(/questions: the page would have \d+ bytes/);
  });
});
