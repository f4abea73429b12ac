import { createAlarm, createCompositeAlarm } from './alarms.ts';
import { createBucket } from './buckets.ts';
import { createCollection } from './collections.ts';
import { createCustomResource } from './custom-resources.ts';
import { createDashboard } from './dashboards.ts';
import { createDocument } from './documents.ts';
import {
  createEventSource,
  createFunction,
  createFunctionUrl,
  createLayer,
  createVersion,
} from './functions.ts';
import {
  createIotPolicy,
  createProvisioningTemplate,
  createRoleAlias,
  createThingType,
  createTopicRule,
} from './iot.ts';
import { createSubscriptionFilter } from './logs.ts';
import { nameOnly, noEffectReasons } from './no-effect.ts';
import { createQueue } from './queues.ts';
import { createEventRule, createSchedule } from './schedules.ts';
import { createTable } from './tables.ts';
import { createSubscription, createTopic } from './topics.ts';
import type { Creator } from './world.ts';

const creators: Readonly<Record<string, Creator>> = {
  'AWS::CloudFormation::CustomResource': createCustomResource,
  'AWS::CloudWatch::Alarm': createAlarm,
  'AWS::CloudWatch::CompositeAlarm': createCompositeAlarm,
  'AWS::CloudWatch::Dashboard': createDashboard,
  'AWS::DynamoDB::GlobalTable': createTable,
  'AWS::DynamoDB::Table': createTable,
  'AWS::Events::Rule': createEventRule,
  'AWS::IoT::Policy': createIotPolicy,
  'AWS::IoT::ProvisioningTemplate': createProvisioningTemplate,
  'AWS::IoT::RoleAlias': createRoleAlias,
  'AWS::IoT::ThingType': createThingType,
  'AWS::IoT::TopicRule': createTopicRule,
  'AWS::Lambda::Alias': createVersion,
  'AWS::Lambda::EventSourceMapping': createEventSource,
  'AWS::Lambda::Function': createFunction,
  'AWS::Lambda::LayerVersion': createLayer,
  'AWS::Lambda::Url': createFunctionUrl,
  'AWS::Lambda::Version': createVersion,
  'AWS::Logs::SubscriptionFilter': createSubscriptionFilter,
  'AWS::Rekognition::Collection': createCollection,
  'AWS::S3::Bucket': createBucket,
  'AWS::SNS::Subscription': createSubscription,
  'AWS::SNS::Topic': createTopic,
  'AWS::SQS::Queue': createQueue,
  'AWS::SSM::Document': createDocument,
  'AWS::Scheduler::Schedule': createSchedule,
};

/** How a resource type is made here; nothing for a type that the sandbox does not know. */
export const creatorFor = (type: string): Creator | undefined => {
  if (type.startsWith('Custom::')) return createCustomResource;
  if (noEffectReasons[type] !== undefined) return async (request, world) => nameOnly(request, world);
  return creators[type];
};
