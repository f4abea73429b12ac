/** Prices of ap-southeast-1 in USD: https://aws.amazon.com/iot-core/pricing/, /sqs/, /lambda/, /dynamodb/ (2026-11). */
export interface HeartbeatPrices {
  /** Basic Ingest messages cost nothing; the connection does, for a million minutes. */
  readonly connectionMinutesPerMillion: number;
  readonly rulesPerMillion: number;
  readonly actionsPerMillion: number;
  readonly sqsRequestsPerMillion: number;
  readonly lambdaRequestsPerMillion: number;
  readonly lambdaGigabyteSecond: number;
  readonly dynamoWritesPerMillion: number;
  readonly dynamoReadsPerMillion: number;
}

/** What one heartbeat takes, as it was measured or counted in the code. */
export interface HeartbeatWork {
  /** Milliseconds of the function for each, in batches of `perBatch`. */
  readonly milliseconds: number;
  readonly perBatch: number;
  readonly memoryGigabytes: number;
  readonly writes: number;
  readonly reads: number;
}

export interface HeartbeatBill {
  readonly messagesPerMonth: number;
  readonly messagesPerSecond: number;
  readonly invocationsPerSecond: number;
  /** Functions at work at a time. */
  readonly concurrency: number;
  readonly usd: Readonly<Record<string, number>>;
  readonly usdTotal: number;
}

const minutesPerMonth = 30 * 24 * 60;

/** Cost and load of a month of heartbeats, on paper. `perMinute` for each pole. */
export function heartbeatBill(
  { poles, perMinute }: { readonly poles: number; readonly perMinute: number },
  work: HeartbeatWork,
  prices: HeartbeatPrices,
): HeartbeatBill {
  const messagesPerMonth = poles * perMinute * minutesPerMonth;
  const messagesPerSecond = (poles * perMinute) / 60;
  const batches = messagesPerMonth / work.perBatch;
  const gigabyteSeconds = (messagesPerMonth * work.milliseconds * work.memoryGigabytes) / 1000;
  const millions = (count: number, price: number) => (count / 1e6) * price;
  const usd = {
    'IoT connections': millions(poles * minutesPerMonth, prices.connectionMinutesPerMillion),
    'IoT rules and actions': millions(messagesPerMonth, prices.rulesPerMillion + prices.actionsPerMillion),
    // Each is sent alone; a batch is received and deleted with one request each.
    SQS: millions(messagesPerMonth + 2 * batches, prices.sqsRequestsPerMillion),
    Lambda:
      millions(batches, prices.lambdaRequestsPerMillion) + gigabyteSeconds * prices.lambdaGigabyteSecond,
    DynamoDB:
      millions(messagesPerMonth * work.writes, prices.dynamoWritesPerMillion) +
      millions(messagesPerMonth * work.reads, prices.dynamoReadsPerMillion),
  };
  return {
    ...{ messagesPerMonth, messagesPerSecond, usd },
    invocationsPerSecond: messagesPerSecond / work.perBatch,
    concurrency: (messagesPerSecond * work.milliseconds) / 1000,
    usdTotal: Object.values(usd).reduce((sum, cost) => sum + cost, 0),
  };
}
