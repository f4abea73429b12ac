import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { makeStack } from './make-stack.ts';

const { template } = makeStack();

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

function statementsOf(name: string): readonly Statement[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
  const [, policy] = policies.find(([id]) => id.startsWith(name)) ?? [];
  return policy?.Properties.PolicyDocument.Statement ?? [];
}

describe('the poll', () => {
  it('may take little of the concurrency that presses need', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 5,
      Environment: {
        Variables: Match.objectLike({ POLL_TABLE: Match.anyValue(), TIME_ZONE: 'Asia/Bangkok' }),
      },
    });
  });

  it('may read rounds, add answers and count, each in its own part of its own table, and list nothing', () => {
    const rights = statementsOf('PollServePoll')
      .filter(({ Action }) => JSON.stringify(Action).includes('dynamodb'))
      .map(({ Action, Resource, Condition }) => [
        Action,
        JSON.stringify(Resource).includes('RecordsPoll'),
        Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
      ]);

    expect(rights).toEqual([
      ['dynamodb:GetItem', true, ['rounds', 'current', 'answers#*']],
      ['dynamodb:PutItem', true, ['answers#*']],
      ['dynamodb:UpdateItem', true, ['counts#*']],
    ]);
  });

  it('has a table that is kept and restorable, whose answers end by themselves', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        KeySchema: [
          { AttributeName: 'scope', KeyType: 'HASH' },
          { AttributeName: 'record', KeyType: 'RANGE' },
        ],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
  });
});
