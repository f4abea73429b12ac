import { describe, expect, it } from 'vitest';
import { newLink, tokenHashOf } from '../../lambdas/alerts/acknowledge-link.ts';
import { answerLink } from '../../lambdas/incidents/answer-link.ts';
import { escalateIncident } from '../../lambdas/incidents/escalate-incident.ts';
import { picturesNear } from '../../lambdas/incidents/incident-pictures.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryAlertStore } from '../memory/alert-store.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryIncidentPictures } from '../memory/incident-pictures.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryLinkStore } from '../memory/link-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeIncident, pressedAt } from './make-incident.ts';
import { linkPath, makeEvent, token } from './make-link-event.ts';

const incident = makeIncident();
const { incidentId } = incident;
const picture = 'frames/nk-cam-bridge/1795396500000.jpg';

async function makePorts(at = pressedAt + 60_000) {
  const ports = {
    links: memoryLinkStore(),
    incidents: memoryIncidentStore(),
    pictures: memoryIncidentPictures({ [picture]: Buffer.from('jpeg') }),
    telemetry: memoryTelemetry(),
    now: () => at,
    timeZone: 'Asia/Bangkok',
    instructions: {},
  };
  await ports.incidents.create(incident);
  await ports.links.keep(newLink({ incidentId, tier: 1, token, at: pressedAt }));
  return ports;
}

const sign = (name: string) =>
  makeEvent({ method: 'POST', query: 'lang=en', body: new URLSearchParams({ name }).toString() });

describe('the link of an alert', () => {
  it('shows the incident and changes nothing, however often scanners of mail open it', async () => {
    const ports = await makePorts();

    for (const method of ['GET', 'HEAD', 'GET']) {
      const { statusCode, body } = await answerLink(makeEvent({ method }), ports);
      expect(statusCode).toBe(200);
      expect(body).toContain('สะพานมิตรภาพ');
    }

    expect(ports.incidents.kept.get(incidentId)).toEqual(incident);
    expect(ports.links.kept.get(tokenHashOf(token))?.usedBy).toBeUndefined();
    expect(await ports.incidents.timeline(incidentId)).toHaveLength(1);
  });

  it('acknowledges the incident for who types a name', async () => {
    const ports = await makePorts();

    const { statusCode, body } = await answerLink(sign('Somchai'), ports);

    expect(statusCode).toBe(200);
    expect(body).toContain('Thank you for acknowledging');
    expect(ports.incidents.kept.get(incidentId)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'Somchai (link)',
      acknowledgedAt: pressedAt + 60_000,
    });
    const steps = (await ports.incidents.timeline(incidentId)).map(({ what, by }) => [what, by]);
    expect(steps).toContainEqual(['acknowledged', 'Somchai (link)']);
    expect(steps).toContainEqual(['link-used', 'Somchai (link)']);
    expect(ports.telemetry.total(Metric.linksUsed)).toBe(1);
  });

  it('tells the second who was first, and leaves the first in the records', async () => {
    const ports = await makePorts();
    await answerLink(sign('Somchai'), ports);

    const { statusCode, body } = await answerLink(sign('Malee'), ports);

    expect(statusCode).toBe(200);
    expect(body).toContain('Somebody was first');
    expect(body).toContain('by Somchai (link)');
    expect(body).not.toContain('<form');
    expect(ports.incidents.kept.get(incidentId)?.acknowledgedBy).toBe('Somchai (link)');
  });

  it('tells who sends the same form again the same, and leaves no second step', async () => {
    const ports = await makePorts();
    await answerLink(sign('Somchai'), ports);
    const steps = await ports.incidents.timeline(incidentId);

    const { body } = await answerLink(sign('Somchai'), ports);

    expect(body).toContain('Thank you for acknowledging');
    expect(await ports.incidents.timeline(incidentId)).toEqual(steps);
  });

  it('lets one of two alerts win when both are answered at once', async () => {
    const ports = await makePorts();
    const other = 'f'.repeat(32);
    await ports.links.keep(newLink({ incidentId, tier: 2, token: other, at: pressedAt }));
    const byOther = { ...sign('Malee'), rawPath: `/${incidentId}/${other}` };

    const pages = await Promise.all([answerLink(sign('Somchai'), ports), answerLink(byOther, ports)]);

    expect(pages.filter(({ body }) => body.includes('Thank you')).length).toBe(1);
    expect(pages.filter(({ body }) => body.includes('Somebody was first')).length).toBe(1);
  });

  it('ends what was begun when the function died after it took the link', async () => {
    const ports = await makePorts();
    await ports.links.use(incidentId, tokenHashOf(token), { by: 'Somchai (link)', at: pressedAt + 5000 });

    const { body } = await answerLink(sign('Malee'), ports);

    expect(body).toContain('by Somchai (link)');
    expect(ports.incidents.kept.get(incidentId)).toMatchObject({
      state: 'acknowledged',
      acknowledgedAt: pressedAt + 5000,
    });
  });

  it('keeps the next tier from being told', async () => {
    const ports = await makePorts();
    const queue = memoryAlertQueue();
    const tiers = [1, 2].map((tier) => ({ tier, afterSeconds: (tier - 1) * 60 }));
    const escalation = {
      ...ports,
      told: memoryAlertStore(),
      sosAlerts: queue,
      alerts: queue,
      decisions: memoryDecisionLog(),
      rules: { tiers, repeat: { everyMinutes: 5, times: 1 }, escalates: [] },
      now: () => pressedAt + 120_000,
    };
    const check = { version: 1, incidentId, next: 1, askedAt: pressedAt } as const;
    await answerLink(sign('Somchai'), ports);

    await escalateIncident(check, escalation);

    expect(queue.sent).toEqual([]);
  });

  it('acknowledges nothing without a name', async () => {
    const ports = await makePorts();

    const { statusCode, body } = await answerLink(sign('  '), ports);

    expect(statusCode).toBe(400);
    expect(body).toContain('Please type your name');
    expect(ports.incidents.kept.get(incidentId)?.state).toBe('open');
  });

  it('shows the incident after it was ended, and does not open it again', async () => {
    const ports = await makePorts();
    await ports.incidents.move(incidentId, 'resolved', { by: 'somchai', at: pressedAt + 30_000 });

    const { statusCode, body } = await answerLink(sign('Malee'), ports);

    expect(statusCode).toBe(200);
    expect(body).toContain('Resolved');
    expect(ports.incidents.kept.get(incidentId)?.state).toBe('resolved');
  });

  it('is gone a day after its alert, for looking and for acknowledging', async () => {
    const ports = await makePorts(pressedAt + 86_400_000);

    const pages = await Promise.all([answerLink(makeEvent(), ports), answerLink(sign('Somchai'), ports)]);

    expect(pages.map(({ statusCode }) => statusCode)).toEqual([410, 410]);
    expect(pages[0]?.body).toContain('ลิงก์หมดอายุแล้ว');
    expect(ports.incidents.kept.get(incidentId)?.state).toBe('open');
  });

  it.each([
    ['another token', `/${incidentId}/${'0'.repeat(32)}`],
    ['the token at another incident', `/SOS-00000000/${token}`],
    ['no link at all', '/'],
  ])('is not found with %s', async (_, path) => {
    const ports = await makePorts();

    const { statusCode, body } = await answerLink(makeEvent({ path }), ports);

    expect(statusCode).toBe(404);
    expect(body).toContain('ไม่พบลิงก์นี้');
    expect(body).not.toContain('สะพานมิตรภาพ');
    expect(ports.telemetry.lines).toMatchObject([
      { event: LogEvent.linkRefused, fields: { reason: 'unknown' } },
    ]);
  });

  it('answers no other method', async () => {
    const { statusCode, headers } = await answerLink(makeEvent({ method: 'DELETE' }), await makePorts());

    expect(statusCode).toBe(405);
    expect(headers.allow).toBe('GET, HEAD, POST');
  });

  it('leaves neither its token nor a name in the logs', async () => {
    const ports = await makePorts();
    for (const event of [makeEvent(), sign('Somchai'), sign('Malee'), makeEvent({ path: `${linkPath}0` })]) {
      await answerLink(event, ports);
    }

    expect(ports.telemetry.lines.length).toBeGreaterThan(1);
    expect(JSON.stringify(ports.telemetry.lines)).not.toMatch(new RegExp(`${token}|Somchai|Malee`));
  });

  it('asks to try again when the table is away, in both languages', async () => {
    const ports = await makePorts();
    const away = { ...ports, links: { ...ports.links, find: () => Promise.reject(new Error('away')) } };

    const thai = await answerLink(makeEvent(), away);
    const english = await answerLink(makeEvent({ query: 'lang=en' }), away);

    expect([thai.statusCode, english.statusCode]).toEqual([503, 503]);
    expect(thai.body).toContain('ระบบขัดข้องชั่วคราว');
    expect(english.body).toContain('Something is out of order');
    expect(ports.telemetry.total(Metric.linksFailed)).toBe(2);
  });
});

