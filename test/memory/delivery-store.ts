import { type Delivery, deliveryRecordOf } from '../../lambdas/alerts/delivery.ts';
import type { DeliveryStore, SentMessage } from '../../lambdas/alerts/delivery-store.ts';

export function memoryDeliveryStore(): DeliveryStore {
  const messages = new Map<string, SentMessage>();
  const kept = new Map<string, Map<string, Delivery>>();
  return {
    keepMessage: async (message) => {
      messages.set(message.messageId, message);
    },
    findMessage: async (messageId) => messages.get(messageId),
    keep: async (incidentId, delivery) => {
      const own = kept.get(incidentId) ?? new Map<string, Delivery>();
      const record = deliveryRecordOf(delivery);
      if (own.has(record)) return 'existed';
      kept.set(incidentId, own.set(record, delivery));
      return 'kept';
    },
    list: async (incidentId) =>
      [...(kept.get(incidentId) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
  };
}
