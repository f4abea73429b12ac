import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { awsStrangerPorts } from '../../lambdas/faces/aws-stranger-ports.ts';

const portsOf = (STRANGER_COLLECTION_ID: string, STRANGERS_TABLE: string) =>
  awsStrangerPorts({
    client: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'ap-southeast-1' })),
    rekognition: new RekognitionClient({ region: 'ap-southeast-1' }),
    environment: { STRANGER_COLLECTION_ID, STRANGERS_TABLE },
  });

describe('awsStrangerPorts', () => {
  it('are there only when the deployment names both places', () => {
    expect(portsOf('', '')).toBeUndefined();
    expect(portsOf('zone-strangers', '')).toBeUndefined();
    expect(portsOf('', 'visits')).toBeUndefined();
    expect(portsOf('zone-strangers', 'visits')).toBeDefined();
  });
});
