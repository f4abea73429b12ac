import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { CfnSubscription, SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { probeAlarmPathEnvironment } from '../lambdas/probe/probe-alarm-path.env.ts';
import { poleTopic, probeAudience, probePoleId } from '../lambdas/zone/names.ts';
import type { Recipient } from '../lambdas/zone/recipients-file.ts';
import type { Alerts } from './alerts.ts';
import type { Records } from './records.ts';
import { acceptWildcard, ZoneFunction } from './zone-function.ts';

export interface ProbeProps {
  readonly records: Records;
  readonly alerts: Alerts;
  readonly recipients: readonly Recipient[];
}

/**
 * The alarm path tests itself (docs/adr/0025): every hour a press of the zone's own pole, which must come out of the
 * SOS topic at a queue of its own. What goes wrong, console/path-alarms.ts tells through a topic that no alert uses.
 */
export class Probe extends Construct {
  /** E-mail of those who mend things; no alert uses it. */
  readonly engineers: Topic;
  readonly #inbox: Queue;

  constructor(scope: Construct, id: string, props: ProbeProps) {
    super(scope, id);
    this.#inbox = this.#makeInbox(props.alerts.topics.sos);
    this.engineers = this.#makeEngineers(props.recipients);
    this.#schedule(this.#makeFunction(props));
  }

  #makeInbox(topic: Topic): Queue {
    const inbox = new Queue(this, 'Inbox', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // A late alert is found by the next probe, and thrown away.
      retentionPeriod: Duration.hours(2),
    });
    Validations.of(inbox).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'what lies here is read once by the probe; an alert nobody waited for any more may go',
    });
    const audience = SubscriptionFilter.stringFilter({ allowlist: [probeAudience] });
    topic.addSubscription(new SqsSubscription(inbox, { filterPolicy: { audience } }));
    return inbox;
  }

  /** Those who are told of broken devices first, by e-mail: SMS may be what is broken. */
  #makeEngineers(recipients: readonly Recipient[]): Topic {
    const topic = new Topic(this, 'Engineers', { displayName: 'Safety Zone alarm path', enforceSSL: true });
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    for (const { id, email, receives } of recipients) {
      const mends = receives.kinds.includes('device') && receives.tiers.includes(1) && !receives.drills;
      if (email === undefined || !mends) continue;
      new CfnSubscription(this, `Engineer-${id}`, {
        ...{ topicArn: topic.topicArn, protocol: 'email', endpoint: email },
      });
    }
    return topic;
  }

  #makeFunction({ records, alerts }: ProbeProps): ZoneFunction<typeof probeAlarmPathEnvironment> {
    const topicArns = Object.values(alerts.topics).map(({ topicArn }) => topicArn);
    const probe = new ZoneFunction(this, 'ProbeAlarmPath', {
      handler: 'lambdas/probe/probe-alarm-path.handler.ts',
      schema: probeAlarmPathEnvironment,
      timeout: Duration.seconds(60),
      environment: {
        INCIDENTS_TABLE: records.incidents.tableName,
        PROBE_QUEUE_URL: this.#inbox.queueUrl,
        TOPIC_ARNS: topicArns.join(','),
      },
    });
    const { partition, region, account } = Stack.of(this);
    const press = `arn:${partition}:iot:${region}:${account}:topic/${poleTopic(probePoleId, 'press')}`;
    probe.allow(['iot:Publish'], [press]);
    probe.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage'], [this.#inbox.queueArn]);
    probe.allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'], [records.incidents.tableArn]);
    probe.allow(['sns:ListSubscriptionsByTopic'], topicArns);
    probe.allowAny(
      ['sns:GetSMSAttributes', 'sns:GetSMSSandboxAccountStatus'],
      '*',
      'settings of the account, which are no resource',
    );
    return probe;
  }

  #schedule(probe: ZoneFunction<typeof probeAlarmPathEnvironment>): void {
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    new Schedule(this, 'EveryHour', {
      schedule: ScheduleExpression.rate(Duration.hours(1)),
      // A second press would be a test of its own; the alarms tell when one is missing.
      target: new LambdaInvoke(probe, { retryAttempts: 0, role }),
    });
    acceptWildcard(role, `${probe.functionArn}:*`, 'the scheduler may call any version of this one function');
  }
}
