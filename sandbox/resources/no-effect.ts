import { arnOf, type CreatedResource, physicalName, type ResourceRequest, type World } from './world.ts';

const noPermissions = 'the sandbox checks no permissions';
const noOperators = 'what operators see in the AWS console; the sandbox has a page of its own';

/**
 * Resource types that a start accepts and does nothing for, each with the reason. A type that stands neither
 * here nor among the creators stops the start.
 */
export const noEffectReasons: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': noPermissions,
  'AWS::IAM::Policy': noPermissions,
  'AWS::IAM::ManagedPolicy': noPermissions,
  'AWS::IAM::Group': noPermissions,
  'AWS::Lambda::Permission': noPermissions,
  'AWS::SQS::QueuePolicy': noPermissions,
  'AWS::SQS::QueueInlinePolicy': noPermissions,
  'AWS::SNS::TopicPolicy': noPermissions,
  'AWS::SNS::TopicInlinePolicy': noPermissions,
  'AWS::S3::BucketPolicy': noPermissions,
  'AWS::Events::EventBusPolicy': noPermissions,
  'AWS::Logs::ResourcePolicy': noPermissions,
  'AWS::KMS::Key': 'nothing in the sandbox is encrypted at rest',
  'AWS::KMS::Alias': 'nothing in the sandbox is encrypted at rest',
  'AWS::Logs::LogGroup': 'all functions log to one file',
  'AWS::Logs::MetricFilter': 'functions embed their metrics; nothing is counted in logs',
  'AWS::Logs::QueryDefinition': noOperators,
  'AWS::SSM::Parameter': 'no function reads parameters',
  'AWS::Budgets::Budget': 'nothing here costs money',
  'AWS::Lambda::EventInvokeConfig': 'asynchronous invocations are tried once',
  'AWS::Scheduler::ScheduleGroup': 'groups order schedules in the console only',
  'AWS::IoT::Logging': 'the local IoT Core logs to the same file as all else',
  'AWS::ResourceGroups::Group': noOperators,
  'AWS::CDK::Metadata': 'usage statistics of CDK',
};

/** An id and ARN for a resource without effect, so that others may refer to it. */
export const nameOnly = ({ logicalId, type, properties }: ResourceRequest, world: World): CreatedResource => {
  const [, service = '', kind = ''] = type.split('::');
  const own = properties[`${kind}Name`] ?? properties.Name;
  const name = typeof own === 'string' ? own : physicalName(world, logicalId);
  const separator = kind === 'LogGroup' ? ':' : '/';
  const kindPath = kind.replace(/^[A-Z]+(?=[A-Z]|$)|^[A-Z]/, (start) => start.toLowerCase());
  const resource = kind === 'LogGroup' ? `log-group:${name}:*` : `${kindPath}${separator}${name}`;
  const arn =
    service === 'IAM'
      ? `arn:aws:iam::${world.accountId}:${resource}`
      : arnOf(world, service.toLowerCase(), resource);
  const ref = type === 'AWS::IAM::ManagedPolicy' ? arn : name;
  return { ref, attributes: { Arn: arn, PolicyArn: arn, RoleId: name, KeyId: name, Id: name } };
};
