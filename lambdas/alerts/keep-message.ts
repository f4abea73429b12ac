import { LogEvent } from '../zone/log-events.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { DeliveryStore, SentMessage } from './delivery-store.ts';

export interface KeepMessagePorts {
  readonly messages: Pick<DeliveryStore, 'keepMessage'>;
  readonly telemetry: Pick<Telemetry, 'warn'>;
}

/** Remembers what a message told that went out at `at` (epoch ms). That this fails is told and holds nothing up. */
export async function keepMessage(
  { messageId, kind, alerts }: Omit<SentMessage, 'messageId'> & { readonly messageId: string | undefined },
  at: number,
  { messages, telemetry }: KeepMessagePorts,
): Promise<void> {
  if (messageId === undefined) return;
  const told = alerts.map(({ incidentId, tier }) => ({ incidentId, tier }));
  try {
    await messages.keepMessage({ messageId, kind, alerts: told }, at);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    telemetry.warn(LogEvent.messageNotKept, { messageId, incidentId: told[0]?.incidentId, reason });
  }
}
