import { randomUUID } from 'node:crypto';
import { GetObjectCommand, NoSuchBucket, NoSuchKey } from '@aws-sdk/client-s3';
import type { FaceModelPaths } from './face-engine.ts';
import { createIotCore, type Deliver, type IotCore } from './iot-core/iot-core.ts';
import { createSdkDelivery } from './iot-core/rule-delivery.ts';
import { createKinesisVideo, type KinesisVideo } from './kinesis-video/kinesis-video.ts';
import { InvocationError } from './lambda-runtime.ts';
import type { OpenServices, ServiceContext } from './local-aws.ts';
import { createRekognition, type Rekognition } from './rekognition/rekognition.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts';

export interface ZoneSandboxOptions extends Omit<SandboxOptions, 'openServices'> {
  readonly faceModels: FaceModelPaths;
  /** Port of the MQTT broker for poles; 0 takes any free one. @default 8883 */
  readonly mqttPort?: number;
  /** Rekognition's quota per action. @default none */
  readonly rekognitionCallsPerSecond?: number;
  /** Events of the services themselves; never payloads or pictures. */
  readonly onServiceLog?: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** The sandbox with the services that only a zone of cameras and poles needs. */
export interface ZoneSandbox extends Sandbox {
  readonly kinesisVideo: KinesisVideo;
  readonly rekognition: Rekognition;
  readonly iotCore: IotCore;
}

type ZoneServices = Pick<ZoneSandbox, 'kinesisVideo' | 'rekognition' | 'iotCore'>;

const readObjectFrom =
  ({ clients }: ServiceContext) =>
  async (Bucket: string, Key: string): Promise<Uint8Array | undefined> => {
    try {
      const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key }));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey || error instanceof NoSuchBucket) return undefined;
      throw error;
    }
  };

/** Queues and topics by the SDK; functions by the sandbox itself, which answers for their errors. */
const deliverTo = ({ clients, engine, lambda }: ServiceContext): Deliver => {
  // To a queue the engine speaks as the front door does; a topic's texts by protocol are the front door's own.
  const deliver = createSdkDelivery({ ...clients, sqs: engine.sqs });
  return async (action, message) => {
    if (action.kind !== 'lambda') return deliver(action, message);
    const result = await lambda.invoke(action.functionArn, JSON.parse(message.payload.toString()));
    if (!result.isOk) throw new InvocationError(action.functionArn, result.error);
  };
};

/** The pre-provisioning hook of a template, as IoT Core calls it. */
const invokeIn =
  ({ lambda }: ServiceContext) =>
  async (functionArn: string, event: unknown): Promise<unknown> => {
    const result = await lambda.invoke(functionArn, event);
    if (!result.isOk) throw new InvocationError(functionArn, result.error);
    return JSON.parse(result.payload);
  };

const openZoneServices = async (
  options: ZoneSandboxOptions,
  context: ServiceContext,
): Promise<ZoneServices> => {
  const { now = () => new Date(), mqttPort = 8883, onServiceLog: log = () => undefined } = options;
  const { region, accountId, dataDir, folder, endpointUrl } = context;
  const kept = dataDir === undefined ? {} : { dataDir };
  const iotCore = await createIotCore({
    region,
    accountId,
    mqttPort,
    now,
    deliver: deliverTo(context),
    invokeHook: invokeIn(context),
    log,
    ...kept,
  });
  const kinesisVideo = createKinesisVideo({
    dataDir: `${folder}/kinesis-video`,
    endpoint: () => endpointUrl,
    now: () => now().getTime(),
    log,
  });
  const quota = options.rekognitionCallsPerSecond;
  const rekognition = createRekognition({
    modelPaths: options.faceModels,
    readObject: readObjectFrom(context),
    now,
    newId: randomUUID,
    ...(quota === undefined ? {} : { callsPerSecond: quota }),
    ...(dataDir === undefined ? {} : { dataDir: `${dataDir}/rekognition` }),
  });
  return { iotCore, kinesisVideo, rekognition };
};

/** `startSandbox` with Kinesis Video, Rekognition and IoT Core. Rejects as `startSandbox` does. */
export const startZoneSandbox = async (options: ZoneSandboxOptions): Promise<ZoneSandbox> => {
  const opened: ZoneServices[] = [];
  const openServices: OpenServices = async (context) => {
    const services = await openZoneServices(options, context);
    opened.push(services);
    return Object.values(services);
  };
  const sandbox = await startSandbox({ ...options, openServices });
  const [services] = opened;
  if (services === undefined) throw new Error('the sandbox started without its services');
  return { ...sandbox, ...services };
};
