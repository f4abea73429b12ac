import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createClients, createEngineClients } from './clients.ts';
import { type CloudWatch, createCloudWatch } from './cloudwatch/cloudwatch.ts';
import { measureQueues } from './cloudwatch/measure-queues.ts';
import { measureTopics } from './cloudwatch/topic-metrics.ts';
import {
  type CustomResourceResponses,
  createCustomResourceResponses,
  RESPONSE_PATH,
} from './custom-resource-responses.ts';
import { startDynamoDb } from './dynamodb.ts';
import { openFrontDoor } from './front-door.ts';
import type { LambdaLogLine } from './function-pool.ts';
import { createLambdaRuntime, type LambdaRuntime } from './lambda-runtime.ts';
import { createLambdaService } from './lambda-service.ts';
import type { LocalService } from './local-service.ts';
import { createLogSubscriptions, type LogSubscriptions } from './log-subscriptions.ts';
import { createMailboxes, type Mailboxes } from './mailboxes.ts';
import { startMessaging } from './messaging.ts';
import type { Clients } from './resources/world.ts';
import { logSmsDeliveries } from './sms-log.ts';
import { createSns, reopenMailboxes } from './sns.ts';
import { createSqs } from './sqs.ts';
import { moveMessages } from './sqs-move-task.ts';
import { createSsm, type Ssm } from './ssm.ts';

/** fauxqs and dynalite know this account alone. */
export const ACCOUNT_ID = '000000000000';

/** What a service of our own may stand on. */
export interface ServiceContext {
  readonly region: string;
  readonly accountId: string;
  readonly endpointUrl: string;
  /** The sandbox's data folder, when it keeps one. */
  readonly dataDir?: string;
  /** A folder that is always there: the data folder, or one that goes with the sandbox. */
  readonly folder: string;
  readonly clients: Clients;
  /** Speak to queues and topics directly. */
  readonly engine: { readonly sqs: SQSClient; readonly sns: SNSClient };
  readonly lambda: LambdaRuntime;
}

/** Starts services that are no part of the core: Kinesis Video, Rekognition, IoT Core. */
export type OpenServices = (context: ServiceContext) => Promise<readonly LocalService[]>;

export interface LocalAwsParams {
  /** 0 takes any free port. */
  readonly port: number;
  readonly region: string;
  /** Keeps all data over a restart. @default everything in memory */
  readonly dataDir?: string | undefined;
  /** For services that need files even if nothing is kept. */
  readonly folder: string;
  readonly now: () => Date;
  readonly onLog?: (line: LambdaLogLine) => void;
  readonly openServices?: OpenServices | undefined;
}

/** An empty local AWS: engines and services behind one address, and no stack yet. */
export interface LocalAws {
  readonly endpointUrl: string;
  readonly clients: Clients;
  /** A client with room for many long polls. */
  readonly pollSqs: SQSClient;
  readonly lambda: LambdaRuntime;
  readonly ssm: Ssm;
  readonly cloudWatch: CloudWatch;
  readonly mailboxes: Mailboxes;
  readonly logSubscriptions: LogSubscriptions;
  readonly responses: CustomResourceResponses;
  addService(service: LocalService): void;
  stop(): Promise<void>;
}

/** Ends what was started, last first; one that fails to end does not keep the others open. */
export const createClosers = () => {
  const closers: (() => unknown)[] = [];
  return {
    add: (close: () => unknown): void => {
      closers.unshift(close);
    },
    closeAll: async (): Promise<void> => {
      for (const close of closers.splice(0))
        try {
          await close();
        } catch (error) {
          console.error(error);
        }
    },
  };
};

export type Closers = ReturnType<typeof createClosers>;

const open = async (params: LocalAwsParams, closers: Closers): Promise<Omit<LocalAws, 'stop'>> => {
  const { region, dataDir, now } = params;
  const inDataDir = (name: string) => (dataDir === undefined ? {} : { dataDir: `${dataDir}/${name}` });
  const services: LocalService[] = [];
  const addService = (service: LocalService): void => {
    services.push(service);
    closers.add(() => service.close());
  };
  const responses = createCustomResourceResponses();
  const door = await openFrontDoor({
    port: params.port,
    services,
    paths: { [RESPONSE_PATH]: responses.handle },
    onDefect: console.error,
  });
  closers.add(() => door.close());

  addService(await startDynamoDb({ region, ...inDataDir('dynamodb') }));
  const messaging = await startMessaging({ region, ...inDataDir('messaging') });
  addService(messaging);
  const { origin, listener, inject } = messaging;
  const engine = createEngineClients({ region, endpoint: origin, inject });
  addService(createSqs(messaging, moveMessages(engine.sqs)));
  const file = dataDir === undefined ? {} : { file: `${dataDir}/mailboxes.jsonl` };
  const mailboxes = createMailboxes({ ...engine, ...file });
  closers.add(() => mailboxes.stop());
  addService(createSns({ origin, listener, client: engine.sns, mailboxes, now }));
  await reopenMailboxes(engine.sns, mailboxes);

  const cloudWatch = createCloudWatch(() => now().getTime());
  closers.add(measureQueues({ sqs: engine.sqs, ...messaging, put: cloudWatch.put, now }));
  measureTopics({ mailboxes, put: cloudWatch.put, now });
  const onLog = (line: LambdaLogLine): void => {
    cloudWatch.accept(line);
    params.onLog?.(line);
  };
  const lambda = createLambdaRuntime({ region, endpointUrl: () => door.url, onLog });
  closers.add(() => lambda.close());
  addService(createLambdaService(lambda));
  const ssm = createSsm({ lambda, region, accountId: ACCOUNT_ID, endpointUrl: () => door.url, now });
  addService(ssm);
  const logSubscriptions = createLogSubscriptions(lambda.invoke);
  closers.add(logSubscriptions.stop);
  logSmsDeliveries({ region, accountId: ACCOUNT_ID, mailboxes, logs: logSubscriptions, now });
  const clients = createClients({ region, endpoint: door.url });
  closers.add(() => clients.destroy());
  const { folder } = params;
  const context = { region, accountId: ACCOUNT_ID, endpointUrl: door.url, folder, clients, engine, lambda };
  const own = await params.openServices?.(dataDir === undefined ? context : { ...context, dataDir });
  for (const service of own ?? []) addService(service);

  return {
    endpointUrl: door.url,
    clients,
    pollSqs: engine.sqs,
    lambda,
    ssm,
    cloudWatch,
    mailboxes,
    logSubscriptions,
    responses,
    addService,
  };
};

/** Starts all engines and services. Rejects, with everything closed again, when one of them cannot start. */
export const openLocalAws = async (params: LocalAwsParams): Promise<LocalAws> => {
  const closers = createClosers();
  try {
    return { ...(await open(params, closers)), stop: closers.closeAll };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
};
