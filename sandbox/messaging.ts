import { startFauxqs } from 'fauxqs';
import { forwardTo } from './front-door.ts';
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
}

/**
 * fauxqs, in this process. It tells S3, STS, SQS and SNS apart by itself on its one port; STS is taken as
 * it is, the others have something added in front (`object-guards.ts`, `sqs.ts`, `sns.ts`).
 */
export const startMessaging = async ({ dataDir, region }: MessagingParams): Promise<Messaging> => {
  const engine = await startFauxqs({
    port: 0,
    logger: false,
    defaultRegion: region,
    ...(dataDir === undefined ? {} : { dataDir, s3StorageDir: `${dataDir}/objects` }),
  });
  const origin = `http://127.0.0.1:${engine.port}`;
  const forward = forwardTo(origin);
  return {
    origin,
    signingNames: ['s3', 'sts'],
    handle: guardObjects(forward, origin),
    close: async () => {
      forward.close();
      await engine.stop();
    },
  };
};
