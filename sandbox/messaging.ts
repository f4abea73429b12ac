import { startFauxqs } from 'fauxqs';
import { forwardTo } from './front-door.ts';
import type { LocalService } from './local-service.ts';

export interface MessagingParams {
  /** Folder of buckets, queues and topics; without it they live in memory. */
  readonly dataDir?: string;
  readonly region: string;
}

export interface Messaging extends LocalService {
  /** Where the engine itself listens, for the sandbox's own pollers. */
  readonly origin: string;
}

/** S3, SQS and SNS on fauxqs, which tells the three apart by itself on its one port. */
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
    signingNames: ['s3', 'sqs', 'sns'],
    handle: forward,
    close: async () => {
      forward.close();
      await engine.stop();
    },
  };
};
