import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { Budget, type SpendingPlan } from '../../lib/budget.ts';
import { makeStack } from './make-stack.ts';

// Made here, where a loaded machine has all the time it needs.
const whole = makeStack();
const unbudgeted = makeStack(undefined, { budget: { paidCallsPerDay: 10_000 } });

const plan: SpendingPlan = {
  ...{ budgetUsd: 100, forecastUsd: 90, largest: ['Kinesis Video, frames: USD 60'] },
  ...{ usdPerFrame: 1e-5, usdPerPaidCall: 0.0013, restUsd: 20 },
};

function makeBudget(changes: Partial<SpendingPlan> = {}, context: Record<string, unknown> = {}) {
  const stack = new Stack(new App({ context }), 'SafetyZone');
  const engineers = new Topic(stack, 'Engineers');
  new Budget(stack, 'Budget', { zoneId: 'nongkhai', plan: { ...plan, ...changes }, engineers });
  return { template: Template.fromStack(stack), annotations: Annotations.fromStack(stack) };
}

describe('the budget', () => {
  it('tells the engineers at 80 and 100 percent spent and at 100 percent expected', () => {
    const [budget] = Object.values(whole.template.findResources('AWS::Budgets::Budget'));
    const notified = budget?.Properties.NotificationsWithSubscribers;

    expect(
      notified.map(({ Notification: { NotificationType, Threshold } }: Notified) => [
        NotificationType,
        Threshold,
      ]),
    ).toEqual([
      ['ACTUAL', 80],
      ['ACTUAL', 100],
      ['FORECASTED', 100],
    ]);
    expect(notified[0].Subscribers).toEqual([
      { SubscriptionType: 'SNS', Address: { Ref: expect.stringMatching(/^ProbeEngineers/) } },
    ]);
  });

  it('may publish to the engineers', () => {
    makeBudget().template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 'sns:Publish', Principal: { Service: 'budgets.amazonaws.com' } }),
        ]),
      },
    });
  });

  it('is not there where the zone file names none', () => {
    const { template } = unbudgeted;

    template.resourceCountIs('AWS::Budgets::Budget', 0);
    expect(JSON.stringify(template.toJSON())).not.toContain('SpendAhead');
  });

  it('refuses to deploy a forecast beyond it, and says what is largest', () => {
    const { annotations } = makeBudget({ forecastUsd: 101 });
    const words = Match.stringLikeRegexp(
      'cost USD 101 a month, its budget is USD 100.*Kinesis Video, frames',
    );

    annotations.hasError('*', words);
  });

  it('lets through a forecast within it', () => {
    expect(makeBudget().annotations.findError('*', Match.anyValue())).toEqual([]);
  });

  it('is overridden by name and reason alone, which the stack keeps', () => {
    const context = { 'over-budget': 'Somchai Dee, festival week' };
    const { template, annotations } = makeBudget({ forecastUsd: 101 }, context);

    expect(annotations.findError('*', Match.anyValue())).toEqual([]);
    expect(template.findOutputs('OverBudget').OverBudget?.Value).toContain('Somchai Dee, festival week');
  });

  it.each(['yes', 'Somchai', ', reason', 'Somchai, ', '', 1])('is not overridden by %j', (said) => {
    expect(() => makeBudget({ forecastUsd: 101 }, { 'over-budget': said })).toThrow(/name, reason/);
  });
});

interface Notified {
  readonly Notification: { readonly NotificationType: string; readonly Threshold: number };
}
