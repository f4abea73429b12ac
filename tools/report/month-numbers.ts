import {
  countIncidents,
  falseAlarmsOf,
  type IncidentCounts,
  type MatchVerdicts,
  verdictsOf,
} from './count-incidents.ts';
import { type Deliveries, deliveriesOf } from './deliveries.ts';
import type { IncidentFacts } from './incident-facts.ts';
import type { ReportMonth } from './month.ts';
import type { ReportDevice } from './outages.ts';
import { type PaidCalls, paidCallsOf } from './paid-calls.ts';
import { type Responses, responsesOf } from './responses.ts';
import { type Uptime, uptimeOf } from './uptime.ts';

/** Everything that the report counts of one month. */
export interface MonthNumbers {
  readonly month: string;
  /** Nothing was found: no incident, no device that was there, no paid call. */
  readonly isEmpty: boolean;
  /** Real ones; drills stand apart. */
  readonly incidents: IncidentCounts;
  readonly falseAlarms: { readonly closed: number; readonly falseAlarms: number };
  readonly matches: MatchVerdicts;
  readonly responses: {
    readonly presses: Responses;
    readonly matches: Responses;
    readonly drills: Responses;
  };
  readonly cameras: Uptime;
  readonly poles: Uptime;
  /** Of drills too: their messages are sent and paid for. */
  readonly deliveries: Deliveries;
  readonly paidCalls?: PaidCalls;
}

export interface MonthNumbersParams {
  readonly month: ReportMonth;
  readonly facts: readonly IncidentFacts[];
  readonly devices: readonly ReportDevice[];
  readonly paidCallsByDay: ReadonlyMap<string, number>;
  readonly paidCallsPerDay: number;
  /** Epoch ms. */
  readonly now: number;
}

/** The numbers of a month from all that is known; `facts` may hold other months' incidents too. */
export function monthNumbers(params: MonthNumbersParams): MonthNumbers {
  const { month, facts, devices, now, paidCallsByDay: ofDays, paidCallsPerDay } = params;
  const own = facts.filter(({ openedAt }) => openedAt >= month.from && openedAt < month.to);
  const real = own.filter(({ drill }) => !drill);
  const incidents = countIncidents(real, month);
  const uptime = (type: ReportDevice['type']) =>
    uptimeOf({ devices: devices.filter((one) => one.type === type), facts, month, now });
  const [cameras, poles] = [uptime('camera'), uptime('pole')];
  const paidCalls = paidCallsOf({ month, ofDays, paidCallsPerDay, now });
  return {
    month: month.month,
    isEmpty:
      own.length === 0 && [cameras, poles].every(({ share }) => share === undefined) && !paidCalls?.calls,
    incidents,
    falseAlarms: falseAlarmsOf(incidents.kinds),
    matches: verdictsOf(real),
    responses: {
      presses: responsesOf(real, ['sos']),
      matches: responsesOf(real, ['person', 'plate']),
      drills: responsesOf(
        own.filter(({ drill }) => drill),
        ['sos'],
      ),
    },
    ...{ cameras, poles, deliveries: deliveriesOf(own) },
    ...(paidCalls && { paidCalls }),
  };
}
