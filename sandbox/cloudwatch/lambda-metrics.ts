import { z } from 'zod';
import type { LambdaLogLine } from '../function-pool.ts';
import { readRecord } from './log-record.ts';
import type { Datum } from './metric.ts';

const report = z.object({ type: z.literal('platform.report'), status: z.string(), durationMs: z.number() });

/** What Lambda counts of each invocation: by function, and of all functions together. */
export function lambdaMetricsOf({ functionName, line }: LambdaLogLine, at: number): readonly Datum[] {
  if (!line.includes('"platform.report"')) return [];
  const { data } = report.safeParse(readRecord(line));
  if (data === undefined) return [];
  const counted = { Invocations: 1, Errors: data.status === 'success' ? 0 : 1, Duration: data.durationMs };
  return Object.entries(counted).flatMap(([name, value]) =>
    [{ FunctionName: functionName }, {}].map((dimensions) => ({
      ...{ metric: { namespace: 'AWS/Lambda', name, dimensions }, value, at },
    })),
  );
}
