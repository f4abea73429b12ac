import { Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy, CfnThingType, CfnTopicRule } from 'aws-cdk-lib/aws-iot';
import { Construct } from 'constructs';
import { receivePoleMessageEnvironment } from '../lambdas/poles/receive-pole-message.env.ts';
import { poleRules, presenceRule } from '../lambdas/zone/names.ts';
import type { Alerts } from './alerts.ts';
import { PoleHealth, writeToPoleStates } from './pole-health.ts';
import { PoleProvisioning } from './pole-provisioning.ts';
import type { Records } from './records.ts';
import { ZoneFunction } from './zone-function.ts';
import { ZoneQueue } from './zone-queue.ts';

export interface PolesProps {
  readonly records: Records;
  readonly alerts: Alerts;
  /** What cameras saw of a press is asked for here. */
  readonly evidenceQueue: ZoneQueue;
}

/**
 * Poles → IoT topic rules → queues → receive-pole-message. Presses travel apart from everything else. Schedule →
 * check-poles: what only time tells of a pole.
 */
export class Poles extends Construct {
  readonly thingTypeName: string;
  readonly policyName: string;
  readonly pressQueue: ZoneQueue;
  readonly statusQueue: ZoneQueue;
  /** What a topic rule could not deliver; no function reads it. */
  readonly ruleErrors: ZoneQueue;

  constructor(scope: Construct, id: string, props: PolesProps) {
    super(scope, id);
    const timeout = Duration.seconds(5);
    this.pressQueue = new ZoneQueue(this, 'PressQueue', {
      consumerTimeout: timeout,
      // Ten minutes in which nothing works are outlived; what can never be read is told by its log event at once.
      maxReceiveCount: 20,
      carries: 'a press',
    });
    this.statusQueue = new ZoneQueue(this, 'StatusQueue', {
      consumerTimeout: timeout,
      carries: 'a heartbeat or fault',
    });
    this.thingTypeName = new CfnThingType(this, 'ThingType', {
      thingTypeProperties: { thingTypeDescription: 'An SOS pole with an emergency button' },
    }).ref;
    this.policyName = this.#devicePolicy().ref;
    this.ruleErrors = this.#rules();
    this.#receive(props, timeout);
    new PoleHealth(this, 'Health', props);
    const { thingTypeName, policyName } = this;
    new PoleProvisioning(this, 'Provisioning', { records: props.records, thingTypeName, policyName });
  }

