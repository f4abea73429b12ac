import { paginateListQueues, type SQSClient } from '@aws-sdk/client-sqs';
import type { Datum } from './metric.ts';
import { type QueueContents, queueMetricsOf } from './queue-metrics.ts';

export interface MeasureQueuesParams {
  readonly sqs: SQSClient;
  readonly contentsOf: (queueName: string) => QueueContents | undefined;
  readonly put: (datum: Datum) => void;
  readonly now: () => Date;
}

/** Several looks at each minute: what a queue never gets rid of shows in the least of them. */
const lookEveryMilliseconds = 15_000;

/** Looks into every queue again and again until the returned function is called. */
export function measureQueues({ sqs, contentsOf, put, now }: MeasureQueuesParams): () => void {
  const look = async (): Promise<void> => {
    for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, { MaxResults: 1000 }))
      for (const url of QueueUrls) {
        const name = url.split('/').at(-1) ?? url;
        const contents = contentsOf(name);
        if (contents === undefined) continue;
        for (const datum of queueMetricsOf(name, contents, now().getTime())) put(datum);
      }
  };
  const timer = setInterval(() => look().catch(console.error), lookEveryMilliseconds);
  return () => clearInterval(timer);
}
