import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoAuditLog } from '../lambdas/watchlist/dynamo-audit-log.ts';
import { dynamoWatchlistStore } from '../lambdas/watchlist/dynamo-watchlist-store.ts';
import type { EnrollPersonPorts } from '../lambdas/watchlist/enroll-person.ts';
import { rekognitionFaceCollection } from '../lambdas/watchlist/rekognition-face-collection.ts';
import { readStackOutputs } from './stack-outputs.ts';

/** The stack does not say where its watchlist is: it was not deployed, or by an older version. */
export class OutputMissingError extends Error {
  override readonly name = 'OutputMissingError';
}

/** The watchlist of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws OutputMissingError. */
export async function openWatchlistPorts(stackName?: string): Promise<EnrollPersonPorts> {
  const outputs = await readStackOutputs(stackName);
  const output = (key: string) => {
    const value = outputs[key];
    if (value === undefined)
      throw new OutputMissingError(`the stack has no output "${key}": deploy it again`);
    return value;
  };
  const at = outputs.Region === undefined ? {} : { region: outputs.Region };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(at));
  const rekognition = new RekognitionClient({ region: output('RekognitionRegion'), retryMode: 'adaptive' });
  return {
    watchlist: dynamoWatchlistStore({ client, tableName: output('WatchlistTable') }),
    audit: dynamoAuditLog({
      client,
      tableName: output('AuditTable'),
      randomPart: () => randomUUID().slice(0, 8),
    }),
    faces: rekognitionFaceCollection({ client: rekognition, collectionId: output('CollectionId') }),
  };
}
