import { Duration } from 'aws-cdk-lib';
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

/** A queue that loses nothing: encrypted, TLS only, with a dead-letter queue kept 14 days; console/alarms.ts watches that. */
export class ZoneQueue extends Queue {
  readonly deadLetters: Queue;
  readonly carries: string;

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
    this.carries = props.carries;
  }
}
