import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CfnOutput } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { makeCloudAssembly } from './make-cloud-assembly.ts';

let sandbox: Sandbox;
const credentials = { accessKeyId: 'anyone', secretAccessKey: 'anything' };
const configuration = () => ({ region: 'ap-southeast-1', endpoint: sandbox.endpointUrl, credentials });

beforeAll(async () => {
  const cloudAssembly = makeCloudAssembly((stack) => {
    new TableV2(stack, 'Table', {
      tableName: 'sightings',
      partitionKey: { name: 'id', type: AttributeType.STRING },
    });
    new Bucket(stack, 'Bucket', { bucketName: 'evidence' });
    const queue = new Queue(stack, 'Queue', { queueName: 'presses' });
    new Topic(stack, 'Topic', { topicName: 'alerts' });
    const file = new Asset(stack, 'File', { path: new URL('../../package.json', import.meta.url).pathname });
    new CfnOutput(stack, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(stack, 'FileBucket', { value: file.s3BucketName });
    new CfnOutput(stack, 'FileKey', { value: file.s3ObjectKey });
  });
  sandbox = await startSandbox({ cloudAssembly, port: 0 });
});

afterAll(() => sandbox.stop());

describe('one endpoint for all services', () => {
  it('answers DynamoDB', async () => {
    const { TableNames } = await new DynamoDBClient(configuration()).send(new ListTablesCommand({}));

    expect(TableNames).toEqual(['sightings']);
  });

  it('answers S3', async () => {
    const { Buckets = [] } = await new S3Client(configuration()).send(new ListBucketsCommand({}));

    expect(Buckets.map(({ Name }) => Name)).toContain('evidence');
  });

  it('answers SQS with queue URLs that lead to the same endpoint', async () => {
    const client = new SQSClient(configuration());

    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));

    expect(QueueUrls).toEqual([`${sandbox.endpointUrl}/000000000000/presses`]);
    await expect(
      client.send(new SendMessageCommand({ QueueUrl: QueueUrls[0], MessageBody: 'press' })),
    ).resolves.toBeDefined();
  });

  it('answers SNS', async () => {
    const { Topics = [] } = await new SNSClient(configuration()).send(new ListTopicsCommand({}));

    expect(Topics.map(({ TopicArn }) => TopicArn)).toEqual([
      'arn:aws:sns:ap-southeast-1:000000000000:alerts',
    ]);
  });

  it('delivers an SMS that is sent to a number without a topic', async () => {
    await new SNSClient(configuration()).send(
      new PublishCommand({ PhoneNumber: '+66800000009', Message: 'Sawasdee' }),
    );

    expect(sandbox.mailboxes.messages()).toContainEqual(
      expect.objectContaining({ recipient: '+66800000009', protocol: 'sms', text: 'Sawasdee' }),
    );
  });

  it('refuses texts by protocol that lack a default, as SNS does', async () => {
    const publish = new PublishCommand({
      TopicArn: 'arn:aws:sns:ap-southeast-1:000000000000:alerts',
      Message: JSON.stringify({ sms: 'SOS' }),
      MessageStructure: 'json',
    });

    await expect(new SNSClient(configuration()).send(publish)).rejects.toThrow('No default entry');
  });

  it('tells the outputs of the stack', async () => {
    const { Stacks = [] } = await new CloudFormationClient(configuration()).send(
      new DescribeStacksCommand({ StackName: 'Subject' }),
    );

    expect(Stacks[0]?.StackStatus).toBe('CREATE_COMPLETE');
    expect(Stacks[0]?.Outputs).toContainEqual({
      OutputKey: 'QueueUrl',
      OutputValue: `${sandbox.endpointUrl}/000000000000/presses`,
    });
  });

  it('tells the physical ids of the stack', async () => {
    const { StackResources = [] } = await new CloudFormationClient(configuration()).send(
      new DescribeStackResourcesCommand({ StackName: 'Subject' }),
    );

    expect(StackResources.map(({ PhysicalResourceId }) => PhysicalResourceId)).toContain('evidence');
  });

  it('knows no other stack', async () => {
    const describeStacks = new DescribeStacksCommand({ StackName: 'Other' });

    await expect(new CloudFormationClient(configuration()).send(describeStacks)).rejects.toThrow(
      'does not exist',
    );
  });

  it('holds the files that the template refers to', async () => {
    const place = { Bucket: sandbox.outputs.FileBucket, Key: sandbox.outputs.FileKey };

    const { Body } = await new S3Client(configuration()).send(new GetObjectCommand(place));

    expect(await Body?.transformToString()).toContain('nongkhai-safety-zone');
  });
});
