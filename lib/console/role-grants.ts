import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Evidence } from '../evidence.ts';
import type { Records } from '../records.ts';
import { arnIn, type MadeRunbook } from './runbooks.ts';

/** Rights of a role on resources. */
export interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Why a resource with a wildcard cannot be narrower. */
  readonly reason?: string;
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Dashboards are global: their ARN names no Region. */
export function boards(scope: Construct, names: readonly string[]): readonly Grant[] {
  const { partition, account } = Stack.of(scope);
  return [
    {
      actions: ['cloudwatch:GetDashboard'],
      resources: names.map((name) => `arn:${partition}:cloudwatch::${account}:dashboard/${name}`),
    },
    {
      actions: [
        'cloudwatch:ListDashboards',
        'cloudwatch:ListMetrics',
        'cloudwatch:GetMetricData',
        'cloudwatch:DescribeAlarms',
      ],
      resources: ['*'],
      reason:
        'the console lists dashboards, metrics and alarms to draw a dashboard; none of them can be named',
    },
  ];
}

export function starts(scope: Construct, runbooks: readonly MadeRunbook[]): readonly Grant[] {
  const names = runbooks.map(({ documentName }) => documentName);
  const roles = [...new Set(runbooks.map(({ role }) => role.roleArn))];
  return [
    {
      actions: ['ssm:StartAutomationExecution'],
      resources: names.map((name) => arnIn(scope, 'ssm', `automation-definition/${name}:*`)),
      reason: 'any version of this one runbook',
    },
    {
      actions: ['ssm:StartAutomationExecution', 'ssm:GetDocument', 'ssm:DescribeDocument'],
      resources: names.map((name) => arnIn(scope, 'ssm', `document/${name}`)),
    },
    {
      actions: ['iam:PassRole'],
      resources: roles,
      conditions: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
    },
  ];
}

export function executions(scope: Construct): readonly Grant[] {
  return [
    {
      actions: ['ssm:GetAutomationExecution', 'ssm:DescribeAutomationStepExecutions'],
      resources: [arnIn(scope, 'ssm', 'automation-execution/*')],
      reason: 'the id of an execution is made when it starts',
    },
    {
      actions: ['ssm:DescribeAutomationExecutions', 'ssm:ListDocuments'],
      resources: ['*'],
      reason: 'the console lists runbooks and their executions, and neither list can be narrowed',
    },
  ];
}

export function logs(scope: Construct): readonly Grant[] {
  return [
    {
      actions: ['logs:StartQuery', 'logs:FilterLogEvents', 'logs:GetLogEvents'],
      resources: [arnIn(scope, 'logs', `log-group:${Stack.of(scope).stackName}-*`)],
      reason: 'CloudFormation names the log groups of this stack by its name and a random part',
    },
    {
      actions: ['logs:DescribeLogGroups', 'logs:DescribeQueryDefinitions', 'logs:GetQueryResults'],
      resources: ['*'],
      reason: 'the console lists log groups and saved queries; a result is named by the id of its query',
    },
  ];
}

/** How many messages lie where; not what stands in them. */
export function queues(scope: Construct): readonly Grant[] {
  return [
    {
      actions: ['sqs:GetQueueAttributes', 'sqs:ListMessageMoveTasks'],
      resources: [arnIn(scope, 'sqs', `${Stack.of(scope).stackName}-*`)],
      reason: 'CloudFormation names the queues of this stack by its name and a random part',
    },
    { actions: ['sqs:ListQueues'], resources: ['*'], reason: 'the console lists queues by this' },
  ];
}

export function objects({ bucket }: Evidence, actions: readonly string[], prefix: string): readonly Grant[] {
  return [
    {
      actions,
      resources: [bucket.arnForObjects(`${prefix}*`)],
      reason: 'every file is an object of its own',
    },
    {
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
    },
  ];
}

/** Who did what: our audit log and the timelines of incidents, and what AWS wrote down. */
export function whoDidWhat({ audit, incidents }: Records): readonly Grant[] {
  return [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:DescribeTable'],
      resources: [audit.tableArn, incidents.tableArn],
    },
    {
      actions: ['cloudtrail:LookupEvents', 'dynamodb:ListTables'],
      resources: ['*'],
      reason: 'both are of the account, and support no resource-level permission',
    },
  ];
}
