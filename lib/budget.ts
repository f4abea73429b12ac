import { Annotations, CfnOutput } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** What the zone may cost and is expected to (USD a month): of `zone cost`, so that all say the same. */
export interface SpendingPlan {
  readonly budgetUsd: number;
  readonly forecastUsd: number;
  /** The largest lines of the forecast, in words. */
  readonly largest: readonly string[];
  /** What moves with the street: each frame that is watched, each paid call. The rest of the forecast stands still. */
  readonly usdPerFrame: number;
  readonly usdPerPaidCall: number;
  readonly restUsd: number;
}

export interface BudgetProps {
  readonly zoneId: string;
  readonly plan: SpendingPlan;
  readonly engineers: Topic;
}

/** Percent of the budget at which the engineers are told: of what was spent, and of what AWS expects. */
const notices = [
  { type: 'ACTUAL', percent: 80 },
  { type: 'ACTUAL', percent: 100 },
  { type: 'FORECASTED', percent: 100 },
] as const;

/** AWS's own budget of the account; a forecast beyond it is not deployed, unless somebody says so by name. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { zoneId, plan, engineers }: BudgetProps) {
    super(scope, id);
    engineers.grantPublish(new ServicePrincipal('budgets.amazonaws.com'));
    new CfnBudget(this, 'Monthly', {
      budget: {
        budgetName: `safety-zone-${zoneId}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: Number(plan.budgetUsd.toFixed(2)), unit: 'USD' },
      },
      notificationsWithSubscribers: notices.map(({ type, percent }) => ({
        notification: {
          notificationType: type,
          comparisonOperator: 'GREATER_THAN',
          threshold: percent,
          thresholdType: 'PERCENTAGE',
        },
        subscribers: [{ subscriptionType: 'SNS', address: engineers.topicArn }],
      })),
    });
    this.#hold(plan);
  }

  #hold(plan: SpendingPlan): void {
    const allowed = readOverBudget(this);
    if (plan.forecastUsd <= plan.budgetUsd) return;
    if (allowed !== undefined) {
      new CfnOutput(this, 'OverBudget', {
        value: `${allowed} (forecast USD ${plan.forecastUsd.toFixed(0)}, budget USD ${plan.budgetUsd.toFixed(0)})`,
        description: 'Who deployed a zone that is expected to cost more than its budget, and why',
      }).overrideLogicalId('OverBudget');
      return;
    }
    // An error of the template, not of the program: the CLI prints it alone and stops; a local run costs nothing.
    Annotations.of(this).addError(refusal(plan));
  }
}

function refusal({ budgetUsd, forecastUsd, largest }: SpendingPlan): string {
  return `the zone is expected to cost USD ${forecastUsd.toFixed(0)} a month, its budget is USD ${budgetUsd.toFixed(0)}. \
Most of it: ${largest.join('; ')}. See npm run zone -- cost FILE --lines. \
Sample less, raise the budget in the zone file, or say who wants it all the same: -c over-budget="name, reason"`;
}

/** `-c over-budget="Somchai Dee, festival week"`: undefined where nobody said so. Throws on half of it. */
export function readOverBudget(scope: Construct): string | undefined {
  const said: unknown = scope.node.tryGetContext('over-budget');
  if (said === undefined) return undefined;
  if (typeof said === 'string' && /^[^,]*\p{L}[^,]*,.*\p{L}/u.test(said)) return said.trim();
  throw new Error('context over-budget must be who wants it and why: -c over-budget="name, reason"');
}
