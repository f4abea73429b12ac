import { describe, expect, it } from 'vitest';
import { pollView, pollWidget } from '../../lambdas/console/poll-widget.ts';
import { closeRound, openRound } from '../../lambdas/poll/manage-round.ts';
import { readResults } from '../../lambdas/poll/results.ts';
import { memoryPollStore } from '../memory/poll-store.ts';
import { makeAnswer, makeQuestionnaire, noon } from '../poll/make-poll.ts';
import { hostileTexts, makeRequest } from './make-zone-view.ts';

/** Two rounds: few felt safe before, more feel safe after. */
async function makeRounds(questionnaire = makeQuestionnaire()) {
  const polls = memoryPollStore();
  for (const [roundId, now, points] of [
    ['before', noon, [2, 2, 3]],
    ['pilot', noon + 1, [3, 4, 4]],
  ] as const) {
    await openRound({ roundId, questionnaire, now, random: new Uint8Array(32) }, polls);
    for (let i = 0; i < 60; i++) {
      const values = { 'safe-night': points[i % 3] ?? 3, 'sos-poles': i < 3 ? 'would-not' : 'would' };
      await polls.keep(makeAnswer({ roundId, values, answerId: `${roundId}-${i}-000000000` }), 0);
    }
    if (roundId === 'before') await closeRound({ roundId, now }, polls);
  }
  return polls;
}

describe('the poll’s widget', () => {
  it('shows both rounds, and what changed with its interval', async () => {
    const { markup } = await pollWidget.render(makeRequest(), { polls: await makeRounds() });

    expect(markup).toContain('How safe do you feel');
    expect(markup).toContain('2.33 / 5');
    expect(markup).toContain('3.67 / 5');
    expect(markup).toMatch(/<b>\+1\.33<\/b> \(\+1\.\d+ … \+1\.\d+\) <span class="zone-badge">beyond chance/);
  });

  it('hides what fewer than five people answered, and what would give it away', async () => {
    const { markup } = await pollWidget.render(makeRequest(), { polls: await makeRounds() });

    const options = markup.slice(markup.indexOf('would you use an SOS pole'));
    expect(options.slice(0, options.indexOf('What else'))).not.toMatch(/95 %|5 %|<td class="zone-number">3</);
  });

  it('shows one round without a change, and says what to do where there is none', async () => {
    const [first] = await readResults(await makeRounds());
    const thai = makeRequest({ language: 'th' });

    expect(pollView(first === undefined ? [] : [first], makeRequest()).markup).not.toContain('Change');
    expect(pollView([], thai).markup).toContain('ยังไม่เคยเปิดแบบสอบถาม');
  });

  it('escapes whatever stands in the questionnaire', async () => {
    const hostile = hostileTexts[1] ?? '';
    const questionnaire = makeQuestionnaire();
    const [question] = questionnaire.questions;
    if (question === undefined) throw new Error('a questionnaire asks');
    const questions = [{ ...question, ask: { th: hostile, en: hostile } }];

    const polls = await makeRounds({ ...questionnaire, questions });
    expect((await pollWidget.render(makeRequest(), { polls })).markup).not.toContain('<img');
  });
});
