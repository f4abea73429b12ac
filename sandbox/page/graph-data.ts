import { z } from 'zod';
import { isKnowable, type MetricId } from '../cloudwatch/metric.ts';
import { type Calculate, readMetricMath, type Series } from '../cloudwatch/metric-math.ts';
import type { MetricStore, TimeRange } from '../cloudwatch/metric-store.ts';

const options = z.looseObject({
  id: z.string().optional(),
  label: z.string().optional(),
  stat: z.string().optional(),
  period: z.number().optional(),
  expression: z.string().optional(),
  visible: z.boolean().default(true),
});
type Options = z.infer<typeof options>;

/** Properties of a metric widget, as far as this board draws them. */
export const graphProperties = z.looseObject({
  metrics: z.array(z.array(z.unknown())).default([]),
  stat: z.string().default('Average'),
  period: z.number().default(300),
  annotations: z
    .object({
      horizontal: z.array(z.object({ value: z.number(), label: z.string().optional() })).default([]),
    })
    .optional(),
});

/** A line of a graph. */
export interface GraphLine {
  readonly label: string;
  readonly values: Series;
  /** Something on this machine could write it. */
  readonly isKnowable: boolean;
}

export interface ReadGraphParams {
  readonly properties: z.infer<typeof graphProperties>;
  readonly metrics: Pick<MetricStore, 'read'>;
  readonly range: TimeRange;
  /** Takes the place of every metric's own, as a dashboard's automatic period does. */
  readonly periodSeconds: number | undefined;
}

interface Row {
  readonly metric?: MetricId;
  readonly options: Options;
}

/** The lines of a graph; https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export function readGraph({
  properties,
  metrics,
  range,
  periodSeconds,
}: ReadGraphParams): readonly GraphLine[] {
  const rows = readRows(properties.metrics);
  const byId = new Map<string, Series>();
  const read = rows.map(({ metric, options: { id, stat, period } }) => {
    if (metric === undefined) return [];
    const statistic = stat ?? properties.stat;
    const values = metrics.read(
      { metric, statistic, periodSeconds: periodSeconds ?? period ?? properties.period },
      range,
    );
    if (id !== undefined) byId.set(id, values);
    return values;
  });
  return rows.flatMap((row, index) => {
    const { metric, options: own } = row;
    if (!own.visible) return [];
    const values = own.expression === undefined ? read[index] : calculate(own.expression)(byId);
    return {
      label: labelOf(row, rows),
      values: values ?? [],
      isKnowable: metric === undefined || isKnowable(metric),
    };
  });
}

/** What the sandbox cannot calculate is drawn as no data; an alarm on it would have stopped the start. */
function calculate(expression: string): Calculate {
  try {
    return readMetricMath(expression);
  } catch {
    return () => [];
  }
}

/** A `.` stands for what the row above has in its place, `...` for all that is missing. */
function readRows(written: readonly (readonly unknown[])[]): readonly Row[] {
  let above: readonly string[] = [];
  return written.map((row) => {
    const last = row.at(-1);
    const own = options.parse(typeof last === 'object' ? last : {});
    const texts = row.filter((each) => typeof each === 'string');
    if (texts.length === 0) return { options: own };
    const rest =
      texts[0] === '...' ? [...above.slice(0, above.length - texts.length + 1), ...texts.slice(1)] : texts;
    above = rest.map((text, i) => (text === '.' ? (above[i] ?? '') : text));
    const [namespace = '', name = '', ...pairs] = above;
    return { options: own, metric: { namespace, name, dimensions: toDimensions(pairs) } };
  });
}

function toDimensions(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.flatMap((name, i) => (i % 2 === 0 ? [[name, pairs[i + 1] ?? '']] : [])));
}

/** The metric's name, and what tells it from others of the same name. */
function labelOf({ metric, options: { label, expression, stat } }: Row, rows: readonly Row[]): string {
  if (label !== undefined || metric === undefined) return label ?? expression ?? '';
  const values = Object.values(metric.dimensions).join(' ');
  const same = rows.filter((row) => row.metric?.name === metric.name);
  const sameValues = same.filter((row) => Object.values(row.metric?.dimensions ?? {}).join(' ') === values);
  return [
    metric.name,
    ...(same.length > sameValues.length ? [values] : []),
    ...(sameValues.length > 1 && stat !== undefined ? [stat] : []),
  ].join(' ');
}
