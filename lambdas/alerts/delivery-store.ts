import type { AlertKind } from '../zone/messages.ts';
import type { Delivery } from './delivery.ts';

/** A message that SNS took, under SNS's own id: the only thing that a report of its delivery names. */
export interface SentMessage {
  readonly messageId: string;
  readonly kind: AlertKind;
  /** What it told: one alert, or those of a digest. */
  readonly alerts: readonly { readonly incidentId: string; readonly tier: number }[];
}

/** Remembers what a message told, and what became of it. */
export interface DeliveryStore {
  /** `at`: epoch ms. */
  keepMessage(message: SentMessage, at: number): Promise<void>;
  findMessage(messageId: string): Promise<SentMessage | undefined>;
  /** The same report is kept once. */
  keep(incidentId: string, delivery: Delivery): Promise<'kept' | 'existed'>;
  /** Of all alerts of an incident, oldest first. */
  list(incidentId: string): Promise<readonly Delivery[]>;
}
