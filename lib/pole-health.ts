import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { checkPolesEnvironment } from '../lambdas/poles/check-poles.env.ts';
import type { Alerts } from './alerts.ts';
import type { Records } from './records.ts';
import { acceptWildcard, ZoneFunction } from './zone-function.ts';

export interface PoleHealthProps {
  readonly records: Records;
  readonly alerts: Alerts;
}

/** Schedule → check-poles: silence, overdue self-tests, and whatever else only time tells of a pole. */
export class PoleHealth extends Construct {
  constructor(scope: Construct, id: string, { records, alerts }: PoleHealthProps) {
    super(scope, id);
    const checkPoles = new ZoneFunction(this, 'CheckPoles', {
      handler: 'lambdas/poles/check-poles.handler.ts',
      schema: checkPolesEnvironment,
      timeout: Duration.seconds(50),
      environment: {
        REGISTRY_TABLE: records.registry.tableName,
        INCIDENTS_TABLE: records.incidents.tableName,
        ALERT_QUEUE_URL: alerts.queue.queueUrl,
        ESCALATION_QUEUE_URL: alerts.escalationQueue.queueUrl,
      },
    });
    checkPoles.allow(['dynamodb:Query', 'dynamodb:GetItem'], [records.registry.tableArn]);
    checkPoles.addToRolePolicy(writeToPoleStates(records));
    checkPoles.allow(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      [records.incidents.tableArn],
    );
    for (const to of [alerts.queue, alerts.escalationQueue]) to.grantSendMessages(checkPoles);
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    new Schedule(this, 'EveryMinute', {
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      // The next minute judges all poles again, so retries would only crowd it.
      target: new LambdaInvoke(checkPoles, { retryAttempts: 0, role }),
    });
    acceptWildcard(
      role,
      `${checkPoles.functionArn}:*`,
      'the scheduler may call any version of this one function',
    );
  }
}

/** Devices and settings lie in the same table: nothing that a pole says may change them. */
export function writeToPoleStates({ registry }: Records): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:UpdateItem'],
    resources: [registry.tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['pole-state'] } },
  });
}
