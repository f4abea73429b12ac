// Triggered by: the runbooks (SSM Automation documents of lib/console/runbooks.ts), one operation each.
// Reads and writes: incidents, watchlist, audit log, sightings, registry, both evidence buckets, the face collection; presses poles as a drill.
// On failure: the runbook's step fails with the reason; every operation may be repeated.
// Seen by the operator as: the outputs of the runbook's execution; OPERATION_DONE and OPERATION_REFUSED in the log.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoHoldingStore } from '../alerts/dynamo-holding-store.ts';
import { dynamoCameraStore } from '../cameras/dynamo-camera-store.ts';
import { s3EvidenceStore } from '../evidence/s3-evidence-store.ts';
import { s3ExportFolder } from '../evidence/s3-export-folder.ts';
import { dynamoIncidentStore } from '../incidents/dynamo-incident-store.ts';
import { dynamoPoleRegistry } from '../poles/dynamo-pole-registry.ts';
import { iotPoleButton } from '../poles/iot-pole-button.ts';
import { zoneHandler } from '../runtime/handler.ts';
import { dynamoSightingEraser } from '../sightings/dynamo-sighting-eraser.ts';
import { s3PictureStore } from '../sightings/s3-picture-store.ts';
import { awsWatchlistPorts } from '../watchlist/aws-watchlist-ports.ts';
import { evidencePrefix } from '../zone/names.ts';
import { operateZoneEnvironment } from './operate-zone.env.ts';
import { operateZone } from './operate-zone.ts';

export const handler = zoneHandler({
  name: 'operate-zone',
  environment: operateZoneEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const s3 = new S3Client();
    const { EVIDENCE_BUCKET: bucketName, INCIDENT_EVIDENCE_BUCKET: incidentBucket } = environment;
    const registry = { client, tableName: environment.REGISTRY_TABLE };
    const incidents = { client, tableName: environment.INCIDENTS_TABLE };
    const region = environment.REKOGNITION_REGION;
    const ports = {
      ...awsWatchlistPorts({ client, s3, rekognition: new RekognitionClient({ region }), environment }),
      incidents: dynamoIncidentStore({ ...incidents, retentionDays: async () => environment.INCIDENT_DAYS }),
      evidence: s3EvidenceStore({ client: s3, bucketName: incidentBucket }),
      exports: (path: string) => {
        const prefix = `${evidencePrefix.exports}${path}`;
        return {
          folder: s3ExportFolder({ client: s3, bucketName, prefix }),
          address: `s3://${bucketName}/${prefix}`,
        };
      },
      cameras: dynamoCameraStore(registry),
      poles: dynamoPoleRegistry({ ...registry, telemetry, clock: Date.now }),
      button: iotPoleButton(new IoTDataPlaneClient()),
      holding: dynamoHoldingStore(incidents),
      eraser: dynamoSightingEraser({ client, tableName: environment.SIGHTINGS_TABLE }),
      pictures: s3PictureStore({ client: s3, bucketName }),
      telemetry,
      agencies: environment.AGENCIES,
      now: Date.now,
    };
    return (event: unknown) => operateZone(event, ports);
  },
});
