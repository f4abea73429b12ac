import { type Incident, newIncident } from '../../lambdas/incidents/incident.ts';

export const pressedAt = Date.parse('2026-11-23T01:15:00Z');

export function makeIncident(overrides: Partial<Incident> = {}): Incident {
  const opened = newIncident({
    kind: 'sos',
    deviceId: 'nk-pole-01',
    causeId: 'press-0001',
    openedAt: pressedAt + 200,
    happenedAt: pressedAt,
    drill: false,
    place: {
      siteId: 'friendship-bridge',
      name: { th: 'สะพานมิตรภาพ', en: 'Friendship Bridge' },
      latitude: 17.8782,
      longitude: 102.7144,
    },
  });
  return { ...opened, ...overrides };
}
