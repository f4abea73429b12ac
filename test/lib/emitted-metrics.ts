import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { Metric } from '../../lambdas/zone/metrics.ts';

const keyOf = new Map(Object.entries(Metric).map(([key, name]) => [name as string, key]));

/** Names of the metrics in the code that a function's handler reaches by its imports. */
export function metricsOfFunction(useCase: string): ReadonlySet<string> {
  const [handler] = globSync(`lambdas/*/${useCase}.handler.ts`);
  if (handler === undefined) return new Set();
  const code = [...reach(handler)]
    .filter((path) => path !== 'lambdas/zone/metrics.ts')
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const isUsed = ([, key]: readonly [string, string]) => new RegExp(`\\bMetric\\.${key}\\b`).test(code);
  return new Set([...keyOf].filter(isUsed).map(([name]) => name));
}

function reach(path: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const target of importsOf(path)) reach(target, seen);
  return seen;
}

/** Own files that run with this one; types do not run. */
function importsOf(path: string): readonly string[] {
  const statements = readFileSync(path, 'utf8').matchAll(
    /^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/gm,
  );
  return Array.from(statements, ([, name = '']) => normalize(join(dirname(path), name)));
}
