import { type Html, html } from '../../lambdas/zone/html.ts';
import type { PollLine } from './poll-trend.ts';
import { heads, number } from './report-table.ts';
import type { Writing } from './report-writing.ts';

/** What people said in the rounds of the poll; nothing where there was none. */
export function pollSection(writing: Writing): Html | undefined {
  const { report, language, format, say } = writing;
  const { poll } = report;
  if (poll === undefined || poll.questions.length === 0) return undefined;
  const rounds = poll.rounds.map(
    ({ name, answers }) => `${name[language]} (${say('answers', { count: format.count(answers) })})`,
  );
  const columns = poll.rounds.length > 1 ? [...rounds, say('change')] : rounds;
  const rows = poll.questions.map((line) => pollRow(line, poll.rounds.length > 1, writing));
  return html`<section><h2>${say('poll')}</h2><p class="quiet">${say('pollNote')}</p><table class="poll">${heads(say('question'), columns)}<tbody>${rows}</tbody></table></section>`;
}

function pollRow(
  { ask, points, low, high, means, change }: PollLine,
  hasChange: boolean,
  { language, say }: Writing,
): Html {
  const scale = say('scale', { low: low[language], high: high[language], points: String(points) });
  const cells = means.map((mean) => number(mean === null ? '–' : mean.toFixed(1)));
  return html`<tr><th scope="row">${ask[language]}<br><small>${scale}</small></th>${cells}${hasChange && changeCell(change)}</tr>`;
}

function changeCell(change: PollLine['change']): Html {
  if (change === undefined) return number('–');
  const { value, low, high, isSure } = change;
  const text = `${signed(value)} (${signed(low)} … ${signed(high)})`;
  return html`<td class="n">${isSure ? html`<b>${text}</b>` : text}</td>`;
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
