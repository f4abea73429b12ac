import { z } from 'zod';
import { type IotContext, toSeconds } from './iot-context.ts';
import { alreadyExists, IotError } from './iot-error.ts';
import type { IotRequest, IotRoute } from './iot-request.ts';
import type { TopicRule } from './iot-store.ts';
import { pageOf } from './list-page.ts';
import { topicMatches } from './mqtt-topic.ts';
import { parseSql } from './sql-parser.ts';
import { readRule } from './topic-rule.ts';

/** The payload is the HTTP body itself (httpPayload in the API model). */
const RuleBody = z.unknown();

/** CreateTopicRule, GetTopicRule, ReplaceTopicRule, DeleteTopicRule, ListTopicRules. */
export function ruleRoutes(context: IotContext): readonly IotRoute[] {
  const path = '/rules/{ruleName}';
  return [
    { name: 'CreateTopicRule', method: 'POST', path, answer: (request) => createRule(context, request) },
    { name: 'GetTopicRule', method: 'GET', path, answer: (request) => getRule(context, request) },
    { name: 'ReplaceTopicRule', method: 'PATCH', path, answer: (request) => replaceRule(context, request) },
    { name: 'DeleteTopicRule', method: 'DELETE', path, answer: (request) => deleteRule(context, request) },
    {
      name: 'ListTopicRules',
      method: 'GET',
      path: '/rules',
      answer: (request) => listRules(context, request),
    },
  ];
}

/** For a rule that does not exist AWS denies access: the API model knows no ResourceNotFoundException here. */
function findRule({ store }: IotContext, request: IotRequest): TopicRule {
  const name = request.param('ruleName');
  const rule = store.rules.get(name);
  if (rule === undefined)
    throw new IotError('UnauthorizedException', `Access to topic rule '${name}' was denied`);
  return rule;
}

function createRule({ store, now }: IotContext, request: IotRequest): undefined {
  const name = request.param('ruleName');
  const rule = readRule(name, request.body(RuleBody), now().getTime());
  if (store.rules.has(name)) throw alreadyExists('topic rule', name);
  store.rules.set(name, rule);
}

function replaceRule(context: IotContext, request: IotRequest): undefined {
  const { ruleName, createdAt } = findRule(context, request);
  context.store.rules.set(ruleName, readRule(ruleName, request.body(RuleBody), createdAt));
}

function getRule(context: IotContext, request: IotRequest) {
  const rule = findRule(context, request);
  return {
    ruleArn: context.arns.rule(rule.ruleName),
    rule: { ...rule, createdAt: toSeconds(rule.createdAt) },
  };
}

function deleteRule(context: IotContext, request: IotRequest): undefined {
  context.store.rules.delete(findRule(context, request).ruleName);
}

function listRules({ store, arns }: IotContext, request: IotRequest) {
  const topic = request.query('topic');
  const isDisabled = request.query('ruleDisabled');
  const filterOf = (rule: TopicRule): string | undefined => parseSql(rule.sql).topicFilter;
  const wanted = [...store.rules.values()].filter(
    (rule) =>
      (topic === undefined || topicMatches(filterOf(rule) ?? '', topic)) &&
      (isDisabled === undefined || rule.ruleDisabled === (isDisabled === 'true')),
  );
  const { page, next } = pageOf(wanted, {
    keyOf: (rule) => rule.ruleName,
    token: request.query('nextToken'),
    size: request.query('maxResults'),
  });
  const rules = page.map((rule) => ({
    ruleArn: arns.rule(rule.ruleName),
    ruleName: rule.ruleName,
    topicPattern: filterOf(rule),
    createdAt: toSeconds(rule.createdAt),
    ruleDisabled: rule.ruleDisabled,
  }));
  return { rules, nextToken: next };
}
