import type { RaiseAlertPorts } from '../../lambdas/alerts/raise-alert.ts';
import { type AlertRules, alertRules } from '../../lambdas/zone/alert-file.ts';
import type { Telemetry } from '../../lambdas/zone/telemetry.ts';
import { memoryAlertSender } from './alert-sender.ts';
import { memoryAlertStore } from './alert-store.ts';
import { memoryDecisionLog } from './decision-log.ts';
import { memoryDeliveryStore } from './delivery-store.ts';
import { memoryDigestQueue, memoryHoldingStore } from './holding-store.ts';

/** What raise-alert needs, in memory, with the rules that a zone file has which says nothing of them. */
export function memoryAlertPorts<Told extends Telemetry>(params: {
  readonly telemetry: Told;
  readonly now: () => number;
  readonly rules?: Partial<AlertRules>;
}) {
  return {
    alerts: memoryAlertStore(),
    sender: memoryAlertSender(),
    holding: memoryHoldingStore(),
    decisions: memoryDecisionLog(),
    digests: memoryDigestQueue(),
    messages: memoryDeliveryStore(),
    pause: async () => undefined,
    timeZone: 'Asia/Bangkok',
    shifts: [],
    ...params,
    rules: { ...alertRules.parse({}), ...params.rules },
  } satisfies RaiseAlertPorts;
}
