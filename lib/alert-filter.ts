import type { AlertKind } from '../lambdas/zone/messages.ts';
import { audienceOf, everyAgency, unknownSiteId } from '../lambdas/zone/names.ts';
import { dutyFilter } from '../lambdas/zone/quiet-hours.ts';
import type { Recipient } from '../lambdas/zone/recipients-file.ts';

/** Which topic tells of a kind. */
export const topicOf: Readonly<Record<AlertKind, 'sos' | 'match' | 'device'>> = {
  sos: 'sos',
  person: 'match',
  plate: 'match',
  device: 'device',
  crowd: 'match',
  loitering: 'match',
};

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const mostCombinations = 150;

/**
 * The filter of a recipient's subscription to the topic of these kinds. SNS allows five keys, so tier and drill share
 * one. Throws when SNS would refuse it.
 */
export function alertFilter(
  { id, agency, receives, shifts, quietHours }: Recipient,
  kinds: readonly AlertKind[],
) {
  // A call for help has a topic of its own, whose filters know no quiet hours.
  const isCalm = kinds.some((kind) => topicOf[kind] !== 'sos');
  const duty = dutyFilter(shifts, isCalm ? quietHours : undefined);
  const isMatch = kinds.some((kind) => topicOf[kind] === 'match');
  const policy = {
    kind: kinds,
    audience: receives.tiers.map((tier) => audienceOf(tier, receives.drills)),
    // Only matches have watchlist entries, which some agencies may not see.
    ...(isMatch ? { agency: [agency, everyAgency] } : {}),
    ...(receives.sites ? { site: [...receives.sites, unknownSiteId] } : {}),
    ...(duty ? { shift: duty } : {}),
  };
  const combinations = Object.values(policy).reduce((product, { length }) => product * length, 1);
  if (combinations > mostCombinations)
    throw new Error(
      `recipient "${id}" names too many kinds, tiers, sites and shifts for one filter: split it in two`,
    );
  return policy;
}
