import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { timeToLiveAttribute } from '../zone/records.ts';
import type { PoleClaimStore } from './pole-claim-store.ts';

export interface DynamoPoleClaimStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const claimItem = z.object({ claimCertificateId: z.string(), endsAt: z.number() });

/** Who was given a certificate by whose claim can be looked up for a month. */
const keepSeconds = 30 * 86_400;

/** Registry items of kind `pole-claim`, by pole. */
export function dynamoPoleClaimStore({ client, tableName }: DynamoPoleClaimStoreParams): PoleClaimStore {
  const keyOf = (poleId: string) => ({ kind: 'pole-claim', id: poleId });
  return {
    async put({ poleId, claimCertificateId, expiresAt: endsAt }) {
      const expiresAt = Math.ceil(endsAt / 1000) + keepSeconds;
      const Item = { ...keyOf(poleId), claimCertificateId, endsAt, [timeToLiveAttribute]: expiresAt };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },
    async find(poleId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(poleId), ConsistentRead: true }),
      );
      const { data } = claimItem.safeParse(Item);
      return data && { poleId, claimCertificateId: data.claimCertificateId, expiresAt: data.endsAt };
    },
    async take({ poleId, claimCertificateId }, certificateId) {
      const command = new UpdateCommand({
        TableName: tableName,
        Key: keyOf(poleId),
        UpdateExpression: 'SET certificateId = :certificate',
        ConditionExpression:
          'claimCertificateId = :claim AND (attribute_not_exists(certificateId) OR certificateId = :certificate)',
        ExpressionAttributeValues: { ':claim': claimCertificateId, ':certificate': certificateId },
      });
      try {
        await client.send(command);
        return 'taken';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'refused';
        throw error;
      }
    },
  };
}
