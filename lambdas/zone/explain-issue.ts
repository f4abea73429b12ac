import type { z } from 'zod';

/** The part of JSON Schema that the files use. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
}

export interface Explanation {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
}

/** Says in plain words what is wrong at which path; an unknown key becomes one explanation with the keys allowed there. */
export function explainIssue(
  issue: z.core.$ZodIssue,
  schema: unknown,
  value: unknown,
): readonly Explanation[] {
  if (issue.code === 'unrecognized_keys') {
    const allowed = Object.keys(schemaAt(schema as Schema, issue.path)?.properties ?? {});
    return issue.keys.map((key) => ({ path: [...issue.path, key], problem: unknownKey(key, allowed) }));
  }
  const given = valueAt(value, issue.path);
  const shown = given === undefined ? 'is missing' : `is ${JSON.stringify(given)}`;
  return [
    {
      path: issue.path,
      problem: issue.code === 'custom' ? issue.message : `${short(shown)}, ${right(issue)}`,
    },
  ];
}

function unknownKey(key: string, allowed: readonly string[]): string {
  const near = allowed.find((name) => distance(name.toLowerCase(), key.toLowerCase()) <= 2);
  if (near) return `is no key of this file; did you mean "${near}"?`;
  return `is no key of this file; allowed here: ${allowed.join(', ') || 'none'}`;
}

function right(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('must')) return issue.message;
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.map((v) => JSON.stringify(v)).join(' or ')}`;
  if (issue.code === 'invalid_type') return `must be a ${issue.expected}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
  return issue.message;
}

function unitOf(origin: string): string {
  return { string: ' characters long', array: ' entries' }[origin] ?? '';
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function schemaAt(schema: Schema | undefined, path: readonly PropertyKey[]): Schema | undefined {
  return path.reduce<Schema | undefined>(
    (at, key) => (typeof key === 'number' ? at?.items : at?.properties?.[String(key)]),
    schema,
  );
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** Levenshtein distance, to find the key that was meant. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
