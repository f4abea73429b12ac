import { type Html, html } from '../../lambdas/zone/html.ts';
import { chartColors, uptimeChart } from './report-charts.ts';
import { figure, heads, number } from './report-table.ts';
import type { Writing } from './report-writing.ts';
import type { DeviceUptime, Uptime } from './uptime.ts';

/** More rows would push the rest of the report off its pages. */
const mostRows = 12;

/** How much of the month cameras and poles worked, and the days on which they did not. */
export function uptimeSection(writing: Writing): Html {
  const { report, say } = writing;
  const { cameras, poles } = report.numbers;
  return html`<section><h2>${say('uptime')}</h2>${uptimeTable(writing)}${uptimeFigure(
    writing,
    say('camerasByDay'),
    cameras,
  )}${uptimeFigure(writing, say('polesByDay'), poles)}${uptimeLegend(writing)}</section>`;
}

function uptimeTable({ report: { numbers, before }, format, say }: Writing): Html {
  const columns = [say('measured'), say('worked'), format.month(before.month), say('outages'), say('lasted')];
  const share = (of: Uptime) => (of.share === undefined ? '–' : format.percent(of.share));
  const row = (name: string, of: Uptime, was: Uptime) => {
    const { median } = of.lasted;
    const lasted = median === undefined ? '–' : format.duration(median);
    const cells = [format.count(of.devices.length), share(of), share(was), format.count(of.outages), lasted];
    return html`<tr><th scope="row">${name}</th>${cells.map(number)}</tr>`;
  };
  return html`<table>${heads('', columns)}<tbody>${row(say('cameras'), numbers.cameras, before.cameras)}${row(say('poles'), numbers.poles, before.poles)}</tbody></table>`;
}

function uptimeFigure(writing: Writing, title: string, { devices }: Uptime): Html | undefined {
  const { format, say } = writing;
  if (devices.length === 0) return undefined;
  const shown = devices.slice(0, mostRows);
  const rows = shown.map((one) => ({
    name: nameOf(one, writing),
    days: one.days,
    share: shareText(one, writing),
  }));
  const counts = { shown: format.count(shown.length), count: format.count(devices.length) };
  const caption = shown.length < devices.length ? `${title} (${say('worst', counts)})` : title;
  const label = `${caption}: ${rows.map(({ name, share }) => `${name} ${share}`).join(', ')}`;
  return figure(caption, [], uptimeChart(label, rows));
}

/** The room before the cells. */
const mostCharacters = 44;

function nameOf({ id, siteId }: DeviceUptime, { report: { sites }, language }: Writing): string {
  const name = `${sites[siteId]?.[language] ?? siteId} · ${id}`;
  const letters = [...new Intl.Segmenter(language, { granularity: 'grapheme' }).segment(name)];
  if (letters.length <= mostCharacters) return name;
  return `${letters
    .slice(0, mostCharacters - 1)
    .map(({ segment }) => segment)
    .join('')}…`;
}

function shareText({ knownSeconds, downSeconds }: DeviceUptime, { format }: Writing): string {
  return format.percent(1 - downSeconds / knownSeconds);
}

function uptimeLegend({ report: { numbers }, say }: Writing): Html | undefined {
  if (numbers.cameras.devices.length + numbers.poles.devices.length === 0) return undefined;
  const entries = (['dayAll', 'dayPart', 'dayHalf', 'dayBad', 'dayNone'] as const).map((name) => ({
    name: say(name),
    color: chartColors[name],
  }));
  return figure(`${say('worked')}:`, entries, html``);
}

/** What went out to people. */
export function alertSection({ report: { numbers, before }, format, say }: Writing): Html {
  const { alerts, sms } = numbers.deliveries;
  const was = before.deliveries;
  const rows = [
    [say('sent'), alerts.sent, was.alerts.sent],
    [say('held'), alerts.held, was.alerts.held],
    [say('stopped'), alerts.stopped, was.alerts.stopped],
    [say('smsDelivered'), sms.delivered, was.sms.delivered],
    [say('smsFailed'), sms.failed, was.sms.failed],
  ] as const;
  const columns = [format.month(numbers.month), format.month(before.month)];
  return html`<section><h2>${say('alerts')}</h2><table>${heads('', columns)}<tbody>${rows.map(
    ([name, value, valueBefore]) =>
      html`<tr><th scope="row">${name}</th>${number(format.count(value))}${number(before.isEmpty ? '–' : format.count(valueBefore))}</tr>`,
  )}</tbody></table></section>`;
}
