import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface ZoneQueueProps {
  /** Time-out of the function that reads the queue; a message comes back after six times that, as Lambda advises. */
  readonly consumerTimeout: Duration;
  /** Deliveries before the dead-letter queue. @default 3 */
  readonly maxReceiveCount?: number;
  /** What a message here means to an operator, for the alarm's text, e.g. "a press". */
  readonly carries: string;
}

/** A queue that loses nothing: encrypted, TLS only, with a dead-letter queue kept 14 days and an alarm on it. */
export class ZoneQueue extends Queue {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ZoneQueueProps) {
    const deadLetters = new Queue(scope, `${id}DeadLetters`, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: props.maxReceiveCount ?? 3 },
    });
    this.deadLetters = deadLetters;
    alarmOnAnyMessage(scope, `${id}DeadLettersAlarm`, deadLetters, props.carries);
  }
}

/** Alarms as soon as one message lies in a queue that should be empty. */
export function alarmOnAnyMessage(scope: Construct, id: string, queue: Queue, carries: string): Alarm {
  return new Alarm(scope, id, {
    alarmDescription: `Critical: ${carries} could not be handled and waits in ${queue.node.id}. See docs/runbook.md#dead-letters.`,
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(1),
      statistic: 'Maximum',
    }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
