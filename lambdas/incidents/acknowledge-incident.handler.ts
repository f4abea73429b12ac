// Triggered by: the links of alerts, over its Function URL: anybody on the internet may call.
// Reads and writes: links, state and steps of incidents; reads frames of the evidence bucket.
// On failure: whoever came is told to try again; all is repeatable, and escalation goes on as long as nobody acknowledged.
// Seen by the operator as: an acknowledged incident; LINK_USED, LINK_REFUSED, LINK_FAILED. No log holds a token or a name.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoLinkStore } from '../alerts/dynamo-link-store.ts';
import { zoneHandler } from '../runtime/handler.ts';
import { acknowledgeIncidentEnvironment } from './acknowledge-incident.env.ts';
import { answerLink } from './answer-link.ts';
import { dynamoIncidentStore } from './dynamo-incident-store.ts';
import { s3IncidentPictures } from './s3-incident-pictures.ts';

export const handler = zoneHandler({
  name: 'acknowledge-incident',
  environment: acknowledgeIncidentEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const tableName = environment.INCIDENTS_TABLE;
    const ports = {
      links: dynamoLinkStore({ client, tableName }),
      incidents: dynamoIncidentStore({
        client,
        tableName,
        retentionDays: async () => environment.INCIDENT_DAYS,
      }),
      pictures: s3IncidentPictures({
        client: new S3Client(),
        bucketName: environment.INCIDENT_EVIDENCE_BUCKET,
      }),
      telemetry,
      now: () => Date.now(),
      timeZone: environment.TIME_ZONE,
      instructions: environment.STANDING_INSTRUCTIONS,
    };
    return (event: unknown) => answerLink(event, ports);
  },
});
