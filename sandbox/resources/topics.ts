import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { z } from 'zod';
import type { Json } from '../intrinsics.ts';
import { type Creator, flag, physicalName, ResourceError } from './world.ts';

const topicSchema = z.object({
  TopicName: z.string().optional(),
  DisplayName: z.string().optional(),
  FifoTopic: flag.default(false),
  ContentBasedDeduplication: flag.default(false),
  Subscription: z.array(z.unknown()).max(0, 'use AWS::SNS::Subscription').optional(),
});

/** AWS::SNS::Topic. */
export const createTopic: Creator = async ({ logicalId, properties }, world) => {
  const {
    TopicName,
    DisplayName: AttributeValue,
    FifoTopic,
    ContentBasedDeduplication,
  } = topicSchema.parse(properties);
  const made = physicalName(world, logicalId, 250);
  const name = TopicName ?? (FifoTopic ? `${made}.fifo` : made);
  const Attributes: Record<string, string> = {
    ...(FifoTopic ? { FifoTopic: 'true' } : {}),
    ...(ContentBasedDeduplication ? { ContentBasedDeduplication: 'true' } : {}),
  };
  const { TopicArn = '' } = await world.clients.sns.send(new CreateTopicCommand({ Name: name, Attributes }));
  // Not with CreateTopic, which refuses a topic that exists under another display name.
  if (AttributeValue !== undefined) {
    const displayName = { TopicArn, AttributeName: 'DisplayName', AttributeValue };
    await world.clients.sns.send(new SetTopicAttributesCommand(displayName));
  }
  return { ref: TopicArn, attributes: { TopicArn, TopicName: name } };
};

const subscriptionSchema = z.object({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  FilterPolicy: z.unknown().optional(),
  FilterPolicyScope: z.string().optional(),
  RawMessageDelivery: flag.default(false),
});

type Subscription = z.infer<typeof subscriptionSchema>;

const subscriptionAttributes = (subscription: Subscription): Record<string, string> => {
  const { FilterPolicy, FilterPolicyScope, RawMessageDelivery } = subscription;
  return {
    ...(FilterPolicy === undefined ? {} : { FilterPolicy: JSON.stringify(FilterPolicy) }),
    ...(FilterPolicyScope === undefined ? {} : { FilterPolicyScope }),
    ...(RawMessageDelivery ? { RawMessageDelivery: 'true' } : {}),
  };
};

const isSame = (before: Json, after: Json): boolean => JSON.stringify(before) === JSON.stringify(after);

/** AWS::SNS::Subscription to a queue, a phone (sms) or a mailbox (email); no other protocol is delivered here. */
export const createSubscription: Creator = async (request, { clients: { sns } }) => {
  const { previous, properties } = request;
  const subscription = subscriptionSchema.parse(properties);
  if (!['sqs', 'sms', 'email'].includes(subscription.Protocol))
    throw new ResourceError(request, `the sandbox does not deliver to protocol ${subscription.Protocol}`);
  if (previous !== undefined && !isSame(previous.properties, properties))
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: previous.ref }));
  const { SubscriptionArn = '' } = await sns.send(
    new SubscribeCommand({
      TopicArn: subscription.TopicArn,
      Protocol: subscription.Protocol,
      Endpoint: subscription.Endpoint,
      Attributes: subscriptionAttributes(subscription),
      ReturnSubscriptionArn: true,
    }),
  );
  return { ref: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
};
