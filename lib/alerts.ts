import { Duration } from 'aws-cdk-lib';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { raiseAlertEnvironment } from '../lambdas/alerts/raise-alert.env.ts';
import { smsDisplayName } from '../lambdas/zone/names.ts';
import { distinctQuietHours } from '../lambdas/zone/quiet-hours.ts';
import type { Recipient } from '../lambdas/zone/recipients-file.ts';
import type { Shift } from '../lambdas/zone/shift.ts';
import type { ZoneSettings } from '../lambdas/zone/zone-file.ts';
import { alertFilter, topicOf } from './alert-filter.ts';
import { Escalation } from './escalation.ts';
import type { Records } from './records.ts';
import { SmsLog } from './sms-log.ts';
import { TakenAlerts } from './taken-alerts.ts';
import { ZoneFunction } from './zone-function.ts';
import { ZoneQueue } from './zone-queue.ts';

export interface AlertsProps {
  readonly records: Records;
  readonly recipients: readonly Recipient[];
  /** The duty roster of the recipients. */
  readonly shifts: readonly Shift[];
  readonly settings: ZoneSettings;
  /** Of the page of acknowledge links; absent: there is none. */
  readonly acknowledgeUrl?: string | undefined;
}

/**
 * Alert queues → raise-alert → topics → phones and mailboxes, and escalation beside it. Presses have a queue and a
 * topic of their own.
 */
export class Alerts extends Construct {
  readonly sosQueue: ZoneQueue;
  readonly queue: ZoneQueue;
  readonly sosEscalationQueue: ZoneQueue;
  readonly escalationQueue: ZoneQueue;
  readonly topics: Readonly<Record<'sos' | 'match' | 'device', Topic>>;

  constructor(scope: Construct, id: string, props: AlertsProps) {
    super(scope, id);
    const timeout = Duration.seconds(5);
    this.sosQueue = new ZoneQueue(this, 'SosQueue', {
      consumerTimeout: timeout,
      maxReceiveCount: 10,
      carries: 'the alert of a press',
    });
    this.queue = new ZoneQueue(this, 'Queue', { consumerTimeout: timeout, carries: 'an alert' });
    this.topics = {
      sos: this.#topic('SosTopic'),
      match: this.#topic('MatchTopic'),
      device: this.#topic('DeviceTopic'),
    };
    const raiseAlert = this.#raiseAlert(props, timeout);
    for (const recipient of props.recipients) this.#subscribe(recipient, raiseAlert);
    const { records, settings } = props;
    new TakenAlerts(this, 'Taken', { records, topics: Object.values(this.topics) });
    const queues = { sosAlerts: this.sosQueue, alerts: this.queue };
    const escalation = new Escalation(this, 'Escalation', { records, settings, ...queues });
    this.sosEscalationQueue = escalation.sosQueue;
    this.escalationQueue = escalation.queue;
    const topics = this.#topicsOfPhones(props.recipients);
    if (Object.keys(topics).length > 0) new SmsLog(this, 'SmsLog', { records, settings, escalation, topics });
  }

  #topicsOfPhones(recipients: readonly Recipient[]): Readonly<Record<string, Topic>> {
    const phones = recipients.filter(({ sms }) => sms !== undefined);
    const named = new Set(phones.flatMap(({ receives }) => receives.kinds.map((kind) => topicOf[kind])));
    return Object.fromEntries(
      Object.entries(this.topics).filter(([name]) => named.has(name as keyof Alerts['topics'])),
    );
  }

  #raiseAlert(props: AlertsProps, timeout: Duration) {
    const { records, settings, shifts, recipients, acknowledgeUrl = '' } = props;
    const { quietHours, urgent, cooldown, storm } = settings.alerts;
    const ownQuietHours = distinctQuietHours(recipients.map((one) => one.quietHours));
    const raiseAlert = new ZoneFunction(this, 'RaiseAlert', {
      handler: 'lambdas/alerts/raise-alert.handler.ts',
      schema: raiseAlertEnvironment,
      // What is held back over the night comes by every quarter of an hour.
      feedsItself: true,
      timeout,
      memoryMegabytes: 512,
      environment: {
        INCIDENTS_TABLE: records.incidents.tableName,
        SOS_TOPIC_ARN: this.topics.sos.topicArn,
        MATCH_TOPIC_ARN: this.topics.match.topicArn,
        DEVICE_TOPIC_ARN: this.topics.device.topicArn,
        ALERT_QUEUE_URL: this.queue.queueUrl,
        INCIDENT_DAYS: String(settings.retention.incidentDays),
        TIME_ZONE: settings.timeZone,
        ACKNOWLEDGE_URL: acknowledgeUrl,
        LINK_IN_SMS: String(settings.alerts.link === 'email-and-sms'),
        SHIFTS: JSON.stringify(shifts),
        QUIET_HOURS: JSON.stringify(ownQuietHours),
        STANDING_INSTRUCTIONS: JSON.stringify(settings.instructions),
        ALERT_RULES: JSON.stringify({ quietHours, urgent, cooldown, storm }),
      },
    });
    // As presses come: alone at once, a burst by tens.
    raiseAlert.consume(this.sosQueue, { batchSize: 10 });
    // A burst of matches may not take the account's whole concurrency from the presses.
    raiseAlert.consume(this.queue, { batchSize: 10, maxConcurrency: 5 });
    raiseAlert.allow(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      [records.incidents.tableArn],
    );
    this.queue.grantSendMessages(raiseAlert);
    for (const topic of Object.values(this.topics)) topic.grantPublish(raiseAlert);
    return raiseAlert;
  }

  #topic(id: string): Topic {
    return new Topic(this, id, {
      displayName: smsDisplayName,
      enforceSSL: true,
      masterKey: Alias.fromAliasName(this, `${id}Key`, 'alias/aws/sns'),
    });
  }

  /** One subscription per channel and topic; SNS filters, so that nobody is sent what is not theirs. */
  #subscribe(recipient: Recipient, publisher: Construct): void {
    for (const [name, topic] of Object.entries(this.topics)) {
      const kinds = recipient.receives.kinds.filter((kind) => topicOf[kind] === name);
      if (kinds.length === 0) continue;
      for (const protocol of ['sms', 'email'] as const) {
        const endpoint = recipient[protocol];
        if (endpoint === undefined) continue;
        const subscription = new CfnSubscription(this, `${recipient.id}-${name}-${protocol}`, {
          topicArn: topic.topicArn,
          protocol,
          endpoint,
          filterPolicy: alertFilter(recipient, kinds),
        });
        // A new filter may ask for what only the new function sends.
        subscription.node.addDependency(publisher);
      }
    }
  }
}
