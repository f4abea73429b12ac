import { startFauxqs } from 'fauxqs';
import type { QueueContents } from './cloudwatch/queue-metrics.ts';
import type { Inject } from './engine-handler.ts';
import { answered, type Listener, withListener } from './in-process.ts';
import type { LocalService } from './local-service.ts';
import { guardObjects } from './object-guards.ts';

export interface MessagingParams {
  /** Folder of buckets, queues and topics; without it they live in memory. */
  readonly dataDir?: string;
  readonly region: string;
}

export interface Messaging extends LocalService {
  /** Where the engine itself listens, for the sandbox's own pollers. */
  readonly origin: string;
  /** The same, without a connection. */
  readonly listener: Listener;
  readonly inject: Inject;
  /** What lies in a queue, without touching it; nothing for a queue that there is not. */
  readonly contentsOf: (queueName: string) => QueueContents | undefined;
}

/**
 * fauxqs, in this process. It tells S3, STS, SQS and SNS apart by itself on its one port; STS is taken as
 * it is, the others have something added in front (`object-guards.ts`, `sqs.ts`, `sns.ts`).
 */
export const startMessaging = async ({ dataDir, region }: MessagingParams): Promise<Messaging> => {
  const { engine, listener, inject } = await withListener(() =>
    startFauxqs({
      port: 0,
      logger: false,
      defaultRegion: region,
      ...(dataDir === undefined ? {} : { dataDir, s3StorageDir: `${dataDir}/objects` }),
    }),
  );
  const origin = `http://127.0.0.1:${engine.port}`;
  return {
    origin,
    listener,
    inject,
    contentsOf: (queueName) => engine.inspectQueue(queueName)?.messages,
    signingNames: ['s3', 'sts'],
    handle: guardObjects((request, response) => answered(listener, request, response), origin),
    close: () => engine.stop(),
  };
};
