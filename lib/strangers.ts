import { Annotations, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { tendStrangersEnvironment } from '../lambdas/faces/tend-strangers.env.ts';
import { tableKeys, timeToLiveAttribute } from '../lambdas/zone/records.ts';
import { strangerCollectionOf } from '../lambdas/zone/strangers.ts';
import type { StrangerSettings } from '../lambdas/zone/zone-file.ts';
import { collectionArn } from './faces.ts';
import type { Records } from './records.ts';
import { acceptWildcard, ZoneFunction } from './zone-function.ts';

export interface StrangersProps {
  readonly settings: StrangerSettings;
  readonly records: Records;
  readonly rekognitionRegion: string;
  /** Of the watchlist; that of strangers lies beside it. */
  readonly collectionId: string;
}

/**
 * Made only for a zone file that allows to keep people whom nobody looks for (docs/adr/0015): where their visits lie,
 * and what deletes their faces in time. The collection is the custom resource's, as that of the watchlist is.
 */
export class Strangers extends Construct {
  readonly table: Table;
  readonly collectionId: string;
  readonly #collectionArn: string;

  constructor(scope: Construct, id: string, props: StrangersProps) {
    super(scope, id);
    const { settings, records, rekognitionRegion } = props;
    this.collectionId = strangerCollectionOf(props.collectionId);
    this.#collectionArn = collectionArn(this, { rekognitionRegion, collectionId: this.collectionId });
    this.table = this.#makeTable();
    const tend = new ZoneFunction(this, 'Tend', {
      handler: 'lambdas/faces/tend-strangers.handler.ts',
      schema: tendStrangersEnvironment,
      timeout: Duration.minutes(5),
      environment: {
        REGISTRY_TABLE: records.registry.tableName,
        STRANGER_COLLECTION_ID: this.collectionId,
        REKOGNITION_REGION: rekognitionRegion,
      },
    });
    tend.allow(['dynamodb:GetItem'], [records.registry.tableArn]);
    tend.allow(['rekognition:ListFaces', 'rekognition:DeleteFaces'], [this.#collectionArn]);
    this.#schedule(tend);
    this.#warn(settings);
  }

  /** Lets a function tell strangers apart and keep that they were there. */
  allowKeeping(fn: Pick<ZoneFunction<never>, 'allow'>): void {
    fn.allow(['rekognition:SearchFacesByImage', 'rekognition:IndexFaces'], [this.#collectionArn]);
    fn.allow(['dynamodb:PutItem'], [this.table.tableArn]);
  }

  #makeTable(): Table {
    const { partitionKey, sortKey } = tableKeys.strangers;
    const table = new Table(this, 'Visits', {
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute,
      // Unlike every other table it goes with its setting, or with the stack.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(table).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'a backup of 35 days would keep what must be gone after hours',
    });
    return table;
  }

  #schedule(tend: ZoneFunction<typeof tendStrangersEnvironment>): void {
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    new Schedule(this, 'EveryFiveMinutes', {
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      // The next run does what a failed one left.
      target: new LambdaInvoke(tend, { retryAttempts: 0, role }),
    });
    acceptWildcard(role, `${tend.functionArn}:*`, 'the scheduler may call any version of this one function');
  }

  #warn({ keepHours, cameras }: StrangerSettings): void {
    const where = cameras === undefined ? 'every camera' : cameras.join(', ');
    Annotations.of(this).addWarningV2(
      'safety-zone:strangers-stored',
      `"strangers" is on: biometric data of everybody who passes ${where} are stored for ${keepHours} hours, though nobody looks for them. Thailand's PDPA, section 26, asks for a legal basis of its own: see docs/privacy.md, "Strangers"`,
    );
  }
}
