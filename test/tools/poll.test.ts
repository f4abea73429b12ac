import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { dynamoPollKeeper } from '../../lambdas/poll/dynamo-poll-keeper.ts';
import { dynamoPollStore } from '../../lambdas/poll/dynamo-poll-store.ts';
import { readCode } from '../../lambdas/poll/invitation-code.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { drawPoster } from '../../tools/draw-poster.ts';
import { pollCommand } from '../../tools/poll.ts';
import { inventAnswer, playDemoPoll } from '../../tools/poll-demo.ts';
import { textLines } from '../../tools/text-lines.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { makeTable } from '../memory/make-table.ts';
import { memoryPollStore } from '../memory/poll-store.ts';
import { makeQuestionnaire, noon } from '../poll/make-poll.ts';

function makeCommand() {
  const polls = memoryPollStore();
  const audit = memoryAuditLog();
  const folder = mkdtempSync(join(tmpdir(), 'poll-'));
  let said = '';
  const run = async (...words: readonly string[]) => {
    said = '';
    const command = pollCommand({
      openPorts: async () => ({ polls, audit, url: 'https://poll.example/' }),
      out: (text) => {
        said += text;
      },
      clock: () => noon,
      userName: () => 'malee',
      random: (bytes) => new Uint8Array(bytes).fill(3),
    });
    await command.exitOverride().parseAsync(words, { from: 'user' });
    return said;
  };
  return { polls, audit, folder, run, file: (name: string) => join(folder, name) };
}

async function answered() {
  const made = makeCommand();
  const questionnaire = makeQuestionnaire();
  for (const [roundId, count] of [
    ['before', 200],
    ['pilot', 150],
  ] as const) {
    await made.run('open', roundId);
    for (let i = 0; i < count; i++) await made.polls.keep(inventAnswer(i, roundId, questionnaire), 0);
    if (roundId === 'before') await made.run('close', roundId, '--reason', 'the week is over');
  }
  return made;
}

describe('zone poll', () => {
  it('checks the questionnaire of the project', async () => {
    expect(await makeCommand().run('check')).toContain('13 questions, rounds before, pilot, year-one');
  });

  it('opens, closes and makes codes, each written into the audit log first', async () => {
    const { run, audit, file } = makeCommand();

    expect(await run('open', 'before', '--by', 'somchai')).toContain('is open at https://poll.example/');
    await run('codes', 'before', '--count', '12', '--out', file('codes.csv'));
    expect(await run('close', 'before')).toContain('is closed');

    expect(audit.rows.map(({ subject, action, by }) => [subject, action, by])).toEqual([
      ['poll#before', 'open', 'somchai'],
      ['poll#before', 'issue-codes', 'malee'],
      ['poll#before', 'close', 'malee'],
    ]);
    expect(readFileSync(file('codes.csv'), 'utf8').trim().split('\r\n')).toHaveLength(13);
    await expect(run('close', 'before')).rejects.toThrow('the round "before" is not open');
  });

  it('tells results and changes as a table, as JSON, as CSV and as a picture', async () => {
    const { run, file } = await answered();

    const table = await run(
      'results',
      '--language',
      'th',
      '--csv',
      file('r.csv'),
      '--picture',
      file('r.png'),
    );
    const { rounds } = JSON.parse(await run('results', 'before', '--json'));

    expect(table).toContain('ก่อนเริ่มโครงการ (200)');
    expect(rounds).toHaveLength(1);
    expect(readFileSync(file('r.csv'), 'utf8')).toContain('safe-night,,pilot,points,');
    expect((await sharp(file('r.png')).metadata()).width).toBe(1200);
  });

  it('exports answers without texts, ids, hours, or a cell that few share', async () => {
    const { run, file, polls } = await answered();
    const lonely = inventAnswer(999, 'pilot', makeQuestionnaire());
    await polls.keep(
      { ...lonely, area: 'bridge', age: '60-up', values: { comment: '=SUM(A1)', 'safe-day': 5 } },
      0,
    );

    await run('export', 'pilot', '--out', file('a.csv'), '--texts', file('t.csv'));

    const [head = '', ...rows] = readFileSync(file('a.csv'), 'utf8').trim().split('\r\n');
    expect(head.replace('\ufeff', '')).toMatch(/^area,age,weight,safe-day,safe-night,/);
    expect(rows).toHaveLength(151);
    expect(rows.join()).not.toMatch(/SUM|2026|[0-9a-f]{20}/);
    const cells = new Map<string, number>();
    for (const row of rows) {
      const [area = '', age = ''] = row.split(',');
      if (area !== '') cells.set(`${area} ${age}`, (cells.get(`${area} ${age}`) ?? 0) + 1);
    }
    expect(Math.min(...cells.values())).toBeGreaterThanOrEqual(5);
    // A spreadsheet must not run what somebody wrote.
    expect(readFileSync(file('t.csv'), 'utf8')).toContain("comment,'=SUM(A1)");
  });

  it('says what is wrong in plain words', async () => {
    const { run, file } = makeCommand();

    await expect(run('results')).rejects.toThrow('no round was opened yet');
    await expect(run('open', 'nowhere')).rejects.toThrow('no round "nowhere"');
    await expect(run('export', 'before', '--out', file('x.csv'))).rejects.toThrow('was never opened');
  });
});

describe('the poll of the local zone', () => {
  it('has a closed round with answers and an open one with codes, and stays as it is at the next start', async () => {
    const table = await makeTable(tableKeys.poll);
    const polls = { ...dynamoPollStore(table), ...dynamoPollKeeper(table) };

    const codes = await playDemoPoll(polls, noon);
    const more = await playDemoPoll(polls, noon + 1);

    const rounds = await polls.rounds();
    expect(rounds.map(({ round, isOpen }) => [round.roundId, isOpen])).toEqual([
      ['before', false],
      ['pilot', true],
    ]);
    expect(await polls.answers('before')).toHaveLength(120);
    expect(readCode(codes[0] ?? '', rounds[1]?.round.secret ?? '').what).toBe('code');
    expect(new Set([...codes, ...more]).size).toBe(10);
    table.close();
  });
});

describe('a poster', () => {
  it('has a QR code that a phone reads, in letters that any machine prints', async () => {
    const questionnaire = makeQuestionnaire();
    const [area] = questionnaire.areas;
    if (area === undefined) throw new Error('a questionnaire has areas');
    const url = 'https://abcdefghijklmnop.lambda-url.ap-southeast-1.on.aws/?area=tha-sadet';

    const svg = drawPoster({ questionnaire, area, url, isCoded: false });

    const { data, info } = await sharp(Buffer.from(svg), { density: 72 })
      .resize(1000)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(decodeQR({ width: info.width, height: info.height, data })).toBe(url);
    expect(svg).not.toContain('<text');
  });

  it('breaks Thai between words, and no line is too wide', () => {
    const text = 'ท่านรู้สึกปลอดภัยเพียงใดเมื่อเดินคนเดียวในพื้นที่ของท่านเวลากลางวัน';
    const lines = textLines({ text, width: 160, size: 16 });

    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe(text);
    for (const line of lines) expect(line).not.toMatch(/^[\u0e30-\u0e3a\u0e45-\u0e4e]/);
  });
});
