import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { operateIncidentsEnvironment } from '../../lambdas/console/operate-incidents.env.ts';
import { showZoneEnvironment } from '../../lambdas/console/show-zone.env.ts';
import { type ConsoleFunction, consoleFunctionName, consoleFunctions } from '../../lambdas/zone/console.ts';
import { evidencePrefix } from '../../lambdas/zone/names.ts';
import { incidentsByState } from '../../lambdas/zone/records.ts';
import type { ZoneSettings } from '../../lambdas/zone/zone-file.ts';
import type { Evidence } from '../evidence.ts';
import type { IncidentEvidence } from '../incident-evidence.ts';
import type { Records } from '../records.ts';
import { ZoneFunction } from '../zone-function.ts';
import { mapBundling } from './map-bundling.ts';

export interface WidgetsProps {
  readonly records: Records;
  readonly evidence: Evidence;
  readonly incidentEvidence: IncidentEvidence;
  readonly settings: ZoneSettings;
}

/** The functions behind the control room's widgets. Who may invoke one may do what it does; lib/console/roles.ts says who. */
export class Widgets extends Construct {
  readonly zone: ZoneFunction<typeof showZoneEnvironment>;
  readonly operate: ZoneFunction<typeof operateIncidentsEnvironment>;
  readonly #props: WidgetsProps;

  constructor(scope: Construct, id: string, props: WidgetsProps) {
    super(scope, id);
    this.#props = props;
    this.zone = this.#makeZone();
    this.operate = this.#makeOperate();
  }

  /** Of a function of the control room, from its name alone: those that name each other would depend on each other. */
  endpoint(which: ConsoleFunction): string {
    const resourceName = consoleFunctionName(this.#props.settings.id, which);
    return Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  #makeZone() {
    const { records, evidence, settings } = this.#props;
    const zone = new ZoneFunction(this, 'ShowZone', {
      handler: 'lambdas/console/show-zone.handler.ts',
      schema: showZoneEnvironment,
      ...quick,
      bundling: mapBundling(settings.id),
      environment: {
        ...this.#incidentEnvironment(),
        REGISTRY_TABLE: records.registry.tableName,
        EVIDENCE_BUCKET: evidence.bucket.bucketName,
      },
    });
    this.#nameFunction(zone, 'zone');
    this.#allowIncidents(zone);
    // Mutes of all cameras at once; the registry's devices, states and paid calls.
    zone.allow(['dynamodb:BatchGetItem'], [records.incidents.tableArn]);
    zone.allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], [records.registry.tableArn]);
    this.#allowPictures(zone, evidence.bucket, evidencePrefix.latest);
    return zone;
  }

  #makeOperate() {
    const { records } = this.#props;
    const operate = new ZoneFunction(this, 'OperateIncidents', {
      handler: 'lambdas/console/operate-incidents.handler.ts',
      schema: operateIncidentsEnvironment,
      ...quick,
      environment: { ...this.#incidentEnvironment(), AUDIT_TABLE: records.audit.tableName },
    });
    this.#nameFunction(operate, 'operate');
    this.#allowIncidents(operate);
    operate.allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [records.incidents.tableArn]);
    operate.allow(['dynamodb:PutItem'], [records.audit.tableArn]);
    return operate;
  }

  #nameFunction({ node }: Construct, which: ConsoleFunction): void {
    const { defaultChild } = node;
    if (!(defaultChild instanceof CfnFunction)) throw new TypeError('a function of CDK holds a CfnFunction');
    defaultChild.functionName = consoleFunctionName(this.#props.settings.id, which);
  }

  #incidentEnvironment() {
    const { records, incidentEvidence, settings } = this.#props;
    const endpoints = consoleFunctions.map((which) => [which, this.endpoint(which)]);
    return {
      INCIDENTS_TABLE: records.incidents.tableName,
      INCIDENT_EVIDENCE_BUCKET: incidentEvidence.bucket.bucketName,
      TIME_ZONE: settings.timeZone,
      STANDING_INSTRUCTIONS: JSON.stringify(settings.instructions),
      INCIDENT_DAYS: String(settings.retention.incidentDays),
      CONSOLE_ENDPOINTS: Stack.of(this).toJsonString(Object.fromEntries(endpoints)),
    };
  }

  /** To look at incidents and at the frames kept of them. */
  #allowIncidents(reader: Pick<ZoneFunction<never>, 'allow' | 'allowObjects' | 'addToRolePolicy'>): void {
    const { incidents } = this.#props.records;
    const { bucket } = this.#props.incidentEvidence;
    reader.allow(['dynamodb:GetItem', 'dynamodb:Query'], [incidents.tableArn]);
    reader.allow(['dynamodb:Query'], [`${incidents.tableArn}/index/${incidentsByState.indexName}`]);
    this.#allowPictures(reader, bucket, evidencePrefix.incidents);
  }

  /** To list what lies under a prefix, and to sign links to it. */
  #allowPictures(
    reader: Pick<ZoneFunction<never>, 'allowObjects' | 'addToRolePolicy'>,
    bucket: Bucket,
    prefix: string,
  ): void {
    reader.allowObjects(['s3:GetObject'], bucket, [prefix]);
    reader.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
      }),
    );
  }
}

/** People wait for it, and a larger function starts and answers sooner. */
const quick = { memoryMegabytes: 1024, timeout: Duration.seconds(10) } as const;
