import { type Html, html } from '../../lambdas/zone/html.ts';
import type { MonthNumbers } from './month-numbers.ts';
import type { Writing } from './report-writing.ts';

interface Tile {
  readonly name: string;
  readonly value: string | undefined;
  readonly below: string | undefined;
}

/** The six figures that a reader in a hurry takes away, each beside that of the month before. */
export function tiles(writing: Writing): Html {
  const { say } = writing;
  const all = [
    helpTile(writing),
    takenTile(writing),
    matchTile(writing),
    ...workedTiles(writing),
    costTile(writing),
  ];
  const cells = all.map(
    ({ name, value, below }) =>
      html`<div><dt>${name}</dt><dd class="value">${value ?? '–'}</dd><dd class="below">${value === undefined ? say('none') : (below ?? '')}</dd></div>`,
  );
  return html`<dl class="tiles">${cells}</dl>`;
}

/** `Sep: 12`, or nothing where the month before is not known. */
function monthBefore(
  { report: { before }, format, say }: Writing,
  figureOf: (numbers: MonthNumbers) => string | undefined,
): string | undefined {
  const value = before.isEmpty ? undefined : figureOf(before);
  return value && say('before', { month: format.shortMonth(before.month), value });
}

function helpTile(writing: Writing): Tile {
  const figureOf = ({ responses }: MonthNumbers) => writing.format.count(responses.presses.incidents);
  return tileOf(writing, 'helpTile', figureOf);
}

function takenTile(writing: Writing): Tile {
  return tileOf(writing, 'takenTile', ({ responses: { presses } }) => {
    const { median } = presses.taken;
    return median === undefined ? undefined : writing.format.duration(median);
  });
}

function matchTile(writing: Writing): Tile {
  const { report, format, say } = writing;
  const { confirmed, rejected } = report.numbers.matches;
  const before = monthBefore(writing, ({ matches }) => format.count(matches.confirmed));
  const below = [say('ofClosed', { count: format.count(rejected) }), before];
  return { name: say('matchTile'), value: format.count(confirmed), below: joined(below) };
}

function workedTiles(writing: Writing): readonly Tile[] {
  const percent = (share: number | undefined) =>
    share === undefined ? undefined : writing.format.percent(share);
  return [
    tileOf(writing, 'cameraTile', ({ cameras }) => percent(cameras.share)),
    tileOf(writing, 'poleTile', ({ poles }) => percent(poles.share)),
  ];
}

function costTile(writing: Writing): Tile {
  const { report, format, say } = writing;
  const { paidCalls } = report.numbers;
  const name = say('costTile');
  if (paidCalls === undefined) return { name, value: undefined, below: undefined };
  const { usd, allowedUsd } = paidCalls;
  const share = allowedUsd === 0 ? undefined : format.percent(usd / allowedUsd);
  const budget = share && say('ofBudget', { share, usd: format.usd(allowedUsd) });
  const before = monthBefore(writing, (numbers) => numbers.paidCalls && format.usd(numbers.paidCalls.usd));
  return { name, value: format.usd(usd), below: joined([budget, before]) };
}

function tileOf(
  writing: Writing,
  word: 'helpTile' | 'takenTile' | 'cameraTile' | 'poleTile',
  figureOf: (numbers: MonthNumbers) => string | undefined,
): Tile {
  const value = figureOf(writing.report.numbers);
  return { name: writing.say(word), value, below: monthBefore(writing, figureOf) };
}

const joined = (parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ');
