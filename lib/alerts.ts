import { Duration } from 'aws-cdk-lib';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { raiseAlertEnvironment } from '../lambdas/alerts/raise-alert.env.ts';
import type { AlertKind } from '../lambdas/zone/messages.ts';
import { everyAgency, smsDisplayName, unknownSiteId } from '../lambdas/zone/names.ts';
import type { Recipient } from '../lambdas/zone/recipients-file.ts';
import type { Records } from './records.ts';
import { ZoneFunction } from './zone-function.ts';
import { ZoneQueue } from './zone-queue.ts';

export interface AlertsProps {
  readonly records: Records;
  readonly recipients: readonly Recipient[];
  /** IANA name of the zone's time zone, for the times in alert texts. */
  readonly timeZone: string;
}

/** Alert queues → raise-alert → topics → phones and mailboxes. Presses have a queue and a topic of their own. */
export class Alerts extends Construct {
  readonly sosQueue: ZoneQueue;
  readonly queue: ZoneQueue;
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
    for (const recipient of props.recipients) this.#subscribe(recipient);

    const raiseAlert = new ZoneFunction(this, 'RaiseAlert', {
      handler: 'lambdas/alerts/raise-alert.handler.ts',
      schema: raiseAlertEnvironment,
      timeout,
      memoryMegabytes: 512,
      environment: {
        INCIDENTS_TABLE: props.records.incidents.tableName,
        SOS_TOPIC_ARN: this.topics.sos.topicArn,
        MATCH_TOPIC_ARN: this.topics.match.topicArn,
        DEVICE_TOPIC_ARN: this.topics.device.topicArn,
        TIME_ZONE: props.timeZone,
      },
    });
    raiseAlert.consume(this.sosQueue, { batchSize: 1 });
    // A burst of matches may not take the account's whole concurrency from the presses.
    raiseAlert.consume(this.queue, { batchSize: 10, maxConcurrency: 5 });
    raiseAlert.allow(['dynamodb:GetItem', 'dynamodb:UpdateItem'], [props.records.incidents.tableArn]);
    for (const topic of Object.values(this.topics)) topic.grantPublish(raiseAlert);
  }

  #topic(id: string): Topic {
    return new Topic(this, id, {
      displayName: smsDisplayName,
      enforceSSL: true,
      masterKey: Alias.fromAliasName(this, `${id}Key`, 'alias/aws/sns'),
    });
  }

  /** One subscription per channel and topic; SNS filters, so that nobody is sent what is not theirs. */
  #subscribe(recipient: Recipient): void {
    for (const [name, topic] of Object.entries(this.topics)) {
      const kinds = recipient.receives.kinds.filter((kind) => topicOf[kind] === name);
      if (kinds.length === 0) continue;
      for (const protocol of ['sms', 'email'] as const) {
        const endpoint = recipient[protocol];
        if (endpoint === undefined) continue;
        new CfnSubscription(this, `${recipient.id}-${name}-${protocol}`, {
          topicArn: topic.topicArn,
          protocol,
          endpoint,
          filterPolicy: filterPolicy(recipient, kinds),
        });
      }
    }
  }
}

const topicOf: Record<AlertKind, keyof Alerts['topics']> = {
  sos: 'sos',
  person: 'match',
  plate: 'match',
  device: 'device',
  crowd: 'match',
  loitering: 'match',
};

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html (and 5 keys, which it has) */
const mostCombinations = 150;

/** Throws when SNS would refuse the filter. */
function filterPolicy({ id, agency, receives }: Recipient, kinds: readonly AlertKind[]) {
  const isMatch = kinds.some((kind) => topicOf[kind] === 'match');
  const policy = {
    kind: kinds,
    tier: receives.tiers.map((tier) => ({ numeric: ['=', tier] })),
    drill: [String(receives.drills)],
    // Only matches have watchlist entries, which some agencies may not see.
    ...(isMatch ? { agency: [agency, everyAgency] } : {}),
    ...(receives.sites ? { site: [...receives.sites, unknownSiteId] } : {}),
  };
  const combinations = Object.values(policy).reduce((product, { length }) => product * length, 1);
  if (combinations > mostCombinations)
    throw new Error(
      `recipient "${id}" names too many kinds, tiers and sites for one filter: split it in two`,
    );
  return policy;
}
