import { compareRounds, type Effect } from '../poll/compare-rounds.ts';
import type { PollReader } from '../poll/poll-store.ts';
import { type QuestionResult, type RoundResult, readResults } from '../poll/results.ts';
import { type Html, html } from '../zone/html.ts';
import { plainText } from './plain-text.ts';
import { pollResultWords as words } from './poll-result-words.ts';
import { frame, palettes } from './style.ts';
import type { Language, Widget, WidgetRequest } from './widget.ts';

export interface PollPorts {
  readonly polls: PollReader;
}

/** What people answered in the first round and in the newest, and what changed. */
export const pollWidget: Widget<PollPorts> = {
  name: 'poll',
  render: async (request, { polls }) => pollView(await readResults(polls), request),
};

export function pollView(rounds: readonly RoundResult[], request: WidgetRequest): Html {
  const { language } = request;
  const [first, ...others] = rounds;
  if (first === undefined) return frame(request, [html`<p class="zone-quiet">${words.none[language]}</p>`]);
  const newest = others.at(-1);
  const shown = newest === undefined ? [first] : [first, newest];
  const effects = newest === undefined ? [] : compareRounds(first, newest);
  const latest = newest ?? first;
  const head = [
    words.question[language],
    ...shown.map(({ name }) => plainText(name[language], 40)),
    ...(newest === undefined ? [] : [words.change[language]]),
  ];
  const rows = latest.questions.flatMap((result) =>
    rowsOf(
      result,
      shown.map((round) => round.questions.find(({ question }) => question.id === result.question.id)),
      effects,
      request,
    ),
  );
  return frame(request, [
    html`<div class="zone-figures">${rounds.map((round) => figure(round, language))}</div>`,
    html`<table><thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
    html`<p class="zone-quiet">${(latest.isWeighted ? words.weighted : words.unweighted)[language]} ${words.hidden[language]} ${newest !== undefined && words.sureNote[language]}</p>`,
  ]);
}

function figure({ name, answerCount, isOpen }: RoundResult, language: Language): Html {
  const state = (isOpen ? words.open : words.closed)[language];
  return html`<div class="zone-figure${isOpen && ' zone-green'}"><b class="zone-number">${answerCount.toLocaleString('en')}</b>${words.answers[language]}, ${plainText(name[language], 60)}<br><small>${state}</small></div>`;
}

/** A row of a scale; of others a row that asks, and one for each option. */
function rowsOf(
  { question, answered, items }: QuestionResult,
  results: readonly (QuestionResult | undefined)[],
  effects: readonly Effect[],
  request: WidgetRequest,
): readonly Html[] {
  const { language } = request;
  const ask = plainText(question.ask[language], 160);
  const own = effects.filter((effect) => effect.question.id === question.id);
  const isCompared = results.length > 1;
  if (question.type === 'text' || answered === undefined) {
    const cell = (result: QuestionResult | undefined) =>
      result?.answered === undefined ? words.few[language] : `${result.answered} ${words.answers[language]}`;
    return [row(ask, results.map(cell), isCompared ? '' : undefined)];
  }
  if (question.type === 'scale') {
    const cell = (result: QuestionResult | undefined) =>
      result?.mean === undefined
        ? words.few[language]
        : `${result.mean.value.toFixed(2)} / ${question.points}`;
    return [row(ask, results.map(cell), isCompared ? changeOf(own[0], request) : undefined)];
  }
  const options = items.map(({ id, name }) => {
    const cells = results.map((result) => {
      const share = result?.items.find((item) => item.id === id)?.share;
      return share === undefined ? words.few[language] : percent(share.value);
    });
    const effect = own.find(({ option }) => option?.id === id);
    return row(
      `· ${plainText(name[language], 80)}`,
      cells,
      isCompared ? changeOf(effect, request) : undefined,
    );
  });
  const asked = html`<tr><td colspan="${results.length + (isCompared ? 2 : 1)}"><b>${ask}</b></td></tr>`;
  return [asked, ...options];
}

function row(name: string, cells: readonly string[], change: Html | string | undefined): Html {
  return html`<tr><td>${name}</td>${cells.map((cell) => html`<td class="zone-number">${cell}</td>`)}${change !== undefined && html`<td class="zone-number">${change}</td>`}</tr>`;
}

/** The change with its interval, in words and as a bar around zero; marked where the interval holds no zero. */
function changeOf(effect: Effect | undefined, request: WidgetRequest): Html | string {
  if (effect === undefined) return '–';
  const { value, low, high, isSure } = effect.difference;
  const isScale = effect.question.type === 'scale';
  const text = (number: number) => (isScale ? signed(number, 2) : signed(100 * number, 1));
  return html`${bar(effect, request)} ${isSure ? html`<b>${text(value)}</b>` : text(value)} (${text(low)} … ${text(high)})${isSure && html` <span class="zone-badge">${words.sure[request.language]}</span>`}`;
}

const drawing = { width: 120, height: 14 };

function bar({ question, difference }: Effect, { theme }: WidgetRequest): Html {
  const color = palettes[theme];
  // Half of all that is possible; no poll moves further.
  const most = question.type === 'scale' ? (question.points - 1) / 2 : 0.5;
  const within = (value: number) => Math.min(most, Math.max(-most, value));
  const x = (value: number) => ((drawing.width / 2) * (1 + (0.95 * within(value)) / most)).toFixed(1);
  const ink = difference.isSure ? color.accent : color.quiet;
  const middle = drawing.height / 2;
  return html`<svg width="${drawing.width}" height="${drawing.height}" viewBox="0 0 ${drawing.width} ${drawing.height}" aria-hidden="true"><path d="M${drawing.width / 2} 0V${drawing.height}" stroke="${color.line}"/><path d="M${x(difference.low)} ${middle}H${x(difference.high)}" stroke="${ink}" stroke-width="2"/><circle cx="${x(difference.value)}" cy="${middle}" r="4" fill="${ink}"/></svg>`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text.replace(/^-0(\.0*)?$/, '0$1');
}
