import { z } from 'zod';
import { IotError, invalid } from './iot-error.ts';
import type { TopicRule } from './iot-store.ts';
import { parseSql, parseTemplate, type SqlTemplate } from './sql-parser.ts';
import type { SqlQuery } from './sql-query.ts';
import { SqlParseError } from './sql-tokens.ts';

const roleArn = z.string();
const ActionBody = z.union([
  z.strictObject({
    sqs: z.strictObject({ roleArn, queueUrl: z.string(), useBase64: z.boolean().optional() }),
  }),
  z.strictObject({
    sns: z.strictObject({
      roleArn,
      targetArn: z.string(),
      messageFormat: z.enum(['RAW', 'JSON']).optional(),
    }),
  }),
  z.strictObject({ lambda: z.strictObject({ functionArn: z.string() }) }),
  z.strictObject({
    republish: z.strictObject({ roleArn, topic: z.string(), qos: z.literal([0, 1]).optional() }),
  }),
  z.strictObject({
    cloudwatchLogs: z.strictObject({ roleArn, logGroupName: z.string(), batchMode: z.boolean().optional() }),
  }),
  z.strictObject({
    cloudwatchMetric: z.strictObject({
      roleArn,
      metricNamespace: z.string(),
      metricName: z.string(),
      metricValue: z.string(),
      metricUnit: z.string(),
      metricTimestamp: z.string().optional(),
    }),
  }),
]);

const RulePayload = z.object({
  sql: z.string(),
  actions: z.array(z.unknown()).max(10),
  description: z.string().optional(),
  ruleDisabled: z.boolean().optional(),
  awsIotSqlVersion: z.string().optional(),
  errorAction: z.unknown().optional(),
});

/** Actions that leave IoT Core: the sandbox's `deliver` carries them out. */
export type DeliveredAction =
  | { readonly kind: 'sqs'; readonly queueUrl: string; readonly useBase64: boolean }
  | { readonly kind: 'sns'; readonly targetArn: string; readonly messageFormat: 'RAW' | 'JSON' }
  | { readonly kind: 'lambda'; readonly functionArn: string };

export type RuleAction =
  | DeliveredAction
  | {
      readonly kind: 'republish';
      readonly topic: SqlTemplate;
      readonly topicText: string;
      readonly qos: 0 | 1;
    }
  | { readonly kind: 'log'; readonly action: string; readonly resource: string };

export interface CompiledRule {
  readonly ruleName: string;
  readonly query: SqlQuery;
  readonly actions: readonly RuleAction[];
  readonly errorAction?: RuleAction;
}

function toAction(body: z.infer<typeof ActionBody>): RuleAction {
  if ('sqs' in body)
    return { kind: 'sqs', queueUrl: body.sqs.queueUrl, useBase64: body.sqs.useBase64 ?? false };
  if ('sns' in body) {
    return { kind: 'sns', targetArn: body.sns.targetArn, messageFormat: body.sns.messageFormat ?? 'RAW' };
  }
  if ('lambda' in body) return { kind: 'lambda', functionArn: body.lambda.functionArn };
  if ('republish' in body) {
    const { topic, qos } = body.republish;
    // A leading `$` of a reserved topic is written `$$` in a rule (republish action, developer guide).
    const text = topic.replace(/^\$\$/, '$');
    return { kind: 'republish', topic: parseTemplate(text), topicText: text, qos: qos ?? 0 };
  }
  if ('cloudwatchLogs' in body) {
    return { kind: 'log', action: 'cloudwatchLogs', resource: body.cloudwatchLogs.logGroupName };
  }
  return { kind: 'log', action: 'cloudwatchMetric', resource: body.cloudwatchMetric.metricName };
}

function parseAction(body: unknown): RuleAction {
  const result = ActionBody.safeParse(body);
  if (result.success) return toAction(result.data);
  const named = typeof body === 'object' && body !== null ? Object.keys(body).join(', ') : String(body);
  throw invalid(
    `Action "${named}" is malformed or not imitated; here are sqs, sns, lambda, republish, cloudwatchLogs, cloudwatchMetric`,
  );
}

/** Compiles a stored rule; throws IotError for SQL or actions that this engine would not carry out. */
export function compileRule(rule: TopicRule): CompiledRule {
  try {
    return {
      ruleName: rule.ruleName,
      query: parseSql(rule.sql),
      actions: rule.actions.map(parseAction),
      ...(rule.errorAction === undefined ? {} : { errorAction: parseAction(rule.errorAction) }),
    };
  } catch (error) {
    if (error instanceof SqlParseError) throw new IotError('SqlParseException', error.message);
    throw error;
  }
}

/** Reads the body of CreateTopicRule or ReplaceTopicRule into a stored rule, compiled once as its check. */
export function readRule(ruleName: string, body: unknown, createdAt: number): TopicRule {
  if (!/^[a-zA-Z0-9_]{1,128}$/.test(ruleName)) throw invalid(`${ruleName} is no rule name: [a-zA-Z0-9_]+`);
  const result = RulePayload.safeParse(body);
  if (!result.success) throw invalid(z.prettifyError(result.error));
  const { description, errorAction, ...payload } = result.data;
  const rule: TopicRule = {
    ruleName,
    sql: payload.sql,
    actions: payload.actions,
    ...(description === undefined ? {} : { description }),
    ...(errorAction === undefined ? {} : { errorAction }),
    ruleDisabled: payload.ruleDisabled ?? false,
    awsIotSqlVersion: payload.awsIotSqlVersion ?? '2015-10-08',
    createdAt,
  };
  compileRule(rule);
  return rule;
}
