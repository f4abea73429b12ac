import { CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscriptionFilter, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { noteDeliveryEnvironment } from '../lambdas/alerts/note-delivery.env.ts';
import { logSmsEnvironment } from '../lambdas/setup/log-sms.env.ts';
import type { ZoneSettings } from '../lambdas/zone/zone-file.ts';
import type { Escalation } from './escalation.ts';
import type { Records } from './records.ts';
import { acceptWildcard, ZoneFunction } from './zone-function.ts';

export interface SmsLogProps {
  readonly records: Records;
  readonly settings: ZoneSettings;
  readonly escalation: Escalation;
  /** Those that phones are subscribed to, by a short name. */
  readonly topics: Readonly<Record<string, Topic>>;
}

/**
 * What became of each SMS: SNS → CloudWatch Logs → note-delivery → the incident's timeline. SNS logs SMS by a setting
 * of the account alone; a topic's own settings know other protocols.
 * https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html
 */
export class SmsLog extends Construct {
  constructor(scope: Construct, id: string, props: SmsLogProps) {
    super(scope, id);
    this.#turnOn();
    const noteDelivery = this.#makeFunction(props);
    for (const [name, topic] of Object.entries(props.topics)) this.#follow(name, topic, noteDelivery);
  }

  get #logs(): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:logs:${region}:${account}:log-group:sns`;
  }

  #turnOn(): void {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('sns.amazonaws.com') });
    // The names of its log streams are SNS's own; SNS looks for the groups that are here already.
    const resource = `${this.#logs}/*`;
    const actions = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
    role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    acceptWildcard(role, resource, 'SNS names its log streams, and logs all SMS of the account by one role');
    const logSms = new ZoneFunction(this, 'LogSms', {
      handler: 'lambdas/setup/log-sms.handler.ts',
      schema: logSmsEnvironment,
      timeout: Duration.seconds(30),
      environment: { LOG_ROLE_ARN: role.roleArn },
    });
    logSms.allowAny(['sns:SetSMSAttributes'], '*', 'settings of the account, which are no resource');
    logSms.allow(['iam:PassRole'], [role.roleArn]);
    const setting = new CustomResource(this, 'Setting', {
      resourceType: 'Custom::SmsLog',
      serviceToken: logSms.functionArn,
      serviceTimeout: Duration.minutes(2),
      properties: { RoleArn: role.roleArn },
    });
    setting.node.addDependency(role);
  }

  #makeFunction({ records, settings, escalation }: SmsLogProps) {
    const noteDelivery = new ZoneFunction(this, 'NoteDelivery', {
      handler: 'lambdas/alerts/note-delivery.handler.ts',
      schema: noteDeliveryEnvironment,
      timeout: Duration.seconds(30),
      environment: {
        INCIDENTS_TABLE: records.incidents.tableName,
        INCIDENT_DAYS: String(settings.retention.incidentDays),
        SOS_ESCALATION_QUEUE_URL: escalation.sosQueue.queueUrl,
        ESCALATION_QUEUE_URL: escalation.queue.queueUrl,
      },
    });
    noteDelivery.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [records.incidents.tableArn]);
    for (const queue of [escalation.sosQueue, escalation.queue]) queue.grantSendMessages(noteDelivery);
    noteDelivery.addPermission('Logs', {
      principal: new ServicePrincipal('logs.amazonaws.com'),
      sourceArn: `${this.#logs}/*`,
      sourceAccount: Stack.of(this).account,
    });
    return noteDelivery;
  }

  /** SNS names the groups; here first, so that they have a filter and an end. */
  #follow(
    name: string,
    { topicName }: Topic,
    noteDelivery: ZoneFunction<typeof noteDeliveryEnvironment>,
  ): void {
    const { region, account } = Stack.of(this);
    const arrived = `sns/${region}/${account}/${topicName}`;
    for (const [end, logGroupName] of [
      ['', arrived],
      ['Failure', `${arrived}/Failure`],
    ] as const) {
      const group = new LogGroup(this, `${name}${end}Log`, {
        logGroupName,
        // Whole phone numbers stand in them, and nowhere else.
        retention: RetentionDays.ONE_DAY,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      const filter = new CfnSubscriptionFilter(this, `${name}${end}Filter`, {
        logGroupName: group.logGroupName,
        filterPattern: '',
        destinationArn: noteDelivery.functionArn,
      });
      filter.node.addDependency(noteDelivery);
    }
  }
}
