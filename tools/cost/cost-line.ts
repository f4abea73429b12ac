import { type PriceFile, type PriceId, usdFor } from './prices.ts';

export type Service =
  | 'Kinesis Video'
  | 'Lambda'
  | 'Rekognition'
  | 'DynamoDB'
  | 'S3'
  | 'SQS'
  | 'SNS and SMS'
  | 'IoT Core'
  | 'CloudWatch'
  | 'Others';

/** One line of the bill of a month. */
export interface CostLine {
  readonly service: Service;
  readonly item: string;
  readonly price: PriceId;
  readonly quantity: number;
  /** How the quantity comes about, with its numbers. */
  readonly why: string;
}

export interface PricedLine extends Omit<CostLine, 'price'> {
  readonly unit: string;
  /** What AWS asks, for so many units; further steps may be cheaper. */
  readonly price: { readonly id: PriceId; readonly usd: number; readonly per: number };
  readonly usd: number;
  /** The price is AWS's own word. */
  readonly confirmed: boolean;
}

export function priceLine(line: CostLine, { prices }: PriceFile): PricedLine {
  const price = prices[line.price];
  return {
    ...line,
    unit: price.unit,
    price: { id: line.price, usd: price.usd, per: price.per },
    usd: usdFor(price, line.quantity),
    confirmed: price.confirmed,
  };
}

/** A number for people: 1,234,567 or 0.35. */
export function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 3 });
}

/** Makes the lines of one service. */
export const linesOf =
  (service: Service) =>
  (item: string, price: PriceId, quantity: number, why: string): CostLine => ({
    ...{ service, item, price, quantity, why },
  });
