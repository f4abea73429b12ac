import { z } from 'zod';

const policySchema = z.record(z.string(), z.array(z.unknown()));
/** What the zone sends as an array. A policy may make 150 combinations, so nothing is widened that need not be. */
const arrayAttributes: ReadonlySet<string> = new Set(['agency']);

/**
 * A filter policy that also lets through `String.Array` attributes, as SNS does: fauxqs compares their whole text
 * (`["a","b"]`), in which an element is found by its quotes. A policy of another form is returned as it is.
 */
export function matchArrays(filterPolicy: string): string {
  const policy = policySchema.safeParse(JSON.parse(filterPolicy));
  if (!policy.success) return filterPolicy;
  const widened = Object.entries(policy.data).map(([key, conditions]) => [
    key,
    arrayAttributes.has(key) ? widen(conditions) : conditions,
  ]);
  return JSON.stringify(Object.fromEntries(widened));
}

function widen(conditions: readonly unknown[]): readonly unknown[] {
  const strings = conditions.filter((condition) => typeof condition === 'string');
  return [...conditions, ...strings.map((text) => ({ wildcard: `*${JSON.stringify(text)}*` }))];
}
