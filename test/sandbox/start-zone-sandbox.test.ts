import { DescribeThingTypeCommand, GetPolicyCommand, GetTopicRuleCommand } from '@aws-sdk/client-iot';
import { DescribeCollectionCommand } from '@aws-sdk/client-rekognition';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy, CfnRoleAlias, CfnThingType, CfnTopicRule } from 'aws-cdk-lib/aws-iot';
import { CfnCollection } from 'aws-cdk-lib/aws-rekognition';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { startZoneSandbox, type ZoneSandbox } from '../../sandbox/start-zone-sandbox.ts';
import { makeCloudAssembly, temporaryFolder } from './make-cloud-assembly.ts';

const running: ZoneSandbox[] = [];

afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop();
});

const addPoles = (topicFilter: string) => (stack: Stack) => {
  const presses = new Queue(stack, 'Presses');
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('iot.amazonaws.com') });
  new CfnThingType(stack, 'PoleType', { thingTypeName: 'pole' });
  const policyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: topicFilter }],
  };
  new CfnPolicy(stack, 'PolePolicy', { policyName: 'pole', policyDocument });
  new CfnRoleAlias(stack, 'CameraRole', { roleAlias: 'camera', roleArn: role.roleArn });
  new CfnTopicRule(stack, 'PressRule', {
    ruleName: 'press',
    topicRulePayload: {
      sql: `SELECT *, topic(2) AS pole FROM '${topicFilter}'`,
      actions: [{ sqs: { queueUrl: presses.queueUrl, roleArn: role.roleArn, useBase64: false } }],
    },
  });
  new CfnCollection(stack, 'Faces', { collectionId: 'faces' });
};

const faceModels = { detect: 'none', landmark: 'none', feature: 'none' };

const start = async (topicFilter: string, dataDir: string) => {
  const cloudAssembly = makeCloudAssembly(addPoles(topicFilter));
  const sandbox = await startZoneSandbox({ cloudAssembly, dataDir, faceModels, port: 0, mqttPort: 0 });
  running.push(sandbox);
  return sandbox;
};

const nextMessage = async ({ clients, physicalId }: ZoneSandbox): Promise<unknown> => {
  const command = new ReceiveMessageCommand({ QueueUrl: physicalId('Presses'), WaitTimeSeconds: 5 });
  const { Messages = [] } = await clients.sqs.send(command);
  return JSON.parse(Messages[0]?.Body ?? 'null');
};

describe('a zone in the sandbox', () => {
  it('makes what devices need', async () => {
    const { clients } = await start('poles/+/press', temporaryFolder());

    const found = await Promise.all([
      clients.iot.send(new DescribeThingTypeCommand({ thingTypeName: 'pole' })),
      clients.iot.send(new GetPolicyCommand({ policyName: 'pole' })),
      clients.rekognition.send(new DescribeCollectionCommand({ CollectionId: 'faces' })),
    ]);

    expect(found[1].policyDocument).toContain('iot:Publish');
    expect(found[2].FaceCount).toBe(0);
  });

  it('carries a message of a device into the queue of its rule', async () => {
    const sandbox = await start('poles/+/press', temporaryFolder());

    await sandbox.iotCore.publish('poles/nk-pole-1/press', JSON.stringify({ pressId: 'p-1' }));

    expect(await nextMessage(sandbox)).toEqual({ pressId: 'p-1', pole: 'nk-pole-1' });
  });

  it('changes rules and policies that an earlier start made', async () => {
    const dataDir = temporaryFolder();
    await start('poles/+/press', dataDir);
    await running.pop()?.stop();

    const { clients } = await start('columns/+/press', dataDir);

    const { rule } = await clients.iot.send(new GetTopicRuleCommand({ ruleName: 'press' }));
    const { policyDocument } = await clients.iot.send(new GetPolicyCommand({ policyName: 'pole' }));
    expect(rule?.sql).toContain('columns/+/press');
    expect(policyDocument).toContain('columns/+/press');
  });
});
