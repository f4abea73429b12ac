import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { probeAudience } from '../../lambdas/zone/names.ts';
import { makeStack } from './make-stack.ts';

const { template, recipients } = makeStack();
const subscriptions = Object.values(template.findResources('AWS::SNS::Subscription'));

describe('the test of the alarm path', () => {
  it('reaches its own queue and no recipient: all their filters ask for another audience', () => {
    const audiences = subscriptions.map(({ Properties }) => ({
      protocol: Properties.Protocol,
      audience: Properties.FilterPolicy?.audience,
    }));
    const people = audiences.filter(({ protocol, audience }) => protocol !== 'sqs' && audience !== undefined);

    expect(audiences.filter(({ audience }) => audience?.includes(probeAudience))).toEqual([
      { protocol: 'sqs', audience: [probeAudience] },
    ]);
    expect(people.length).toBeGreaterThan(0);
  });

  it('has no subscription to a topic of alerts that filters nothing', () => {
    const engineers = subscriptions.filter(({ Properties }) => Properties.FilterPolicy === undefined);
    const topics = new Set(engineers.map(({ Properties }) => JSON.stringify(Properties.TopicArn)));

    expect([...topics]).toEqual([expect.stringContaining('ProbeEngineers')]);
  });

  it('tells those who are told of devices, through a topic of its own, when it fails or is silent', () => {
    const mend = recipients.filter(
      ({ email, receives }) =>
        email !== undefined &&
        receives.kinds.includes('device') &&
        receives.tiers.includes(1) &&
        !receives.drills,
    );
    const told = subscriptions.filter(({ Properties }) => Properties.FilterPolicy === undefined);

    expect(told.map(({ Properties }) => Properties.Endpoint)).toEqual(mend.map(({ email }) => email));
    const actions = { AlarmActions: [{ Ref: Match.stringLikeRegexp('ProbeEngineers') }] };
    const own = { MetricName: 'ProbesFailed', Namespace: 'SafetyZone' };
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { ...actions, ...own, Statistic: 'Maximum' });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...{ ...actions, ...own, Statistic: 'SampleCount', TreatMissingData: 'breaching' },
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
        ]),
      },
    });
  });

  it('may publish as the zone’s own pole and no other; what else may publish is the runbook of drills', () => {
    const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
    const publishing = policies
      .map(([id, policy]) => [id.replace(/Role.*/, ''), JSON.stringify(policy)] as const)
      .filter(([, policy]) => policy.includes('iot:Publish'));

    expect(publishing.map(([id]) => id).sort()).toEqual(['ProbeProbeAlarmPath', 'RunbooksOperateZone']);
    const ofProbe = publishing.find(([id]) => id.startsWith('Probe'))?.[1];
    expect(ofProbe).toContain('/safety_zone_press/poles/zone-probe/press');
  });
});
