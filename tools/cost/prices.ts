import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseYaml } from '../../lambdas/zone/read-zone-file.ts';

/** Where a figure stands and when it was read. */
const origin = {
  source: z.url('must be the address (https://…) where the price is published'),
  asOf: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'must be a month or day such as 2026-11 or 2026-11-23'),
  /** Read on a page or bill of AWS's own, for this Region. */
  confirmed: z.boolean(),
  /** How it was read, where that is not plain. */
  note: z.string().min(1).optional(),
};

const usd = z.number().min(0, 'must be a price in USD, 0 or more');
/** A step that begins after so many units of a month. */
const step = z.strictObject({ units: z.number().positive(), usd });

const price = z.strictObject({
  usd,
  /** The price is for so many units. */
  per: z.int().min(1).default(1),
  unit: z.string().min(1),
  /** Cheaper steps, the lowest first. */
  above: z.array(step).optional(),
  ...origin,
});
export type Price = Readonly<z.infer<typeof price>>;

const ids = [
  ...(['kinesisVideoIngest', 'kinesisVideoStorage', 'kinesisVideoConsume', 'kinesisVideoImages'] as const),
  ...(['lambdaArmCompute', 'lambdaX86Compute', 'lambdaRequests'] as const),
  ...(['rekognitionSearches', 'rekognitionAnalyses', 'rekognitionVectors'] as const),
  ...(['dynamoWrites', 'dynamoReads', 'dynamoStorage', 'dynamoBackup'] as const),
  ...(['s3Puts', 's3Gets', 's3Storage', 'sqsRequests'] as const),
  ...(['snsPublishes', 'snsEmails', 'smsParts'] as const),
  ...(['iotConnection', 'iotRules', 'iotActions'] as const),
  ...(['cloudWatchMetrics', 'cloudWatchAlarms', 'cloudWatchComposites', 'cloudWatchDashboards'] as const),
  ...(['cloudWatchLogs', 'cloudWatchLogStorage', 'xrayTraces'] as const),
  ...(['schedules', 'kmsRequests', 'dataOut'] as const),
];
export type PriceId = (typeof ids)[number];

/** A price file: what AWS asks in one Region, every figure with its source. */
export const priceFile = z.strictObject({
  version: z.literal(1),
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/, 'must be an AWS Region such as "ap-southeast-1"'),
  thbPerUsd: z.strictObject({ rate: z.number().positive(), ...origin }),
  prices: z.strictObject(Object.fromEntries(ids.map((id) => [id, price])) as Record<PriceId, typeof price>),
});
export type PriceFile = Readonly<z.infer<typeof priceFile>>;

/** Throws FileRefusedError: a price without a source, a price too few or too many, each with line and field. */
export const parsePriceFile = (text: string, file: string): PriceFile => parseYaml(priceFile, text, file);

/** The prices of the Region that the stack stands in. */
export const defaultPriceFile = fileURLToPath(
  new URL('../../zones/prices/ap-southeast-1.yaml', import.meta.url),
);

/** Throws FileRefusedError, and what reading throws. */
export const readPriceFile = (file: string = defaultPriceFile): PriceFile =>
  parsePriceFile(readFileSync(file, 'utf8'), file);

/** USD for so many units of a month, each step at its own price. */
export function usdFor({ usd, per, above = [] }: Price, quantity: number): number {
  const steps = [{ units: 0, usd }, ...above];
  return steps.reduce((sum, { units, usd: own }, i) => {
    const end = steps[i + 1]?.units ?? Number.POSITIVE_INFINITY;
    return sum + (Math.max(0, Math.min(quantity, end) - units) * own) / per;
  }, 0);
}
