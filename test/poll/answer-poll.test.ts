import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerPoll } from '../../lambdas/poll/answer-poll.ts';
import { closeRound } from '../../lambdas/poll/manage-round.ts';
import { parsePollRequest } from '../../lambdas/poll/poll-request.ts';
import { servePoll } from '../../lambdas/poll/serve-poll.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { type EventParams, makeEvent, makePoll, makeQuestionnaire } from './make-poll.ts';

type Poll = Awaited<ReturnType<typeof makePoll>>;

const tokenIn = (body: string) => /name="token" value="([^"]+)"/.exec(body)?.[1] ?? '';

/** Asks for a page and gives what its form would send. */
async function fillIn(poll: Poll, more: Readonly<Record<string, string | readonly string[]>> = {}) {
  const { body } = await answerPoll(makeEvent(), poll.ports);
  const form = new URLSearchParams({ round: poll.round.roundId, token: tokenIn(body), area: 'tha-sadet' });
  for (const [name, value] of Object.entries(more)) {
    form.delete(name);
    for (const one of [value].flat()) form.append(name, one);
  }
  return form;
}

const send = (poll: Poll, form: URLSearchParams, more: EventParams = {}) =>
  answerPoll(makeEvent({ method: 'POST', body: form.toString(), ...more }), poll.ports);

const open = (limits: Partial<ReturnType<typeof makeQuestionnaire>['limits']> = {}) => {
  const questionnaire = makeQuestionnaire();
  return makePoll({
    roundId: 'year-one',
    questionnaire: { ...questionnaire, limits: { ...questionnaire.limits, ...limits } },
  });
};

describe('the page of the poll', () => {
  it('asks in Thai, in English on an English phone, and as the address says', async () => {
    const { ports } = await makePoll();

    const thai = await answerPoll(makeEvent(), ports);
    const phone = await answerPoll(makeEvent({ headers: { 'accept-language': 'en-GB,en' } }), ports);
    const asked = await answerPoll(makeEvent({ query: 'lang=en' }), ports);

    expect(thai.body).toContain('<html lang="th">');
    expect(phone.body).toBe(asked.body.replace(tokenIn(asked.body), tokenIn(phone.body)));
    expect(asked.body).toContain('How safe do you feel walking alone in your area by day?');
  });

  it('has less than 50 kB in both languages', async () => {
    const { ports } = await makePoll();

    for (const lang of ['th', 'en']) {
      const { body } = await answerPoll(makeEvent({ query: `lang=${lang}` }), ports);
      expect(Buffer.byteLength(body)).toBeLessThan(50_000);
    }
  });

  it('allows its own style and script alone', async () => {
    const { ports } = await makePoll();

    const { headers, body } = await answerPoll(makeEvent(), ports);

    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'/,
    );
    expect(body).not.toMatch(/ style="| on[a-z]+="|<script src|<img|https?:\/\//);
  });

  it('fills in the code and area of an invitation, escaped', async () => {
    const { ports } = await makePoll();

    const { body } = await answerPoll(makeEvent({ query: 'area=bridge&code=%22%3E%3Cb%3E' }), ports);

    expect(body).toContain('value="&quot;&gt;&lt;b&gt;"');
    expect(body).toMatch(/value="bridge" required checked/);
  });

  it('says that there is no poll when no round is open', async () => {
    const { ports, polls } = await makePoll();
    await closeRound({ roundId: 'before', now: 0 }, polls);

    const { statusCode, body } = await answerPoll(makeEvent({ query: 'lang=en' }), ports);

    expect(statusCode).toBe(200);
    expect(body).toContain('There is no poll at the moment');
  });

  it('shows a page also when the table fails, and tells the operator', async () => {
    const { ports, telemetry } = await makePoll();
    const polls = { ...ports.polls, current: () => Promise.reject(new Error('throttled')) };

    const { statusCode, headers } = await answerPoll(makeEvent(), { ...ports, polls });

    expect(statusCode).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(telemetry.events()).toContain(LogEvent.pollFailed);
    expect(telemetry.total(Metric.pollsFailed)).toBe(1);
  });
});