describe('pictures behind a link', () => {
  it('are shown to who has the link, and to nobody else', async () => {
    const ports = await makePorts();
    const none = `/${incidentId}/${'0'.repeat(32)}`;

    const page = await answerLink(makeEvent(), ports);
    const answers = await Promise.all(
      [linkPath, none].map((path) => answerLink(makeEvent({ path: `${path}/${picture}` }), ports)),
    );

    expect(page.body).toContain(`src="${linkPath}/${picture}"`);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 404]);
    expect(answers[0]).toMatchObject({ body: Buffer.from('jpeg').toString('base64'), isBase64Encoded: true });
  });

  it('do not keep the incident from being shown when the bucket is away', async () => {
    const ports = await makePorts();
    const pictures = { ...ports.pictures, list: () => Promise.reject(new Error('away')) };

    expect((await answerLink(makeEvent(), { ...ports, pictures })).statusCode).toBe(200);
    expect(ports.telemetry.events()).toEqual([LogEvent.linkFailed]);
  });

  it('are of each camera the one nearest to the press', () => {
    const files = [
      'frames/cam-a/1795396500000.jpg',
      'frames/cam-a/1795396503000.jpg',
      'frames/cam-b/1795396490000.jpg',
      'clips/cam-c/1795396500000.mp4',
    ];

    expect(picturesNear(files, 1795396502500, 4).map(({ file }) => file)).toEqual([
      'frames/cam-a/1795396503000.jpg',
      'frames/cam-b/1795396490000.jpg',
    ]);
  });
});
