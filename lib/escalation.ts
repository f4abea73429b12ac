import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { escalateIncidentEnvironment } from '../lambdas/incidents/escalate-incident.env.ts';
import type { ZoneSettings } from '../lambdas/zone/zone-file.ts';
import type { Records } from './records.ts';
import { ZoneFunction } from './zone-function.ts';
import { ZoneQueue } from './zone-queue.ts';

export interface EscalationProps {
  readonly records: Records;
  readonly settings: ZoneSettings;
  /** Where it asks for the next tier's alert. */
  readonly sosAlerts: Queue;
  readonly alerts: Queue;
}

/** Delayed messages → escalate-incident → the alert queues. Presses have a queue of their own. */
export class Escalation extends Construct {
  readonly sosQueue: ZoneQueue;
  readonly queue: ZoneQueue;

  constructor(scope: Construct, id: string, props: EscalationProps) {
    super(scope, id);
    const { records, settings } = props;
    const consumerTimeout = Duration.seconds(10);
    const carries = 'the look at whether an incident was acknowledged';
    this.sosQueue = new ZoneQueue(this, 'SosQueue', { consumerTimeout, maxReceiveCount: 10, carries });
    this.queue = new ZoneQueue(this, 'Queue', { consumerTimeout, maxReceiveCount: 10, carries });
    const { tiers, alerts, retention } = settings;
    const escalateIncident = new ZoneFunction(this, 'EscalateIncident', {
      handler: 'lambdas/incidents/escalate-incident.handler.ts',
      schema: escalateIncidentEnvironment,
      // Once per tier and repeat, in steps of at most a quarter of an hour.
      feedsItself: true,
      timeout: consumerTimeout,
      environment: {
        INCIDENTS_TABLE: records.incidents.tableName,
        SOS_ALERT_QUEUE_URL: props.sosAlerts.queueUrl,
        ALERT_QUEUE_URL: props.alerts.queueUrl,
        SOS_ESCALATION_QUEUE_URL: this.sosQueue.queueUrl,
        ESCALATION_QUEUE_URL: this.queue.queueUrl,
        INCIDENT_DAYS: String(retention.incidentDays),
        ESCALATION_RULES: JSON.stringify({ tiers, repeat: alerts.repeat, escalates: alerts.escalates }),
      },
    });
    escalateIncident.consume(this.sosQueue, { batchSize: 1 });
    escalateIncident.consume(this.queue, { batchSize: 10, maxConcurrency: 5 });
    escalateIncident.allow(
      ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'],
      [records.incidents.tableArn],
    );
    for (const queue of [props.sosAlerts, props.alerts, this.sosQueue, this.queue])
      queue.grantSendMessages(escalateIncident);
  }
}
