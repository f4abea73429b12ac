import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IoTClient } from '@aws-sdk/client-iot';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { engineHandler, type Inject } from './engine-handler.ts';
import type { Clients } from './resources/world.ts';

export interface ClientParams {
  readonly region: string;
  readonly endpoint: string;
}

// The engines check no signature, but the front door reads the service's name from it.
const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** Clients through the front door: what is made here goes the same way as what Lambdas ask for. */
export const createClients = (params: ClientParams): Clients & { destroy(): void } => {
  const configuration = { ...params, credentials };
  const clients = {
    dynamodb: new DynamoDBClient(configuration),
    iot: new IoTClient(configuration),
    rekognition: new RekognitionClient(configuration),
    s3: new S3Client({ ...configuration, forcePathStyle: true }),
    sns: new SNSClient(configuration),
    sqs: new SQSClient(configuration),
  };
  return { ...clients, destroy: () => Object.values(clients).forEach((client) => void client.destroy()) };
};

/** Clients that speak to fauxqs itself, without a connection: for many long polls, and for what the sandbox sends. */
export const createEngineClients = ({ inject, ...params }: ClientParams & { readonly inject: Inject }) => {
  const configuration = { ...params, credentials, requestHandler: engineHandler(inject) };
  return {
    sns: new SNSClient(configuration),
    sqs: new SQSClient({ ...configuration, useQueueUrlAsEndpoint: false }),
  };
};
