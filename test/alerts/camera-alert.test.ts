import { describe, expect, it } from 'vitest';
import { alertText, smsPrefix, smsUnits } from '../../lambdas/alerts/alert-text.ts';
import { raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import { cameraFaultLabels } from '../../lambdas/cameras/camera-fault-labels.ts';
import { cameraFaults, type RaiseAlertMessage } from '../../lambdas/zone/messages.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { happenedAt, makeAlert } from './make-alert.ts';

const zone = 'Asia/Bangkok';
const recovered = { recoveredAt: happenedAt + 25 * 60_000 };

function makeFault(
  cameraFault: (typeof cameraFaults)[number] = 'silent',
  more: Partial<RaiseAlertMessage> = {},
) {
  const subject = { label: cameraFaultLabels[cameraFault], cameraFault };
  return makeAlert({ kind: 'device', incidentId: 'DEV-7KQ2MD9F', deviceId: 'nk-cam-01', subject, ...more });
}

describe('the alert of a camera’s fault', () => {
  it('says in the SMS what is wrong, where and since when', () => {
    expect(alertText(makeFault(), zone).sms).toBe('กล้องไม่มีภาพ สะพานมิตรภาพ 08:15 DEV-7KQ2MD9F');
  });

  it.each(cameraFaults)('of a %s camera says what to do in both languages, in one SMS', (fault) => {
    const { sms, subject, email } = alertText(makeFault(fault), zone);

    expect(sms).toContain(cameraFaultLabels[fault].th);
    expect(smsPrefix.length + sms.length).toBeLessThanOrEqual(smsUnits);
    expect(subject).toBe(`Camera fault: ${fault} - DEV-7KQ2MD9F - Friendship Bridge`);
    expect(email).toContain(`Details: ${cameraFaultLabels[fault].en}`);
    expect(email).toMatch(/สิ่งที่ต้องทำ: [\u0e00-\u0e7f]/);
    expect(email).toMatch(/What to do: [A-Z]/);
  });

  it('differs in what to do from fault to fault', () => {
    const todo = cameraFaults.map(
      (fault) => /What to do: .*/.exec(alertText(makeFault(fault), zone).email)?.[0],
    );

    expect(new Set(todo).size).toBe(cameraFaults.length);
  });
});

describe('the alert of a recovery', () => {
  it('says that it works again, and since when', () => {
    const { sms, subject, email } = alertText(makeFault('silent', recovered), zone);

    expect(sms).toBe('อุปกรณ์ใช้ได้แล้ว สะพานมิตรภาพ 08:40 DEV-7KQ2MD9F');
    expect(subject).toBe('Device works again - DEV-7KQ2MD9F - Friendship Bridge');
    expect(email).toContain('Works again since: 23 November 2026 08:40');
    expect(email).toContain('กลับมาใช้งานได้เมื่อ: 23 พฤศจิกายน 2569 08:40');
  });

  it('is sent once beside the alert of the fault, and neither counts as delayed', async () => {
    const telemetry = memoryTelemetry();
    const now = () => happenedAt + 30 * 60_000;
    const ports = memoryAlertPorts({ telemetry, now });

    for (const alert of [makeFault(), makeFault('silent', recovered), makeFault('silent', recovered)])
      await raiseAlert(alert, ports);

    expect(ports.sender.sent.map(({ text }) => text.subject)).toEqual([
      expect.stringContaining('Camera fault'),
      expect.stringContaining('works again'),
    ]);
    expect(telemetry.measured.filter(({ metric }) => metric === Metric.alertDelaySeconds)).toEqual([]);
  });
});
