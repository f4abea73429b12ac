import { z } from 'zod';

const policySchema = z.record(z.string(), z.array(z.unknown()));
/** What the zone always sends as an array. */
const arrayAttributes: ReadonlySet<string> = new Set(['agency', 'site', 'shift']);

/**
 * A filter policy that finds what it names in `String.Array` attributes, as SNS does: fauxqs compares their whole text
 * (`["a","b"]`), in which an element is found by its quotes. A policy may make 150 combinations, so the wildcard takes
 * the name's place and does not stand beside it. A policy of another form is returned as it is.
 */
export function matchArrays(filterPolicy: string): string {
  const policy = policySchema.safeParse(JSON.parse(filterPolicy));
  if (!policy.success) return filterPolicy;
  const widened = Object.entries(policy.data).map(([key, conditions]) => [
    key,
    arrayAttributes.has(key) ? conditions.map(findElement) : conditions,
  ]);
  return JSON.stringify(Object.fromEntries(widened));
}

function findElement(condition: unknown): unknown {
  return typeof condition === 'string' ? { wildcard: `*${JSON.stringify(condition)}*` } : condition;
}
