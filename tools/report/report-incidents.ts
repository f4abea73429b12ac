import { activeStates } from '../../lambdas/incidents/incident.ts';
import { type Html, html } from '../../lambdas/zone/html.ts';
import type { KindCount } from './count-incidents.ts';
import type { MonthNumbers } from './month-numbers.ts';
import { chartColors, dayChart } from './report-charts.ts';
import { figure, heads, number } from './report-table.ts';
import { kindNames } from './report-words.ts';
import type { Writing } from './report-writing.ts';
import type { Responses } from './responses.ts';
import type { Spread } from './spread.ts';

/** Incidents by day, kind and state, drills apart; false alarms and matches. */
export function incidentSection(writing: Writing): Html {
  const { report, say } = writing;
  const { incidents } = report.numbers;
  return html`<section><h2>${say('incidents')}</h2>${figure(
    say('perDay'),
    [
      { name: say('people'), color: chartColors.people },
      { name: say('devices'), color: chartColors.devices },
    ],
    dayChart({
      label: `${say('perDay')}: ${incidents.days.map(({ people, devices }, i) => `${i + 1}: ${people} + ${devices}`).join(', ')}`,
      series: [
        {
          name: say('people'),
          color: chartColors.people,
          values: incidents.days.map(({ people }) => people),
        },
        {
          name: say('devices'),
          color: chartColors.devices,
          values: incidents.days.map(({ devices }) => devices),
        },
      ],
    }),
  )}${kindTable(writing)}${sentences(writing)}</section>`;
}

function kindTable({ report: { numbers, before }, language, format, say }: Writing): Html {
  const { kinds } = numbers.incidents;
  const cells = (name: string, own: readonly KindCount[], was: number, className = '') => {
    const sum = (states: readonly (keyof KindCount['states'])[]) =>
      own.reduce((all, one) => all + states.reduce((part, state) => part + one.states[state], 0), 0);
    const all = own.reduce((part, one) => part + one.total, 0);
    const counts = [all, sum(['resolved']), sum(['false-alarm']), sum(activeStates)].map(format.count);
    return html`<tr class="${className}"><th scope="row">${name}</th>${[...counts, before.isEmpty ? '–' : format.count(was)].map(number)}</tr>`;
  };
  const wasOf = (kind: string) => before.incidents.kinds.find((one) => one.kind === kind)?.total ?? 0;
  const columns = [
    say('total'),
    say('resolved'),
    say('falseAlarm'),
    say('notClosed'),
    format.month(before.month),
  ];
  const drills = numbers.responses.drills.incidents;
  const drillCells = [
    format.count(drills),
    '',
    '',
    '',
    before.isEmpty ? '–' : format.count(before.responses.drills.incidents),
  ];
  return html`<table>${heads(say('kind'), columns)}<tbody>${kinds.map((one) =>
    cells(kindNames[one.kind][language], [one], wasOf(one.kind)),
  )}${cells(say('total'), kinds, before.incidents.total, 'sum')}<tr class="apart"><th scope="row">${say('drills')}</th>${drillCells.map(number)}</tr></tbody></table>`;
}

function sentences({ report: { numbers, sites }, language, format, say }: Writing): Html {
  const { closed, falseAlarms } = numbers.falseAlarms;
  const { confirmed, rejected, unsaid, undecided } = numbers.matches;
  const places = numbers.incidents.sites.map(
    ({ siteId, count }) => `${sites[siteId]?.[language] ?? siteId}\u00a0${format.count(count)}`,
  );
  const counts = { count: format.count(falseAlarms), closed: format.count(closed) };
  const said = [
    closed > 0 && say('falseAlarms', { ...counts, share: format.percent(falseAlarms / closed) }),
    confirmed + rejected + unsaid + undecided > 0 &&
      say('matches', {
        ...{ confirmed: format.count(confirmed), rejected: format.count(rejected) },
        ...{ unsaid: format.count(unsaid), undecided: format.count(undecided) },
      }),
    places.length > 0 && `${say('places')}: ${places.join(' · ')}`,
  ].filter((text) => text !== false);
  return html`${said.map((text) => html`<p>${text}</p>`)}`;
}

/** How long it took to tell, to answer and to resolve. */
export function responseSection(writing: Writing): Html {
  const { report, format, say } = writing;
  const { numbers, before } = report;
  const columns = [
    say('cases'),
    say('median'),
    say('p90'),
    `${say('median')}, ${format.shortMonth(before.month)}`,
  ];
  const groups = (['presses', 'matches', 'drills'] as const).filter(
    (group) => numbers.responses[group].incidents > 0,
  );
  if (groups.length === 0) return html``;
  const names = { presses: say('presses'), matches: say('matchCases'), drills: say('drillCases') };
  return html`<section><h2>${say('responses')}</h2><p class="quiet">${say('responsesNote')}</p><table>${heads('', ['', ...columns])}<tbody>${groups.map(
    (group) => responseRows(writing, names[group], (of) => of.responses[group]),
  )}</tbody></table></section>`;
}

function responseRows(
  { report: { numbers, before }, format, say }: Writing,
  name: string,
  of: (numbers: MonthNumbers) => Responses,
): Html {
  const steps = ['told', 'taken', 'done'] as const;
  const spreadOf = (responses: Responses, step: (typeof steps)[number]): Spread =>
    responses[step === 'done' ? 'resolved' : step];
  const time = (seconds: number | undefined) => (seconds === undefined ? '–' : format.duration(seconds));
  return html`${steps.map((step, i) => {
    const { count, median, p90 } = spreadOf(of(numbers), step);
    const was = spreadOf(of(before), step).median;
    const cells = [format.count(count), time(median), time(p90), time(was)];
    return html`<tr>${i === 0 && html`<th scope="rowgroup" rowspan="${steps.length}">${name}</th>`}<th scope="row">${say(step)}</th>${cells.map(number)}</tr>`;
  })}`;
}
