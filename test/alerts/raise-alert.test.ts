import { describe, expect, it } from 'vitest';
import { alertKeyOf } from '../../lambdas/alerts/alert-store.ts';
import { noteTaken } from '../../lambdas/alerts/note-taken.ts';
import {
  AlertBusyError,
  claimMilliseconds,
  markPauses,
  raiseAlert,
} from '../../lambdas/alerts/raise-alert.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { happenedAt, makeAlert } from './make-alert.ts';

const makePorts = (at = happenedAt + 1500) =>
  memoryAlertPorts({ telemetry: memoryTelemetry(), now: () => at });

describe('raiseAlert', () => {
  it('sends the alert once and measures how long it took', async () => {
    const ports = makePorts();

    await raiseAlert(makeAlert(), ports);

    expect(ports.sender.sent).toMatchObject([{ alert: { incidentId: 'SOS-7KQ2MD9F' } }]);
    expect(ports.telemetry.events()).toEqual([LogEvent.alertSent]);
    expect(ports.telemetry.total(Metric.alertsSent)).toBe(1);
    expect(ports.telemetry.total(Metric.alertDelaySeconds)).toBe(1.5);
  });

  it('sends nothing at a repeated delivery', async () => {
    const ports = makePorts();
    await raiseAlert(makeAlert(), ports);

    await raiseAlert(makeAlert(), ports);

    expect(ports.sender.sent).toHaveLength(1);
    expect(ports.telemetry.events()).toEqual([LogEvent.alertSent, LogEvent.alertRepeated]);
  });

  it('marks what was sent in spite of a busy table, so that nobody is told twice', async () => {
    const ports = makePorts();
    ports.alerts.failMarks(2);

    await raiseAlert(makeAlert(), ports);
    await raiseAlert(makeAlert(), ports);

    expect(ports.sender.sent).toHaveLength(1);
  });

  it('waits ever longer for the table to take its mark, and not longer than it lives', async () => {
    const ports = makePorts();
    const waited: number[] = [];
    ports.alerts.failMarks(markPauses.length);

    await raiseAlert(makeAlert(), { ...ports, pause: async (ms) => void waited.push(ms) });

    expect(ports.alerts.kept.get('SOS-7KQ2MD9F alert#1')?.sentAt).toBeDefined();
    expect(waited).toEqual(waited.toSorted((a, b) => a - b));
    expect(waited.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(5000);
  });

  it('does nothing between sending and marking', async () => {
    const ports = makePorts();
    const calls: string[] = [];
    const told = <Port extends object>(name: string, port: Port): Port =>
      new Proxy(port, {
        get: (target, member) => {
          calls.push(`${name}.${String(member)}`);
          return Reflect.get(target, member);
        },
      });
    const { alerts, sender, decisions, messages, telemetry } = ports;

    await raiseAlert(makeAlert(), {
      ...ports,
      alerts: told('alerts', alerts),
      sender: told('sender', sender),
      decisions: told('decisions', decisions),
      messages: told('messages', messages),
      telemetry: told('telemetry', telemetry),
    });

    expect(calls[calls.indexOf('sender.send') + 1]).toBe('alerts.markSent');
  });

  it('sends each tier of an incident', async () => {
    const ports = makePorts();

    await raiseAlert(makeAlert(), ports);
    await raiseAlert(makeAlert({ tier: 2 }), ports);

    expect(ports.sender.sent.map(({ alert }) => alert.tier)).toEqual([1, 2]);
  });

  it('leaves an alert to the invocation that is sending it', async () => {
    const ports = makePorts();
    await ports.alerts.claim(
      { incidentId: 'SOS-7KQ2MD9F', tier: 1 },
      { now: happenedAt, until: happenedAt + 5000 },
    );

    await expect(raiseAlert(makeAlert(), ports)).rejects.toThrow(AlertBusyError);

    expect(ports.sender.sent).toEqual([]);
  });

  it('takes over from an invocation that died before it sent', async () => {
    const ports = makePorts();
    ports.sender.failOnce();
    await expect(raiseAlert(makeAlert(), ports)).rejects.toThrow('SNS is away');

    await raiseAlert(makeAlert(), { ...ports, now: () => happenedAt + 1500 + claimMilliseconds });

    expect(ports.sender.sent).toHaveLength(1);
  });

  it('sends once when it dies between sending and marking, as the topic tells what it took', async () => {
    const ports = makePorts();
    ports.alerts.failMarks(markPauses.length + 1);
    await expect(raiseAlert(makeAlert(), ports)).rejects.toThrow('the table is away');
    const [sent] = ports.sender.sent;
    if (sent !== undefined) await noteTaken({ key: sent.told, messageId: 'message-1' }, ports);

    await raiseAlert(makeAlert(), { ...ports, now: () => happenedAt + 1500 + claimMilliseconds });
    await raiseAlert(makeAlert(), { ...ports, now: () => happenedAt + 2500 + claimMilliseconds });

    expect(ports.sender.sent).toHaveLength(1);
    expect(ports.decisions.kept).toMatchObject([{ outcome: 'sent' }]);
    expect(ports.telemetry.total(Metric.alertsSent)).toBe(1);
    expect(await ports.messages.findMessage('message-1')).toMatchObject({ alerts: [{ tier: 1 }] });
  });

  it('changes nothing of an alert that was marked, when the topic tells of it later', async () => {
    const ports = makePorts();
    await raiseAlert(makeAlert(), ports);
    const before = new Map(ports.alerts.kept);

    await noteTaken({ key: alertKeyOf(makeAlert()), messageId: 'message-1' }, ports);

    expect(ports.alerts.kept).toEqual(before);
  });

  it('sends twice rather than never when the topic did not come to tell either', async () => {
    const ports = makePorts();
    ports.alerts.failMarks(markPauses.length + 1);
    await expect(raiseAlert(makeAlert(), ports)).rejects.toThrow('the table is away');

    await raiseAlert(makeAlert(), { ...ports, now: () => happenedAt + 1500 + claimMilliseconds });

    expect(ports.sender.sent).toHaveLength(2);
  });

  it('says how old the video is when it is sent', async () => {
    const ports = makePorts(happenedAt + 63 * 60_000);

    await raiseAlert(makeAlert({ kind: 'plate' }), ports);

    expect(ports.sender.sent[0]?.text.sms).toMatch(/^ย้อนหลัง 63 นาที /);
  });

  it('never measures a delay below zero', async () => {
    const ports = makePorts(happenedAt - 3000);

    await raiseAlert(makeAlert(), ports);

    expect(ports.telemetry.total(Metric.alertDelaySeconds)).toBe(0);
  });
});
