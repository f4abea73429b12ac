import { describe, expect, it } from 'vitest';
import { raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import type { AlertKind } from '../../lambdas/zone/messages.ts';
import { parseRecipientsFile } from '../../lambdas/zone/read-zone-file.ts';
import { alertFilter } from '../../lib/alert-filter.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeAlert } from './make-alert.ts';

const file = `version: 1
recipients:
  - { id: officer, agency: Police, sms: "+66810000001", receives: { kinds: [sos, plate, device], tiers: [1] }, quietHours: { from: "22:00", to: "06:00" } }
`;
const [officer] = parseRecipientsFile(file, 'recipients.yaml').recipients;
const quietHours = [{ from: '22:00', to: '06:00' }];

/** Whether the officer's own filter lets the alert of a kind through at a time of the zone's clock, and why it says not. */
async function tell(kind: AlertKind, clock: string, urgent: readonly ('plate' | 'device')[] = []) {
  if (officer === undefined) throw new Error('the file has a recipient');
  const now = () => Date.parse(`2026-11-23T${clock}:00+07:00`);
  const ports = memoryAlertPorts({ telemetry: memoryTelemetry(), now, rules: { urgent: [...urgent] } });
  await raiseAlert(makeAlert({ kind }), { ...ports, quietHours });
  const asked = alertFilter(officer, [kind]).shift;
  const marks = ports.sender.sent[0]?.shifts ?? [];
  return {
    isTold: asked === undefined || asked.some((mark) => marks.includes(mark)),
    why: ports.decisions.kept.at(-1)?.why,
  };
}

describe('a recipient with quiet hours', () => {
  it.each([
    ['plate', '21:59', true],
    ['plate', '22:00', false],
    ['device', '03:00', false],
    ['device', '06:00', true],
    ['sos', '03:00', true],
  ] as const)('is told of %s at %s: %s', async (kind, clock, isTold) => {
    expect((await tell(kind, clock)).isTold).toBe(isTold);
  });

  it('is told of what the zone calls urgent at any hour', async () => {
    expect((await tell('plate', '03:00', ['plate'])).isTold).toBe(true);
    expect((await tell('device', '03:00', ['plate'])).isTold).toBe(false);
  });

  it('finds in the alert’s record whose quiet hours kept it from them', async () => {
    expect((await tell('plate', '03:00')).why).toBe('quiet for whoever asked: 22:00–06:00');
    expect((await tell('plate', '12:00')).why).toBe('nothing stood against it');
  });
});
