import { z } from 'zod';
import { readRecord } from './log-record.ts';
import type { Datum } from './metric.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const embedded = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

/** The metrics that a line of a function's log embeds; none in any other line. Never throws. */
export function readEmbeddedMetrics(line: string): readonly Datum[] {
  // Most lines are none, and need not be parsed.
  if (!line.includes('"CloudWatchMetrics"')) return [];
  const { success, data } = embedded.safeParse(readRecord(line));
  if (!success) return [];
  return data._aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.flatMap(({ Name: name }) => {
        const dimensions = Object.fromEntries(names.map((each) => [each, String(data[each])]));
        return valuesOf(data[name]).map((value) => ({
          metric: { namespace, name, dimensions },
          ...{ value, at: data._aws.Timestamp },
        }));
      }),
    ),
  );
}

function valuesOf(written: unknown): readonly number[] {
  return [written]
    .flat()
    .filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
}
