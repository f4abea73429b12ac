// Triggered by: the searches of the investigator's board: whoever may invoke it may search what cameras saw.
// Reads and writes: reads sightings, cameras and the watchlist; a row of the audit table before each search; signs links to crops.
// On failure: the widget says so; it may be asked again, and each attempt is a row of its own.
// Seen by the operator as: plate search, person search; WIDGET_FAILED, WIDGET_REFUSED. No log holds what was typed.
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoCameraStore } from '../cameras/dynamo-camera-store.ts';
import { zoneHandler } from '../runtime/handler.ts';
import { dynamoSightingIndex } from '../sightings/dynamo-sighting-index.ts';
import { dynamoAuditLog } from '../watchlist/dynamo-audit-log.ts';
import { dynamoWatchlistStore } from '../watchlist/dynamo-watchlist-store.ts';
import { answerWidget } from './answer-widget.ts';
import { s3CropLinks } from './s3-crop-links.ts';
import { plateSearchWidget, type SearchPorts, sightingSearchWidget } from './search-widgets.ts';
import { searchZoneEnvironment } from './search-zone.env.ts';

export const handler = zoneHandler({
  name: 'search-zone',
  environment: searchZoneEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const at = (tableName: string) => ({ client, tableName });
    const ports = {
      index: dynamoSightingIndex(at(environment.SIGHTINGS_TABLE)),
      audit: dynamoAuditLog({ ...at(environment.AUDIT_TABLE), randomPart: randomUUID }),
      cameras: dynamoCameraStore(at(environment.REGISTRY_TABLE)),
      watchlist: dynamoWatchlistStore(at(environment.WATCHLIST_TABLE)),
      crops: s3CropLinks({ client: new S3Client(), bucketName: environment.EVIDENCE_BUCKET }),
      agencies: environment.AGENCIES,
      endpoints: environment.CONSOLE_ENDPOINTS,
      telemetry,
      timeZone: environment.TIME_ZONE,
      now: () => Date.now(),
    };
    return (event: unknown) =>
      answerWidget<SearchPorts>(event, [plateSearchWidget, sightingSearchWidget], ports);
  },
});
