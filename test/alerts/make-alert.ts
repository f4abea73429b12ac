import type { Addressed } from '../../lambdas/alerts/alert-sender.ts';
import type { RaiseAlertMessage } from '../../lambdas/zone/messages.ts';

/** 08:15 in Nong Khai. */
export const happenedAt = Date.parse('2026-11-23T01:15:00Z');

export function makeAlert(overrides: Partial<RaiseAlertMessage> = {}): RaiseAlertMessage {
  return {
    version: 1,
    incidentId: 'SOS-7KQ2MD9F',
    kind: 'sos',
    tier: 1,
    drill: false,
    happenedAt,
    deviceId: 'nk-pole-01',
    place: {
      siteId: 'friendship-bridge',
      name: { th: 'สะพานมิตรภาพ', en: 'Friendship Bridge' },
      latitude: 17.8782,
      longitude: 102.7144,
    },
    ...overrides,
  };
}

/** As raise-alert hands it to its sender. */
export function addressed(overrides: Partial<RaiseAlertMessage> = {}): Addressed {
  const alert = makeAlert(overrides);
  return { ...alert, siteIds: [alert.place.siteId] };
}
