import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLinkPath, tokenHashOf } from '../../lambdas/alerts/acknowledge-link.ts';
import { claimMilliseconds, raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import { tellDigest } from '../../lambdas/alerts/tell-digest.ts';
import type { AlertRules } from '../../lambdas/zone/alert-file.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { type RaiseAlertMessage, tellDigestMessage } from '../../lambdas/zone/messages.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { memoryLinkStore } from '../memory/link-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { happenedAt, makeAlert } from './make-alert.ts';

const plate = (n: number, overrides: Partial<RaiseAlertMessage> = {}) =>
  makeAlert({ kind: 'plate', incidentId: `PLT-${String(n).padStart(8, '0')}`, ...overrides });

function makeZone(rules: Partial<AlertRules> = { storm: { alertsPerMinute: 3 } }) {
  let clock = happenedAt;
  const ports = memoryAlertPorts({ telemetry: memoryTelemetry(), now: () => clock, rules });
  return {
    ports,
    later: (milliseconds: number) => {
      clock += milliseconds;
    },
    /** Lets digests come due, as long as there are any. */
    tellDigests: async () => {
      for (let i = 0; i < ports.digests.asked.length; i++) {
        const { message, delaySeconds } = ports.digests.asked[i] ?? {};
        if (message === undefined) continue;
        clock += (delaySeconds ?? 0) * 1000;
        await tellDigest(tellDigestMessage.parse(message), ports);
      }
    },
    sms: () => ports.sender.sent.map(({ text }) => text.sms),
  };
}

describe('a storm of alerts', () => {
  it('is told in one message with a count, and each incident says in which', async () => {
    const zone = makeZone();

    for (let n = 1; n <= 8; n++) await raiseAlert(plate(n), zone.ports);
    await zone.tellDigests();

    expect(zone.sms()).toHaveLength(4);
    expect(zone.sms()[3]).toMatch(/^อาจพบรถเฝ้าระวัง 5 เหตุใน 1 นาที สะพานมิตรภาพ PLT-00000004$/);
    const held = zone.ports.alerts.kept.get('PLT-00000008 alert#1');
    expect(held).toMatchObject({ sentAt: expect.any(Number), toldIn: expect.stringMatching(/^DIG-/) });
    expect(zone.ports.decisions.kept.filter(({ about }) => about === 'PLT-00000008')).toMatchObject([
      { gate: 'storm', outcome: 'stopped', why: expect.stringMatching(/^number 8 of its kind .*DIG-/) },
      { gate: 'storm', outcome: 'sent', why: expect.stringMatching(/^with 4 more in DIG-/) },
    ]);
  });

  it('brings a link for each of its incidents, which shows that incident', async () => {
    const zone = makeZone();
    const links = memoryLinkStore();
    let made = 0;
    const newToken = () => String(made++).padStart(32, '0');
    const link = { links, newToken, functionUrl: 'https://zone.example/', inSms: false };
    for (let n = 1; n <= 5; n++) await raiseAlert(plate(n), zone.ports);

    zone.later(60_000);
    const { message } = zone.ports.digests.asked[0] ?? {};
    await tellDigest(tellDigestMessage.parse(message), { ...zone.ports, link });

    const found = zone.ports.sender.sent.at(-1)?.text.email.match(/https:\S+/g) ?? [];
    const paths = found.map((url) => parseLinkPath(new URL(url).pathname));
    expect(paths.map((path) => path?.incidentId)).toEqual(['PLT-00000004', 'PLT-00000005']);
    for (const path of paths)
      expect(await links.find(path?.incidentId ?? '', tokenHashOf(path?.token ?? ''))).toBeDefined();
  });

  it('of one kind leaves the other kinds alone', async () => {
    const zone = makeZone();

    for (let n = 1; n <= 5; n++) await raiseAlert(plate(n), zone.ports);
    await raiseAlert(makeAlert({ kind: 'person', incidentId: 'PER-00000001' }), zone.ports);
    await raiseAlert(makeAlert(), zone.ports);

    const others = zone.sms().slice(3);
    expect(others.map((sms) => sms.slice(-12))).toEqual(['PER-00000001', 'SOS-7KQ2MD9F']);
  });

  it('is told to no agency that may not know of it', async () => {
    const zone = makeZone();

    for (let n = 1; n <= 6; n++) await raiseAlert(plate(n, { visibleTo: ['Police'] }), zone.ports);
    for (let n = 7; n <= 12; n++) await raiseAlert(plate(n), zone.ports);
    await zone.tellDigests();

    expect(zone.ports.sender.sent.slice(6).map(({ alert }) => alert.visibleTo)).toEqual([
      ['Police'],
      undefined,
    ]);
  });

  it('goes to the recipients of every site in it', async () => {
    const zone = makeZone();
    const at = (siteId: string) => ({ place: { ...makeAlert().place, siteId } });

    for (let n = 1; n <= 5; n++) await raiseAlert(plate(n, at(n % 2 ? 'east' : 'west')), zone.ports);
    await zone.tellDigests();

    expect(zone.ports.sender.sent.at(-1)?.alert.siteIds).toEqual(['east', 'west']);
  });

  it('sends by itself what comes after its message was closed', async () => {
    const zone = makeZone();
    for (let n = 1; n <= 4; n++) await raiseAlert(plate(n), zone.ports);
    const [first] = zone.ports.digests.asked;
    if (first !== undefined) await zone.ports.holding.close(first.message.digestId, happenedAt);

    await raiseAlert(plate(5), zone.ports);

    expect(zone.sms().at(-1)).toMatch(/PLT-00000005$/);
  });

  it('loses none, whatever dies and whatever comes twice', async () => {
    const story = fc.record({
      alerts: fc.array(
        fc.record({ id: fc.integer({ min: 1, max: 12 }), wait: fc.integer({ min: 0, max: 20_000 }) }),
        { minLength: 1, maxLength: 40 },
      ),
      deaths: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
    });

    await fc.assert(
      fc.asyncProperty(story, async ({ alerts, deaths }) => {
        const zone = makeZone();
        const dying = dyingPorts(zone.ports, new Set(deaths));
        const retry = async (handle: () => Promise<void>) => {
          for (let tries = 0; tries < 20; tries++) {
            try {
              return await handle();
            } catch {
              zone.later(claimMilliseconds);
            }
          }
          throw new Error('never taken');
        };
        for (const { id, wait } of alerts) {
          zone.later(wait);
          await retry(() => raiseAlert(plate(id), dying));
        }
        for (let i = 0; i < zone.ports.digests.asked.length; i++) {
          const asked = zone.ports.digests.asked[i];
          if (asked === undefined) continue;
          zone.later(asked.delaySeconds * 1000);
          await retry(() => tellDigest(asked.message, dying));
        }
        const told = zone.ports.sender.sent.map(({ text }) => text.email).join('\n');
        for (const { id } of alerts) expect(told).toContain(plate(id).incidentId);
        for (const { id } of alerts)
          expect(zone.ports.alerts.kept.get(`${plate(id).incidentId} alert#1`)?.sentAt).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});

/** The calls with these numbers die before they did anything. */
function dyingPorts(ports: ReturnType<typeof makeZone>['ports'], deaths: ReadonlySet<number>) {
  let calls = 0;
  const dying = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          calls += 1;
          if (deaths.has(calls)) throw new Error('killed');
          return Reflect.apply(value, target, args);
        };
      },
    });
  const { alerts, sender, holding, digests } = ports;
  return {
    ...ports,
    alerts: dying(alerts),
    sender: dying(sender),
    holding: dying(holding),
    digests: dying(digests),
  };
}

describe('quiet hours', () => {
  it('tell at their end what they held, once', async () => {
    const quietHours = { from: '08:00', to: '11:00', kinds: ['device' as const] };
    const zone = makeZone({ quietHours });
    const fault = (n: number) => makeAlert({ kind: 'device', incidentId: `DEV-0000000${n}` });

    await raiseAlert(fault(1), zone.ports);
    await raiseAlert(fault(2), zone.ports);
    await raiseAlert(fault(1), zone.ports);
    expect(zone.sms()).toEqual([]);
    await zone.tellDigests();

    expect(zone.sms()).toEqual(['อุปกรณ์ขัดข้อง 2 เหตุช่วงงดแจ้ง สะพานมิตรภาพ DEV-00000001']);
    expect(zone.ports.now()).toBe(Date.parse('2026-11-23T11:00:00+07:00'));
    expect(zone.ports.digests.asked.every(({ delaySeconds }) => delaySeconds <= 900)).toBe(true);
    expect(zone.ports.telemetry.events()).toEqual([
      LogEvent.alertHeld,
      LogEvent.alertHeld,
      LogEvent.alertRepeated,
      LogEvent.digestSent,
    ]);
  });
});