  /**
   * One policy for all poles: the variables make it each pole's own. A pole publishes as itself and hears of its own
   * shadow; it neither deletes that nor hears of anything else.
   */
  #devicePolicy(): CfnPolicy {
    const { partition, region, account } = Stack.of(this);
    const arn = (resource: string) => `arn:${partition}:iot:${region}:${account}:${resource}`;
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an IoT policy variable, filled in by AWS per connection
    const thing = '${iot:Connection.Thing.ThingName}';
    return new CfnPolicy(this, 'DevicePolicy', {
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'iot:Connect',
            Resource: arn(`client/${thing}`),
            Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
          },
          {
            Effect: 'Allow',
            Action: 'iot:Publish',
            Resource: [
              ...Object.values(poleRules).map((rule) => arn(`topic/$aws/rules/${rule}/poles/${thing}/*`)),
              ...['get', 'update'].map((action) => arn(`topic/$aws/things/${thing}/shadow/${action}`)),
            ],
          },
          {
            Effect: 'Allow',
            Action: 'iot:Subscribe',
            Resource: shadowAnswers.map((path) => arn(`topicfilter/$aws/things/${thing}/shadow/${path}`)),
          },
          {
            Effect: 'Allow',
            Action: 'iot:Receive',
            Resource: shadowAnswers.map((path) => arn(`topic/$aws/things/${thing}/shadow/${path}`)),
          },
        ],
      },
    });
  }

  #rules(): ZoneQueue {
    const errors = new ZoneQueue(this, 'RuleErrors', {
      consumerTimeout: Duration.seconds(5),
      carries: 'a message that a topic rule could not deliver',
    });
    const role = new Role(this, 'RuleRole', { assumedBy: new ServicePrincipal('iot.amazonaws.com') });
    for (const queue of [this.pressQueue, this.statusQueue, errors]) queue.grantSendMessages(role);
    const sendTo = (queue: ZoneQueue) => ({
      sqs: { queueUrl: queue.queueUrl, roleArn: role.roleArn, useBase64: false },
    });
    const rule = (id: string, ruleName: string, sql: string, queue: ZoneQueue) =>
      new CfnTopicRule(this, id, {
        ruleName,
        topicRulePayload: {
          awsIotSqlVersion: '2016-03-23',
          sql,
          actions: [sendTo(queue)],
          errorAction: sendTo(errors),
        },
      });
    const { pressQueue, statusQueue } = this;
    // Basic Ingest names its rule, so this filter keeps nothing from it: cancel and safe come the same way.
    rule('PressQueueRule', poleRules.press, poleSql('poles/+/press'), pressQueue);
    rule('StatusQueueRule', poleRules.status, poleSql('poles/+/+'), statusQueue);
    rule('PresenceRule', presenceRule, presenceSql, statusQueue);
    return errors;
  }

  #receive({ records, alerts, evidenceQueue }: PolesProps, timeout: Duration): void {
    const receivePoleMessage = new ZoneFunction(this, 'ReceivePoleMessage', {
      handler: 'lambdas/poles/receive-pole-message.handler.ts',
      schema: receivePoleMessageEnvironment,
      timeout,
      memoryMegabytes: 512,
      environment: {
        REGISTRY_TABLE: records.registry.tableName,
        INCIDENTS_TABLE: records.incidents.tableName,
        SOS_ALERT_QUEUE_URL: alerts.sosQueue.queueUrl,
        ALERT_QUEUE_URL: alerts.queue.queueUrl,
        SOS_ESCALATION_QUEUE_URL: alerts.sosEscalationQueue.queueUrl,
        ESCALATION_QUEUE_URL: alerts.escalationQueue.queueUrl,
        EVIDENCE_QUEUE_URL: evidenceQueue.queueUrl,
      },
    });
    // A lone press goes at once: no window gathers others. In a burst Lambda begins with five batches at a time, and
    // five presses at a time would be too few. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    receivePoleMessage.consume(this.pressQueue, { batchSize: 10 });
    receivePoleMessage.consume(this.statusQueue, { batchSize: 10, maxConcurrency: 5 });
    receivePoleMessage.allow(['dynamodb:GetItem'], [records.registry.tableArn]);
    receivePoleMessage.addToRolePolicy(writeToPoleStates(records));
    receivePoleMessage.allow(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
      [records.incidents.tableArn],
    );
    const { sosQueue, queue, sosEscalationQueue, escalationQueue } = alerts;
    for (const to of [sosQueue, queue, sosEscalationQueue, escalationQueue, evidenceQueue])
      to.grantSendMessages(receivePoleMessage);
  }
}

/** What a shadow answers its pole: the whole of it, and what is wanted of the pole and not reported. */
const shadowAnswers = [
  'get/accepted',
  'get/rejected',
  'update/accepted',
  'update/rejected',
  'update/delta',
] as const;

/**
 * The payload goes on as base64, unread: whatever a pole sends, JSON or not, reaches the function, which checks it.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-sql-encode-payload
 */
function poleSql(filter: string): string {
  return (
    "SELECT encode(*, 'base64') AS payload, topic(2) AS thingName, topic(3) AS messageType, " +
    `clientid() AS clientId, timestamp() AS receivedAt, traceid() AS traceId FROM '${filter}'`
  );
}

/**
 * Who comes and goes, told by the broker alone: the client id is the last level of the topic.
 * https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html
 */
const presenceSql =
  "SELECT encode(*, 'base64') AS payload, topic(5) AS thingName, 'presence' AS messageType, topic(5) AS clientId, " +
  "timestamp() AS receivedAt, traceid() AS traceId FROM '$aws/events/presence/+/+' " +
  "WHERE topic(4) = 'connected' OR topic(4) = 'disconnected'";