describe('an answer', () => {
  it('is kept once for a code, with nothing that tells who sent it', async () => {
    const poll = await makePoll();
    const form = await fillIn(poll, {
      code: poll.codes[0] ?? '',
      age: '60-up',
      'q-safe-night': '2',
      'q-worries': ['drugs', 'theft'],
      'q-comment': 'โทร 081-234-5678 หรือ somchai@example.com นะครับ',
    });

    const { statusCode, body } = await send(poll, form);

    expect(statusCode).toBe(200);
    expect(body).toContain('data-done="poll-before"');
    expect(poll.polls.kept).toEqual([
      {
        ...{ version: 1, roundId: 'before', day: '2026-11-23', area: 'tha-sadet', age: '60-up' },
        answerId: expect.stringMatching(/^[0-9a-f]{40}$/),
        formId: expect.stringMatching(/^[0-9a-f]{40}$/),
        values: {
          'safe-night': 2,
          worries: ['theft', 'drugs'],
          comment: 'โทร ▮▮▮ หรือ ▮▮▮ นะครับ',
        },
      },
    ]);
    expect(JSON.stringify([poll.polls.kept, poll.telemetry.lines])).not.toContain('203.0.113.7');
  });

  it('of a code that was used is refused kindly, and the first one stands', async () => {
    const poll = await makePoll();
    const code = poll.codes[0] ?? '';
    await send(poll, await fillIn(poll, { code, 'q-safe-night': '5' }));

    const { statusCode, body } = await send(poll, await fillIn(poll, { code, 'q-safe-night': '1' }), {
      query: 'lang=en',
    });

    expect(statusCode).toBe(409);
    expect(body).toContain('This code was used before');
    expect(poll.polls.kept.map(({ values }) => values)).toEqual([{ 'safe-night': 5 }]);
  });

  it('that arrives again, because the phone lost our answer, is thanked for again', async () => {
    const poll = await makePoll();
    const form = await fillIn(poll, { code: poll.codes[0] ?? '' });
    await send(poll, form);

    const { statusCode } = await send(poll, form);

    expect(statusCode).toBe(200);
    expect(poll.polls.kept).toHaveLength(1);
  });

  it('to a closed round is refused, and nothing is stored', async () => {
    const poll = await makePoll();
    const form = await fillIn(poll, { code: poll.codes[0] ?? '' });
    await closeRound({ roundId: 'before', now: 0 }, poll.polls);

    const { statusCode } = await send(poll, form);

    expect(statusCode).toBe(410);
    expect(poll.polls.kept).toEqual([]);
  });

  it.each([
    ['a missing area', { area: '' }, 'area', 'please choose an answer'],
    ['an area there is not', { area: 'bangkok' }, 'area', 'this is none of the answers'],
    ['two areas', { area: ['bridge', 'railway'] }, 'area', 'please choose one answer only'],
    ['a point beyond the scale', { 'q-safe-night': '6' }, 'q-safe-night', 'this is none of the answers'],
    ['a fraction', { 'q-safe-night': '1.5' }, 'q-safe-night', 'this is none of the answers'],
    ['an object’s own word', { 'q-reported': 'constructor' }, 'q-reported', 'this is none of the answers'],
    ['markup', { 'q-worries': '<script>' }, 'q-worries', 'this is none of the answers'],
    ['a text too long', { 'q-comment': 'ก'.repeat(501) }, 'q-comment', 'the text is too long'],
    ['no code', { code: '' }, 'code', 'please type the code'],
    ['a mistyped code', { code: 'ABCD-EFGH-JKMN' }, 'code', 'it is mistyped'],
  ])('with %s names the field and keeps nothing', async (_, wrong, field, words) => {
    const poll = await makePoll();
    const form = await fillIn(poll, { code: poll.codes[0] ?? '', 'q-trust-police': '4', ...wrong });

    const { statusCode, body } = await send(poll, form, { query: 'lang=en' });

    expect(statusCode).toBe(400);
    expect(body).toMatch(new RegExp(`<a href="#${field}">[^<]+: ${words}`));
    expect(body).toContain(`id="${field}-problem"`);
    // What was right is still there.
    expect(body).toMatch(/name="q-trust-police" value="4" checked/);
    expect(poll.polls.kept).toEqual([]);
  });

  it('of an unheard size is refused before it is read', async () => {
    const poll = await makePoll();

    const huge = await send(poll, new URLSearchParams({ 'q-comment': 'x'.repeat(100_000) }));
    const many = await send(poll, new URLSearchParams('area=bridge&'.repeat(1000)));

    expect([huge.statusCode, many.statusCode]).toEqual([413, 413]);
  });

  it('from a script that fills in every field is refused', async () => {
    const poll = await makePoll();
    const form = await fillIn(poll, { code: poll.codes[0] ?? '', website: 'spam' });

    expect((await send(poll, form)).statusCode).toBe(400);
    expect(poll.polls.kept).toEqual([]);
  });

  it('with a form that was never asked for, or lay open for a day, may be sent again with all that was typed', async () => {
    const poll = await makePoll();
    const form = await fillIn(poll, { code: poll.codes[0] ?? '', 'q-safe-day': '3' });
    poll.clock.now += 25 * 3_600_000;

    const late = await send(poll, form, { query: 'lang=en' });
    form.set('token', tokenIn(late.body));
    const again = await send(poll, form);

    expect(late.statusCode).toBe(400);
    expect(late.body).toContain('the page was open for too long');
    expect(late.body).toMatch(/name="q-safe-day" value="3" checked/);
    expect(again.statusCode).toBe(200);
  });

  it('never makes the page throw, whatever is sent', async () => {
    const poll = await makePoll();
    const names = fc.constantFrom(
      'area',
      'age',
      'code',
      'token',
      'round',
      'q-safe-day',
      'q-comment',
      '__proto__',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.oneof(names, fc.string()), fc.string({ unit: 'binary' })), { maxLength: 12 }),
        async (pairs) => {
          const form = new URLSearchParams(
            pairs.map(([name, value]): [string, string] => [name, value.toWellFormed()]),
          );
          form.append('round', 'before');
          const { statusCode } = await send(poll, form);
          expect([400, 409, 410]).toContain(statusCode);
        },
      ),
      { numRuns: 50 },
    );
    expect(poll.polls.kept).toEqual([]);
    expect((await answerPoll(null, poll.ports)).statusCode).toBe(405);
  });
});

