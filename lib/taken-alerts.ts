import { Duration } from 'aws-cdk-lib';
import { SubscriptionFilter, type Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { noteTakenEnvironment } from '../lambdas/alerts/note-taken.env.ts';
import { alertAttribute } from '../lambdas/zone/names.ts';
import type { Records } from './records.ts';
import { ZoneFunction } from './zone-function.ts';
import { ZoneQueue } from './zone-queue.ts';

export interface TakenAlertsProps {
  readonly records: Records;
  /** Those of alerts. */
  readonly topics: readonly Topic[];
}

/**
 * Each topic tells which alerts it took: topics → queue → note-taken (docs/adr/0003). A function of its own, so that
 * whatever ends raise-alert in the instant after a publish does not end this one too.
 */
export class TakenAlerts extends Construct {
  constructor(scope: Construct, id: string, { records, topics }: TakenAlertsProps) {
    super(scope, id);
    const timeout = Duration.seconds(5);
    const queue = new ZoneQueue(this, 'Queue', {
      consumerTimeout: timeout,
      carries: 'the word of a topic that it took an alert',
    });
    const filterPolicy = { [alertAttribute]: SubscriptionFilter.existsFilter() };
    for (const topic of topics) topic.addSubscription(new SqsSubscription(queue, { filterPolicy }));
    const noteTaken = new ZoneFunction(this, 'NoteTaken', {
      handler: 'lambdas/alerts/note-taken.handler.ts',
      schema: noteTakenEnvironment,
      timeout,
      environment: { INCIDENTS_TABLE: records.incidents.tableName },
    });
    noteTaken.consume(queue, { batchSize: 10, maxConcurrency: 2 });
    noteTaken.allow(['dynamodb:UpdateItem'], [records.incidents.tableArn]);
  }
}
