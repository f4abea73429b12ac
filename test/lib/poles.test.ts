import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { presenceRule } from '../../lambdas/zone/names.ts';
import { makeStack } from './make-stack.ts';

const { template } = makeStack();

interface Policy {
  readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly object[] } };
}

const statementsOf = (prefix: string) =>
  Object.entries(template.findResources('AWS::IAM::Policy') as Record<string, Policy>)
    .filter(([id]) => id.startsWith(prefix))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);

describe('Poles', () => {
  it('hears from the broker alone who comes and goes: no pole may publish to that rule', () => {
    template.hasResourceProperties('AWS::IoT::TopicRule', {
      RuleName: presenceRule,
      TopicRulePayload: {
        Sql: Match.stringLikeRegexp("FROM '\\$aws/events/presence/\\+/\\+'"),
        Actions: [Match.objectLike({ Sqs: Match.anyValue() })],
      },
    });
    const policies = JSON.stringify(template.findResources('AWS::IoT::Policy'));
    expect(policies).toContain('safety_zone_press');
    expect(policies).not.toContain(presenceRule);
  });

  it('looks at all poles once a minute', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      Target: {
        Arn: Match.objectLike({ 'Fn::GetAtt': [Match.stringLikeRegexp('^PolesHealthCheckPoles'), 'Arn'] }),
      },
    });
  });

  it.each(['PolesReceivePoleMessage', 'PolesHealthCheckPoles'])(
    'lets %s change nothing of the registry but the states of poles',
    (prefix) => {
      const writes = statementsOf(prefix).filter(
        (statement) =>
          /dynamodb:(Put|Update|Delete)Item/.test(JSON.stringify(statement)) &&
          JSON.stringify(statement).includes('RecordsRegistry'),
      );

      expect(writes).toMatchObject([
        {
          Action: 'dynamodb:UpdateItem',
          Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['pole-state'] } },
        },
      ]);
    },
  );
});
