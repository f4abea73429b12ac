import type { EscalationRules } from '../zone/alert-file.ts';
import type { AlertKind } from '../zone/messages.ts';

/** One alert of an incident that nobody acknowledges. */
export interface EscalationStep {
  readonly tier: number;
  /** How often the tier was told before; absent the first time. */
  readonly repeat?: number;
  /** After the incident was opened. */
  readonly afterSeconds: number;
}

/** A call for help always escalates; the zone file says which other kinds do. */
export function escalates(kind: AlertKind, { escalates: kinds }: EscalationRules): boolean {
  return kind === 'sos' || kinds.includes(kind);
}

/** The alert of that number: 0 is the first tier's, then come the other tiers and the last one again. `undefined`: no more. */
export function escalationStep(
  number: number,
  { tiers, repeat }: EscalationRules,
): EscalationStep | undefined {
  const tier = tiers[number];
  if (tier !== undefined) return tier;
  const last = tiers.at(-1);
  const times = number - tiers.length + 1;
  if (last === undefined || times > repeat.times) return undefined;
  return {
    tier: last.tier,
    repeat: times,
    afterSeconds: last.afterSeconds + times * repeat.everyMinutes * 60,
  };
}

/** SQS holds a message back no longer; a longer wait is several of them. */
export const longestDelaySeconds = 900;
/**
 * An alert that nobody could publish for so long is not waited for: the next tier is told at once. Longer than the
 * half minute after which the message of a function that died comes back.
 */
export const undeliveredSeconds = 45;

/** What to do now about the next alert of an open incident. */
export type EscalationMove =
  | { readonly what: 'end' }
  | { readonly what: 'wait'; readonly delaySeconds: number }
  | { readonly what: 'tell'; readonly step: EscalationStep; readonly why: 'unacknowledged' | 'undelivered' };

/**
 * `next` is the number of the alert that is not asked for yet, `askedAt` (epoch ms) when the one before was, and
 * `isTold` whether that one went out or is held back on purpose.
 */
export function nextMove(
  params: {
    readonly openedAt: number;
    readonly next: number;
    readonly askedAt: number;
    readonly isTold: boolean;
    readonly now: number;
  },
  rules: EscalationRules,
): EscalationMove {
  const { openedAt, next, askedAt, isTold, now } = params;
  const step = escalationStep(next, rules);
  if (step === undefined) return { what: 'end' };
  const dueAt = openedAt + step.afterSeconds * 1000;
  if (now >= dueAt) return { what: 'tell', step, why: 'unacknowledged' };
  // A tier is told once out of turn; its repetitions keep their time.
  const givenUpAt = isTold || step.repeat !== undefined ? dueAt : askedAt + undeliveredSeconds * 1000;
  if (now >= givenUpAt) return { what: 'tell', step, why: 'undelivered' };
  return { what: 'wait', delaySeconds: delayUntil(Math.min(dueAt, givenUpAt), now) };
}

/** Whole seconds, rounded up so that a message never comes before its time. */
export function delayUntil(at: number, now: number): number {
  return Math.min(longestDelaySeconds, Math.max(0, Math.ceil((at - now) / 1000)));
}
