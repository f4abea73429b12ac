import type { RekognitionClient } from '@aws-sdk/client-rekognition';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoStrangerStore } from '../sightings/dynamo-stranger-store.ts';
import type { StrangerPorts } from './keep-stranger.ts';
import { rekognitionStrangerFaces } from './rekognition-stranger-faces.ts';

export interface AwsStrangerPortsParams {
  readonly client: DynamoDBDocumentClient;
  readonly rekognition: RekognitionClient;
  /** Both empty where the zone file does not allow to keep strangers. */
  readonly environment: { readonly STRANGER_COLLECTION_ID: string; readonly STRANGERS_TABLE: string };
}

/** What keepStranger needs; undefined where there are to be none. */
export function awsStrangerPorts(params: AwsStrangerPortsParams): StrangerPorts | undefined {
  const { STRANGER_COLLECTION_ID: collectionId, STRANGERS_TABLE: tableName } = params.environment;
  if (collectionId === '' || tableName === '') return undefined;
  return {
    faces: rekognitionStrangerFaces({ client: params.rekognition, collectionId }),
    visits: dynamoStrangerStore({ client: params.client, tableName }),
  };
}
