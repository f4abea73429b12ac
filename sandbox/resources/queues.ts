import { CreateQueueCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Json } from '../intrinsics.ts';
import { arnOf, type Creator, physicalName } from './world.ts';

/** Queue properties that fauxqs takes as attributes of the same name; encryption has no effect here. */
const attributeNames = [
  'ContentBasedDeduplication',
  'DelaySeconds',
  'FifoQueue',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'VisibilityTimeout',
] as const;

const asText = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

const ensureQueue = async (
  sqs: SQSClient,
  QueueName: string,
  Attributes: Record<string, string>,
  QueueUrl: string,
): Promise<void> => {
  try {
    await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  } catch (error) {
    // fauxqs gives the old, longer name of QueueNameExists, which the SDK has no class for.
    if (!(error instanceof Error && error.name.endsWith('QueueNameExists'))) throw error;
    const { FifoQueue: _, ...settable } = Attributes;
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: settable }));
  }
};

/** AWS::SQS::Queue. */
export const createQueue: Creator = async ({ logicalId, properties }, world) => {
  const isFifo = properties.FifoQueue === true || properties.FifoQueue === 'true';
  const made = isFifo ? `${physicalName(world, logicalId, 75)}.fifo` : physicalName(world, logicalId, 80);
  const name = typeof properties.QueueName === 'string' ? properties.QueueName : made;
  const url = `${world.endpointUrl}/${world.accountId}/${name}`;
  const attributes = attributeNames.flatMap((key) => {
    const value = properties[key];
    return value === undefined || value === false ? [] : [[key, asText(value)] as const];
  });
  await ensureQueue(world.clients.sqs, name, Object.fromEntries(attributes), url);
  return { ref: url, attributes: { Arn: arnOf(world, 'sqs', name), QueueName: name, QueueUrl: url } };
};