describe('an open round', () => {
  it('takes an answer without a code, not in the first seconds, and a form once', async () => {
    const poll = await open();
    const form = await fillIn(poll);

    const fast = await send(poll, form);
    poll.clock.now += 4000;
    const slow = await send(poll, form);
    await send(poll, form);

    expect([fast.statusCode, slow.statusCode]).toEqual([400, 200]);
    expect(poll.polls.kept).toHaveLength(1);
  });

  it('stops at the cap of an area, of an address and of the round, each hour anew', async () => {
    const poll = await open({ answersPerAreaHour: 3, answersPerAddressHour: 2, answersPerHour: 10 });
    const answer = async (area: string, sourceIp: string) => {
      const form = await fillIn(poll, { area });
      poll.clock.now += 4000;
      return (await send(poll, form, { sourceIp })).statusCode;
    };

    expect(await answer('bridge', '203.0.113.1')).toBe(200);
    expect(await answer('railway', '203.0.113.1')).toBe(200);
    expect(await answer('old-town', '203.0.113.1')).toBe(429);
    expect(await answer('bridge', '203.0.113.2')).toBe(200);
    expect(await answer('bridge', '2001:db8::1')).toBe(200);
    expect(await answer('bridge', '203.0.113.4')).toBe(429);
    poll.clock.now += 3_600_000;
    expect(await answer('bridge', '203.0.113.4')).toBe(200);
    expect(poll.telemetry.total(Metric.pollAnswersCapped)).toBe(2);
  });
});

describe('ten thousand answers in an hour', () => {
  it('are all kept, each once', async () => {
    const poll = await open({ answersPerAreaHour: 10_000, answersPerAddressHour: 1000 });
    const { body } = await answerPoll(makeEvent(), poll.ports);
    expect(tokenIn(body)).not.toBe('');
    const forms = await Promise.all(Array.from({ length: 10_000 }, () => openForm(poll)));
    poll.clock.now += 60_000;

    const outcomes = await Promise.all(
      forms.map((form, i) => {
        const sourceIp = `198.51.${i % 256}.${(i >> 8) % 256}`;
        const event = makeEvent({ method: 'POST', body: form.toString(), sourceIp });
        return servePoll(parsePollRequest(event), poll.ports);
      }),
    );

    expect(outcomes.filter(({ what }) => what !== 'thanks')).toEqual([]);
    expect(poll.polls.kept).toHaveLength(10_000);
  });
});

/** As `fillIn`, without the page's markup, which takes a millisecond each. */
async function openForm(poll: Poll): Promise<URLSearchParams> {
  const outcome = await servePoll(parsePollRequest(makeEvent()), poll.ports);
  const token = outcome.what === 'form' ? outcome.token : '';
  return new URLSearchParams({ round: poll.round.roundId, token, area: 'bridge' });
}
