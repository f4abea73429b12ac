import { type Html, html } from '../../lambdas/zone/html.ts';
import type { AlarmView } from '../cloudwatch/cloudwatch.ts';
import type { WidgetWords } from './widget-words.ts';

export interface DrawAlarmsParams {
  readonly alarms: readonly AlarmView[];
  readonly words: WidgetWords;
  /** IANA name. */
  readonly timeZone: string;
}

const order = ['ALARM', 'INSUFFICIENT_DATA', 'OK', 'blind'] as const;
type Shown = (typeof order)[number];

const shownAs = ({ isBlind, state }: AlarmView): Shown => (isBlind ? 'blind' : state);

/** Alarms with their states, those that ring first; each opens what it means and what to do. */
export function drawAlarms({ alarms, words, timeZone }: DrawAlarmsParams): Html {
  const sorted = alarms.toSorted((a, b) => order.indexOf(shownAs(a)) - order.indexOf(shownAs(b)));
  const counts = order.flatMap((state) => {
    const count = alarms.filter((alarm) => shownAs(alarm) === state).length;
    return count === 0 ? [] : `${words.states[state]} ${count}`;
  });
  return html`<p class="sum" role="status">${counts.join(' · ')}</p><div class="alarms">${sorted.map(
    (alarm) => drawAlarm(alarm, { words, timeZone }),
  )}</div>`;
}

/** Its stack's name says nothing on a board of that stack. */
const shortName = (name: string) => name.replace(/^[^-]+-(?=critical-|warning-)/, '');

function drawAlarm(alarm: AlarmView, { words, timeZone }: Omit<DrawAlarmsParams, 'alarms'>): Html {
  const { name, state, description } = alarm;
  const shown = shownAs(alarm);
  const word = words.states[shown];
  const since = new Intl.DateTimeFormat(words.locale, { timeZone, dateStyle: 'medium', timeStyle: 'medium' });
  const said =
    shown === 'blind' ? words.blind : `${words.states[state]} · ${words.since} ${since.format(alarm.since)}`;
  return html`<div><button type="button" class="alarm ${shown}" data-alarm="${name}" aria-label="${`${name}: ${word}`}"><span>${shortName(name)}</span> <b>${word}</b></button><cwdb-action action="html" display="popup"><h3>${name}</h3><p>${said}</p><h4>${words.meaning}</h4>${description
    .split('\n')
    .map((line) => html`<p>${line}</p>`)}</cwdb-action></div>`;
}
