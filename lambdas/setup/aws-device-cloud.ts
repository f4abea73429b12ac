import {
  CreateThingCommand,
  DeleteThingCommand,
  type IoTClient,
  ListThingPrincipalsCommand,
} from '@aws-sdk/client-iot';
import {
  CreateStreamCommand,
  DescribeStreamCommand,
  type KinesisVideoClient,
  UpdateDataRetentionCommand,
} from '@aws-sdk/client-kinesis-video';
import {
  CreateCollectionCommand,
  DeleteCollectionCommand,
  type RekognitionClient,
} from '@aws-sdk/client-rekognition';
import type { DeviceCloud } from './device-cloud.ts';

export interface AwsDeviceCloudParams {
  readonly iot: IoTClient;
  readonly kinesisVideo: KinesisVideoClient;
  readonly rekognition: RekognitionClient;
  readonly thingTypes: Readonly<Record<'camera' | 'pole', string>>;
  readonly collectionId: string;
  readonly strangerCollectionId: string;
}

/** Devices in IoT Core, Kinesis Video Streams and Rekognition. */
export function awsDeviceCloud(params: AwsDeviceCloudParams): DeviceCloud {
  return {
    async ensureStream(name, retentionHours) {
      if (await createdStream(params.kinesisVideo, name, retentionHours)) return;
      await adjustRetention(params.kinesisVideo, name, retentionHours);
    },
    async ensureThing(thingName, type) {
      const command = new CreateThingCommand({ thingName, thingTypeName: params.thingTypes[type] });
      await unless('ResourceAlreadyExistsException', params.iot.send(command));
    },
    async removeThing(thingName) {
      const attached = await unless(
        'ResourceNotFoundException',
        params.iot.send(new ListThingPrincipalsCommand({ thingName })),
      );
      if ((attached?.principals ?? []).length > 0) return 'kept';
      await params.iot.send(new DeleteThingCommand({ thingName }));
      return 'removed';
    },
    ensureFaceCollection: () => ensureCollection(params.rekognition, params.collectionId),
    ensureStrangerCollection: () => ensureCollection(params.rekognition, params.strangerCollectionId),
    async removeStrangerCollection() {
      const command = new DeleteCollectionCommand({ CollectionId: params.strangerCollectionId });
      await unless('ResourceNotFoundException', params.rekognition.send(command));
    },
  };
}

async function ensureCollection(client: RekognitionClient, CollectionId: string): Promise<void> {
  const command = new CreateCollectionCommand({ CollectionId });
  await unless('ResourceAlreadyExistsException', client.send(command));
}

async function createdStream(client: KinesisVideoClient, name: string, hours: number): Promise<boolean> {
  const command = new CreateStreamCommand({
    StreamName: name,
    MediaType: 'video/h264',
    DataRetentionInHours: hours,
  });
  return (await unless('ResourceInUseException', client.send(command))) !== undefined;
}

/** The API knows only by how much to lengthen or shorten. */
async function adjustRetention(client: KinesisVideoClient, name: string, hours: number): Promise<void> {
  const { StreamInfo } = await client.send(new DescribeStreamCommand({ StreamName: name }));
  const change = hours - (StreamInfo?.DataRetentionInHours ?? 0);
  if (change === 0) return;
  await client.send(
    new UpdateDataRetentionCommand({
      StreamName: name,
      CurrentVersion: StreamInfo?.Version,
      Operation: change > 0 ? 'INCREASE_DATA_RETENTION' : 'DECREASE_DATA_RETENTION',
      DataRetentionChangeInHours: Math.abs(change),
    }),
  );
}

/** The answer, or undefined when AWS says `errorName`: it was so already. */
async function unless<Answer>(errorName: string, call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && error.name === errorName) return undefined;
    throw error;
  }
}
