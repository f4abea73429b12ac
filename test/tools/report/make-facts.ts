import type { IncidentFacts } from '../../../tools/report/incident-facts.ts';
import { monthOf } from '../../../tools/report/month.ts';
import type { ReportDevice } from '../../../tools/report/outages.ts';

export const october = monthOf('2026-10', 'Asia/Bangkok');
export const september = monthOf('2026-09', 'Asia/Bangkok');
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

let made = 0;

/** A press at noon on 5 October that nobody has answered. */
export function makeFacts(overrides: Partial<IncidentFacts> = {}): IncidentFacts {
  made++;
  const happenedAt = overrides.happenedAt ?? october.from + 4 * day + 12 * hour;
  return {
    ...{ incidentId: `SOS-${made}`, kind: 'sos', state: 'open', drill: false },
    ...{ deviceId: 'nk-pole-01', siteId: 'market', openedAt: happenedAt + 200, happenedAt },
    ...{ isClosedBySystem: false, alerts: { sent: 1, held: 0, stopped: 0 }, sms: [] },
    ...overrides,
  };
}

/** A camera that was silent for two hours from noon on 5 October. */
export function makeFault(overrides: Partial<IncidentFacts> = {}): IncidentFacts {
  const happenedAt = overrides.happenedAt ?? october.from + 4 * day + 12 * hour;
  const recoveredAt = happenedAt + 2 * hour;
  return makeFacts({
    ...{ kind: 'device', deviceId: 'nk-cam-01', fault: 'silent', state: 'resolved' },
    ...{ happenedAt, recoveredAt, closedAt: recoveredAt, isClosedBySystem: true },
    ...overrides,
  });
}

export function makeDevice(overrides: Partial<ReportDevice> = {}): ReportDevice {
  return { id: 'nk-cam-01', type: 'camera', siteId: 'market', since: 0, running: [], ...overrides };
}
