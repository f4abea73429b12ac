import type { DecisionLog } from '../alerts/decision-log.ts';
import type { SightingDecision } from '../zone/decision.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { SearchVerdict, Unknown } from './search-crops.ts';

export interface DecideUnnamedPorts {
  /** Kept as long as sightings. Left out: nothing is written down but the log. */
  readonly decisions?: Pick<DecisionLog, 'keep'>;
  readonly telemetry: Pick<Telemetry, 'warn'>;
}

type Why = Pick<SightingDecision, 'gate' | 'why'>;

const disagree = 'another shot of the same pass does not show the person of the first';
const alone = 'no second shot of the pass could be searched';

/**
 * Writes down why nobody was named of a face that one shot took for somebody of the watchlist. For whom is left out:
 * whoever passed is most likely somebody else. Of a face like nobody's nothing is kept.
 */
export async function decideUnnamed(
  passId: string,
  { reason, corrected }: Pick<Unknown, 'reason' | 'corrected'>,
  now: number,
  { decisions, telemetry }: DecideUnnamedPorts,
): Promise<void> {
  const why = whyOf(reason, corrected.length);
  if (decisions === undefined || why === undefined) return;
  try {
    await decisions.keep({ version: 1, about: passId, at: now, outcome: 'stopped', ...why });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    telemetry.warn(LogEvent.decisionNotKept, { passId, gate: why.gate, reason: name });
  }
}

/** Of a face that was taken for others too: the sighting names those, not whom an operator ruled out. */
export function correctedDecisions(
  { corrected }: Extract<SearchVerdict, { readonly kind: 'candidate' }>,
  at: number,
): readonly SightingDecision[] {
  return corrected.length === 0 ? [] : [{ at, outcome: 'stopped', ...correctedWhy(corrected.length) }];
}

function whyOf(reason: Unknown['reason'], correctedCount: number): Why | undefined {
  if (reason === 'no-candidate') return undefined;
  if (reason === 'corrected') return correctedWhy(correctedCount);
  return { gate: 'agreement', why: reason === 'crops-disagree' ? disagree : alone };
}

function correctedWhy(count: number): Why {
  return { gate: 'corrected', why: `an operator’s "not this person" rules out ${count} it was taken for` };
}
