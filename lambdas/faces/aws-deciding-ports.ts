import type { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDecisionLog } from '../alerts/dynamo-decision-log.ts';
import { s3PictureStore } from '../sightings/s3-picture-store.ts';
import type { SettingsStore } from '../sightings/settings-store.ts';
import { dynamoBudgetStore } from './dynamo-budget-store.ts';
import type { IdentifyFacePorts } from './identify-face.ts';
import { rekognitionFaceAnalysis } from './rekognition-face-analysis.ts';

export interface AwsDecidingPortsParams {
  readonly client: DynamoDBDocumentClient;
  readonly rekognition: RekognitionClient;
  readonly settings: SettingsStore;
  readonly environment: {
    readonly REGISTRY_TABLE: string;
    readonly INCIDENTS_TABLE: string;
    readonly EVIDENCE_BUCKET: string;
  };
}

/** What identify-face looks at and writes down beside the search and the sighting. */
export function awsDecidingPorts({
  client,
  rekognition,
  settings,
  environment,
}: AwsDecidingPortsParams): Pick<IdentifyFacePorts, 'pictures' | 'analysis' | 'budget' | 'decisions'> {
  return {
    pictures: s3PictureStore({ client: new S3Client(), bucketName: environment.EVIDENCE_BUCKET }),
    analysis: rekognitionFaceAnalysis({ client: rekognition }),
    budget: dynamoBudgetStore({ client, tableName: environment.REGISTRY_TABLE }),
    decisions: dynamoDecisionLog({
      ...{ client, tableName: environment.INCIDENTS_TABLE },
      retentionDays: async () => (await settings.read()).retention.sightingDays,
    }),
  };
}
