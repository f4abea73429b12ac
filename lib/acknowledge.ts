import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledgeIncidentEnvironment } from '../lambdas/incidents/acknowledge-incident.env.ts';
import { pageConcurrency } from '../lambdas/zone/concurrency.ts';
import { evidencePrefix } from '../lambdas/zone/names.ts';
import type { ZoneSettings } from '../lambdas/zone/zone-file.ts';
import type { IncidentEvidence } from './incident-evidence.ts';
import type { Records } from './records.ts';
import { ZoneFunction } from './zone-function.ts';

export interface AcknowledgeProps {
  readonly records: Records;
  readonly incidentEvidence: IncidentEvidence;
  readonly settings: ZoneSettings;
}

/** The page behind the links of alerts: a Function URL that whoever holds a link may open. */
export class Acknowledge extends Construct {
  /** With a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, { records, incidentEvidence, settings }: AcknowledgeProps) {
    super(scope, id);
    const acknowledgeIncident = new ZoneFunction(this, 'AcknowledgeIncident', {
      handler: 'lambdas/incidents/acknowledge-incident.handler.ts',
      schema: acknowledgeIncidentEnvironment,
      memoryMegabytes: 512,
      timeout: Duration.seconds(10),
      reservedConcurrency: pageConcurrency,
      environment: {
        INCIDENTS_TABLE: records.incidents.tableName,
        INCIDENT_EVIDENCE_BUCKET: incidentEvidence.bucket.bucketName,
        TIME_ZONE: settings.timeZone,
        STANDING_INSTRUCTIONS: JSON.stringify(settings.instructions),
        INCIDENT_DAYS: String(settings.retention.incidentDays),
      },
    });
    acknowledgeIncident.allow(
      ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      [records.incidents.tableArn],
    );
    acknowledgeIncident.allowObjects(['s3:GetObject'], incidentEvidence.bucket, [evidencePrefix.incidents]);
    acknowledgeIncident.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [incidentEvidence.bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': `${evidencePrefix.incidents}*` } },
      }),
    );
    // No authorization of AWS's own: an officer in the street has no IAM identity. The link's token is the key, 128
    // random bits for one incident and one day (docs/adr/0024).
    const { url } = acknowledgeIncident.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    this.url = url;
  }
}
