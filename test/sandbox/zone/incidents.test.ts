import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Incident } from '../../../lambdas/incidents/incident.ts';
import { incidentIdOf } from '../../../lambdas/zone/names.ts';
import { incidentCommand } from '../../../tools/incident.ts';
import type { IncidentView } from '../../../tools/incident-words.ts';
import { monthAt } from '../../../tools/report/month.ts';
import type { MonthReport } from '../../../tools/report/month-report.ts';
import { reportCommand } from '../../../tools/report.ts';
import { installPole, type Pole, press } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';

let zone: Zone;
let north: Pole;

beforeAll(async () => {
  zone = await runZone();
  north = await installPole(zone, 'north-pole');
});
afterAll(() => zone?.stop());

/** `zone incident …` as an operator types it. */
async function incident(...words: string[]): Promise<string> {
  const printed: string[] = [];
  const command = incidentCommand({ out: (text) => void printed.push(text), userName: () => 'somchai' });
  await new Command('zone').addCommand(command).parseAsync(['incident', ...words], { from: 'user' });
  return printed.join('');
}

const show = async (id: string) => JSON.parse(await incident('show', id, '--json')) as IncidentView;
const listed = async (...words: string[]) =>
  (JSON.parse(await incident('list', '--json', ...words)) as Incident[]).map((one) => one.incidentId);

describe('an operator', () => {
  it('lists a press, acknowledges and resolves it, and reads its whole story', async () => {
    const id = incidentIdOf('sos', north.poleId, 'press-of-a-story');
    await press(north, 'press-of-a-story');
    await vi.waitFor(async () => expect(await listed('--state', 'open')).toContain(id), patiently);
    await press(north, 'press-once-more');
    const sent = (view: IncidentView) => view.steps.some(({ what }) => what === 'alert-sent');
    await vi.waitFor(async () => {
      const view = await show(id);
      expect([view.incident.pressCount, sent(view)]).toEqual([2, true]);
    }, patiently);

    await incident('acknowledge', id, '--by', 'malee', '--comment', 'กำลังไป');
    await expect(incident('acknowledge', id)).rejects.toThrow('is already acknowledged by malee');
    await incident('resolve', id);

    const { steps, incident: shown } = await show(id);
    expect(shown).toMatchObject({ state: 'resolved', acknowledgedBy: 'malee', closedBy: 'somchai' });
    const told = steps.map(({ what, by }) => `${what} by ${by}`);
    for (const step of [
      'opened by system',
      'alert-asked by system',
      'alert-sent by system',
      'press-joined by system',
      'acknowledged by malee',
      'comment by malee',
      'resolved by somchai',
    ])
      expect(told).toContain(step);
    expect(await listed()).not.toContain(id);
    expect(await listed('--state', 'resolved', '--kind', 'sos')).toContain(id);
    expect(await incident('show', id)).toContain('ประตูเหนือ');
  });

  it('finds it in the report of the month, without who worked on it', async () => {
    const printed: string[] = [];
    const { month } = monthAt(Date.now(), 'Asia/Bangkok');

    const command = reportCommand({ out: (text) => void printed.push(text) });
    await command.parseAsync(['--month', month, '--json'], { from: 'user' });

    const { numbers, isUnfinished, forecast } = JSON.parse(printed.join('')) as MonthReport;
    const { told, taken, resolved } = numbers.responses.presses;
    expect([isUnfinished, told.count, taken.count, resolved.count]).toEqual([true, 1, 1, 1]);
    expect(numbers.cameras.devices.length + numbers.cameras.unmeasured).toBe(4);
    expect(forecast?.usd).toBeGreaterThan(0);
    expect(printed.join('')).not.toMatch(/malee|somchai|กำลังไป/);
  });
});
