import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IoTClient } from '@aws-sdk/client-iot';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoPoleClaimStore } from '../lambdas/poles/dynamo-pole-claim-store.ts';
import { iotPoleCertificates } from '../lambdas/poles/iot-pole-certificates.ts';
import type { ClaimPoleParams } from './claim-pole.ts';
import { findBroker } from './find-broker.ts';
import { readLocalCa } from './provision-pole.ts';
import { readStackOutput } from './stack-outputs.ts';

/** The deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openClaimPorts(): Promise<Omit<ClaimPoleParams, 'poleId' | 'isReplacement'>> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  const tableName = await readStackOutput('RegistryTable');
  const iot = new IoTClient();
  return {
    iot,
    claims: dynamoPoleClaimStore({ client, tableName }),
    certificates: iotPoleCertificates(iot),
    broker: await findBroker(iot),
    caPem: readLocalCa(),
    now: Date.now,
  };
}
