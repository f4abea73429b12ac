import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DescribeCertificateCommand, IoTClient, ListThingPrincipalsCommand } from '@aws-sdk/client-iot';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../lambdas/poles/admit-pole.handler.ts';
import { bridge } from './make-pole-envelope.ts';

// The logger reads its level when the handler is loaded.
vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
});

const dynamo = mockClient(DynamoDBDocumentClient);
const iot = mockClient(IoTClient);
const context = { functionName: 'admit-pole', awsRequestId: 'request-1' } as Context;
const event = {
  claimCertificateId: 'claim-1',
  certificateId: 'certificate-1',
  parameters: { PoleId: 'nk-pole-01' },
};
const cert = (id: string) => `arn:aws:iot:ap-southeast-1:111122223333:cert/${id}`;

beforeEach(() => {
  dynamo.reset();
  iot.reset();
  dynamo.on(GetCommand, { Key: { kind: 'pole', id: 'nk-pole-01' } }).resolves({ Item: { place: bridge } });
  dynamo
    .on(GetCommand, { Key: { kind: 'pole-claim', id: 'nk-pole-01' } })
    .resolves({ Item: { claimCertificateId: 'claim-1', endsAt: Date.now() + 60_000 } });
  dynamo.on(UpdateCommand).resolves({});
  iot.on(ListThingPrincipalsCommand, { thingName: 'nk-pole-01' }).resolves({ principals: [cert('old')] });
  iot
    .on(DescribeCertificateCommand)
    .resolves({ certificateDescription: { certificateId: 'old', status: 'INACTIVE' } });
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('REGISTRY_TABLE', 'registry');
});

afterEach(() => vi.unstubAllEnvs());

describe('the handler of admit-pole', () => {
  it('admits a pole whose former certificate is inactive', async () => {
    expect(await handler(event, context)).toEqual({ allowProvisioning: true });
  });

  it('refuses a pole whose former certificate is active', async () => {
    iot
      .on(DescribeCertificateCommand, { certificateId: 'old' })
      .resolves({ certificateDescription: { certificateId: 'old', status: 'ACTIVE' } });

    expect(await handler(event, context)).toEqual({ allowProvisioning: false });
    expect(dynamo.commandCalls(UpdateCommand)).toEqual([]);
  });

  it('refuses what came second to use the claim', async () => {
    dynamo.on(UpdateCommand).rejects(new ConditionalCheckFailedException({ message: 'used', $metadata: {} }));

    expect(await handler(event, context)).toEqual({ allowProvisioning: false });
  });

  it('fails, which IoT Core takes for a refusal, when it cannot know', async () => {
    iot.on(ListThingPrincipalsCommand).rejects(new Error('throttled'));

    await expect(handler(event, context)).rejects.toThrow('throttled');
  });
});
