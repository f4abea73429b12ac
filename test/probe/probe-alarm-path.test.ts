import { describe, expect, it } from 'vitest';
import { raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import { receivePoleMessage } from '../../lambdas/poles/receive-pole-message.ts';
import { hopsOf, probeOf } from '../../lambdas/probe/probe.ts';
import { type ProbeAlarmPathPorts, probeAlarmPath } from '../../lambdas/probe/probe-alarm-path.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { probePoleId, probeSiteId } from '../../lambdas/zone/names.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPoleRegistry } from '../memory/pole-registry.ts';
import { memoryPoleStateStore } from '../memory/pole-state-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';

const startsAt = Date.parse('2026-11-23T08:00:00+07:00');

/** The whole path in memory: the press goes through the zone's own use cases, a second for each step of the way. */
function makePath() {
  let clock = startsAt;
  const now = () => clock;
  const telemetry = memoryTelemetry();
  const incidents = memoryIncidentStore();
  const alerts = memoryAlertPorts({ telemetry: memoryTelemetry(), now });
  const sosAlerts = memoryAlertQueue();
  const expired: string[] = [];
  const poles = {
    ...{ registry: memoryPoleRegistry({}), states: memoryPoleStateStore(), telemetry: memoryTelemetry() },
    ...{ incidents, sosAlerts, alerts: sosAlerts, decisions: memoryDecisionLog(), now },
  };
  const pass = (seconds: number) => {
    clock += seconds * 1000;
  };
  const ports: ProbeAlarmPathPorts = {
    pole: {
      press: async (pressId) => {
        pass(1);
        const payload = Buffer.from(JSON.stringify({ version: 1, pressId, drill: true })).toString('base64');
        const press = { payload, thingName: probePoleId, messageType: 'press', receivedAt: clock };
        pass(1);
        await receivePoleMessage({ ...press, clientId: 'N/A' }, poles);
      },
    },
    inbox: {
      waitFor: async (incidentId) => {
        pass(1);
        for (const alert of sosAlerts.sent.filter((one) => one.incidentId === incidentId)) {
          await raiseAlert(alert, alerts);
          incidents.keepSentAlert(incidentId, { record: 'alert#1', sentAt: clock });
        }
        pass(1);
        const isSent = alerts.sender.sent.some(({ text }) => text.email.includes(incidentId));
        return isSent ? clock : undefined;
      },
    },
    traces: { expire: async (ids) => void expired.push(...ids) },
    account: { countPending: async () => 0, sms: async () => ({ isSandboxed: false, monthlyLimitUsd: 50 }) },
    ...{ incidents, telemetry, now },
  };
  return { ports, telemetry, incidents, sender: alerts.sender, expired, poles, pass };
}

