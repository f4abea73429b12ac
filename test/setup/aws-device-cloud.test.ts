import {
  CreateThingCommand,
  DeleteThingCommand,
  IoTClient,
  ListThingPrincipalsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-iot';
import {
  CreateStreamCommand,
  DescribeStreamCommand,
  KinesisVideoClient,
  ResourceInUseException,
  UpdateDataRetentionCommand,
} from '@aws-sdk/client-kinesis-video';
import {
  CreateCollectionCommand,
  DeleteCollectionCommand,
  ResourceNotFoundException as NoCollectionException,
  RekognitionClient,
} from '@aws-sdk/client-rekognition';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { awsDeviceCloud } from '../../lambdas/setup/aws-device-cloud.ts';

const iot = mockClient(IoTClient);
const video = mockClient(KinesisVideoClient);
const faces = mockClient(RekognitionClient);
const cloud = awsDeviceCloud({
  iot: new IoTClient({}),
  kinesisVideo: new KinesisVideoClient({}),
  rekognition: new RekognitionClient({}),
  thingTypes: { camera: 'Camera', pole: 'Pole' },
  collectionId: 'zone-faces',
  strangerCollectionId: 'zone-faces-strangers',
});
const sdkError = { message: '', $metadata: {} };

beforeEach(() => {
  iot.reset();
  video.reset();
  faces.reset();
});

describe('awsDeviceCloud', () => {
  it('makes a stream with the retention asked for', async () => {
    video.on(CreateStreamCommand).resolves({ StreamARN: 'arn' });

    await cloud.ensureStream('cam-1', 24);

    expect(video.commandCalls(CreateStreamCommand)[0]?.args[0].input).toMatchObject({
      StreamName: 'cam-1',
      DataRetentionInHours: 24,
    });
    expect(video.commandCalls(UpdateDataRetentionCommand)).toHaveLength(0);
  });

  it.each([
    [12, 'INCREASE_DATA_RETENTION', 12],
    [48, 'DECREASE_DATA_RETENTION', 24],
  ])('adjusts the retention of an existing stream from %i hours', async (present, Operation, change) => {
    video.on(CreateStreamCommand).rejects(new ResourceInUseException(sdkError));
    video
      .on(DescribeStreamCommand)
      .resolves({ StreamInfo: { DataRetentionInHours: present, Version: 'v1' } });
    video.on(UpdateDataRetentionCommand).resolves({});

    await cloud.ensureStream('cam-1', 24);

    expect(video.commandCalls(UpdateDataRetentionCommand)[0]?.args[0].input).toMatchObject({
      Operation,
      DataRetentionChangeInHours: change,
      CurrentVersion: 'v1',
    });
  });

  it('leaves a thing that exists as it is', async () => {
    iot.on(CreateThingCommand).rejects(new ResourceAlreadyExistsException(sdkError));

    await expect(cloud.ensureThing('pole-1', 'pole')).resolves.toBeUndefined();
  });

  it('passes other errors on', async () => {
    iot.on(CreateThingCommand).rejects(new Error('ThrottlingException'));

    await expect(cloud.ensureThing('pole-1', 'pole')).rejects.toThrow('ThrottlingException');
  });

  it('keeps a thing that still has a certificate', async () => {
    iot.on(ListThingPrincipalsCommand).resolves({ principals: ['arn:cert'] });

    expect(await cloud.removeThing('pole-1')).toBe('kept');
    expect(iot.commandCalls(DeleteThingCommand)).toHaveLength(0);
  });

  it('takes a thing that is gone already as removed', async () => {
    iot.on(ListThingPrincipalsCommand).rejects(new ResourceNotFoundException(sdkError));
    iot.on(DeleteThingCommand).resolves({});

    expect(await cloud.removeThing('pole-1')).toBe('removed');
  });

  it('makes the collection of faces', async () => {
    faces.on(CreateCollectionCommand).resolves({});

    await cloud.ensureFaceCollection();

    expect(faces.commandCalls(CreateCollectionCommand)[0]?.args[0].input).toEqual({
      CollectionId: 'zone-faces',
    });
  });

  it('makes the collection of strangers beside it', async () => {
    faces.on(CreateCollectionCommand).resolves({});

    await cloud.ensureStrangerCollection();

    expect(faces.commandCalls(CreateCollectionCommand)[0]?.args[0].input).toEqual({
      CollectionId: 'zone-faces-strangers',
    });
  });

  it('deletes the collection of strangers alone, and takes one that is not there as deleted', async () => {
    faces.on(DeleteCollectionCommand).resolvesOnce({}).rejects(new NoCollectionException(sdkError));

    await cloud.removeStrangerCollection();
    await expect(cloud.removeStrangerCollection()).resolves.toBeUndefined();

    const deleted = faces.commandCalls(DeleteCollectionCommand).map(({ args }) => args[0].input);
    expect(deleted).toEqual(Array(2).fill({ CollectionId: 'zone-faces-strangers' }));
  });
});
