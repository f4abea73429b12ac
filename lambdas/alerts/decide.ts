import type { Decision } from '../zone/decision.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { RaiseAlertMessage } from '../zone/messages.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { DecisionLog } from './decision-log.ts';

export interface DecidePorts {
  readonly decisions: Pick<DecisionLog, 'keep'>;
  readonly telemetry: Pick<Telemetry, 'warn'>;
}

/** Writes down what became of an alert. That this fails is told and holds nothing up: the alert matters more. */
export async function decide(
  { incidentId, tier, joinedBy }: Pick<RaiseAlertMessage, 'incidentId' | 'tier' | 'joinedBy'>,
  what: Pick<Decision, 'at' | 'gate' | 'outcome' | 'why' | 'channel'>,
  { decisions, telemetry }: DecidePorts,
): Promise<void> {
  try {
    const cause = joinedBy === undefined ? {} : { cause: joinedBy };
    await decisions.keep({ version: 1, about: incidentId, tier, ...cause, ...what });
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    telemetry.warn(LogEvent.decisionNotKept, { incidentId, gate: what.gate, reason });
  }
}