describe('a probe of the alarm path', () => {
  it('arrives, and each hop is measured', async () => {
    const { ports, telemetry } = makePath();

    expect(await probeAlarmPath(ports)).toBe('arrived');

    expect(telemetry.total(Metric.probesFailed)).toBe(0);
    const hops = [Metric.probeBrokerSeconds, Metric.probeIncidentSeconds, Metric.probeAlertSeconds];
    expect([...hops, Metric.probeTopicSeconds].map((hop) => telemetry.total(hop))).toEqual([1, 1, 1, 1]);
    expect(telemetry.total(Metric.probeSeconds)).toBe(4);
  });

  it('leaves no open incident behind, and lets what it wrote end soon', async () => {
    const { ports, incidents, expired } = makePath();

    await probeAlarmPath(ports);

    expect([...incidents.kept.values()]).toMatchObject([{ state: 'resolved', drill: true }]);
    expect(expired).toEqual([probeOf(startsAt).incidentId]);
  });

  it('is told nobody but its own queue: its site is no other alert’s', async () => {
    const { ports, sender } = makePath();

    await probeAlarmPath(ports);

    expect(sender.sent.map(({ alert }) => alert.siteIds)).toEqual([[probeSiteId]]);
  });

  it('fails when its alert takes longer than ten seconds', async () => {
    const { ports, telemetry, pass } = makePath();
    const inbox: typeof ports.inbox = {
      waitFor: async (incidentId, seconds) => {
        pass(8);
        return ports.inbox.waitFor(incidentId, seconds);
      },
    };

    expect(await probeAlarmPath({ ...ports, inbox })).toBe('late');

    expect(telemetry.total(Metric.probesFailed)).toBe(1);
    expect(telemetry.lines).toContainEqual(
      expect.objectContaining({
        event: LogEvent.probeFailed,
        fields: expect.objectContaining({ reason: 'late' }),
      }),
    );
  });

  it.each<[string, (ports: ProbeAlarmPathPorts) => Partial<ProbeAlarmPathPorts>]>([
    ['never comes', () => ({ inbox: { waitFor: async () => undefined } })],
    ['cannot be sent', () => ({ pole: { press: () => Promise.reject(new Error('IoT Core is away')) } })],
    ['cannot be received', () => ({ inbox: { waitFor: () => Promise.reject(new Error('SQS is away')) } })],
  ])('fails when it %s', async (_, broken) => {
    const { ports, telemetry } = makePath();

    expect(await probeAlarmPath({ ...ports, ...broken(ports) })).toBe('lost');

    expect(telemetry.total(Metric.probesFailed)).toBe(1);
    expect(telemetry.events()).toContain(LogEvent.probeFailed);
  });

  it('does not join the open incident of a probe that died', async () => {
    const { ports, incidents, pass } = makePath();
    const dead = { ...ports, incidents: { ...ports.incidents, move: async () => 'unmoved' as const } };
    await probeAlarmPath(dead);
    pass(60);

    expect(await probeAlarmPath(ports)).toBe('arrived');

    expect([...incidents.kept.values()].map(({ state }) => state)).toEqual(['resolved', 'resolved']);
  });

  it('tells what else keeps alerts from people, also when the press failed', async () => {
    const { ports, telemetry } = makePath();
    const account = { countPending: async () => 2, sms: async () => ({ isSandboxed: true }) };
    const inbox = { waitFor: async () => undefined };

    await probeAlarmPath({ ...ports, account, inbox });

    expect(telemetry.total(Metric.subscriptionsPending)).toBe(2);
    expect(telemetry.total(Metric.smsSandboxed)).toBe(1);
    const weak = telemetry.lines.filter(({ event }) => event === LogEvent.alarmPathWeak);
    expect(weak.map(({ fields }) => fields.what)).toEqual(['subscriptions-pending', 'sms-sandbox']);
  });

  it('counts as arrived when only the checks of the account fail', async () => {
    const { ports, telemetry } = makePath();
    const account = { ...ports.account, countPending: () => Promise.reject(new Error('no')) };

    expect(await probeAlarmPath({ ...ports, account })).toBe('arrived');

    expect(telemetry.events()).toContain(LogEvent.probeIncomplete);
    expect(telemetry.total(Metric.smsSpendLimit)).toBe(50);
  });
});

describe('a press without a client id', () => {
  it.each([
    ['of a real pole', { thingName: 'nk-pole-01', clientId: 'N/A' }],
    ['of a client that calls itself otherwise', { thingName: probePoleId, clientId: 'nk-pole-01' }],
  ])('is refused %s', async (_, from) => {
    const { poles } = makePath();
    const payload = Buffer.from('{"version":1,"pressId":"press-0001"}').toString('base64');

    const press = receivePoleMessage({ payload, messageType: 'press', receivedAt: startsAt, ...from }, poles);

    await expect(press).rejects.toThrow('clientId');
  });
});

describe('hops', () => {
  it('are left out where an end is not known, and never negative where clocks differ', () => {
    const times = { pressedAt: 10_000, brokerAt: 9_990, arrivedAt: 12_500 };

    expect(hopsOf(times)).toEqual({ broker: 0, total: 2.5 });
  });
});
