import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { makeStack } from './make-stack.ts';

const { template } = makeStack();

const groups = Object.entries(template.findResources('AWS::Logs::LogGroup')).filter(([, { Properties }]) =>
  JSON.stringify(Properties.LogGroupName ?? '').includes('sns/'),
);

describe('the log of what became of SMS', () => {
  it('is followed for each topic with phones, what arrived and what failed', () => {
    const filters = Object.values(template.findResources('AWS::Logs::SubscriptionFilter'));

    // The example's only recipient of device alerts has no phone.
    expect(groups).toHaveLength(4);
    expect(filters.map(({ Properties }) => Properties.LogGroupName.Ref).toSorted()).toEqual(
      groups.map(([id]) => id).toSorted(),
    );
    for (const { Properties } of filters)
      expect(JSON.stringify(Properties.DestinationArn)).toContain('NoteDelivery');
  });

  it('keeps whole numbers for a day alone', () => {
    expect(groups.map(([, { Properties }]) => Properties.RetentionInDays)).toEqual([1, 1, 1, 1]);
  });

  it('is turned on for the account by a role that SNS may use for nothing else', () => {
    template.hasResourceProperties('Custom::SmsLog', { RoleArn: Match.anyValue() });
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [Match.objectLike({ Principal: { Service: 'sns.amazonaws.com' } })],
      },
    });
    const policies = Object.values(template.findResources('AWS::IAM::Policy')).map((one) =>
      JSON.stringify(one),
    );
    const ofLog = policies.filter((policy) => policy.includes('log-group:sns/*'));
    expect(ofLog).toHaveLength(1);
    expect(ofLog[0]).not.toMatch(/"Action":"[a-z]+:\*"/);
  });
});
