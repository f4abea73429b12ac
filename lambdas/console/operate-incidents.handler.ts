// Triggered by: the buttons of the control room: whoever may invoke it may work on incidents.
// Reads and writes: state and steps of incidents; rows of the audit table, each before what it tells of; for "not this person" a correction and its face.
// On failure: the operator is told that nothing may have been recorded; all may be repeated.
// Seen by the operator as: the incident as it is now; INCIDENT_MOVED, WIDGET_FAILED. No log holds a name or a comment.
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import { zoneHandler } from '../runtime/handler.ts';
import { dynamoSightingStore } from '../sightings/dynamo-sighting-store.ts';
import { s3PictureStore } from '../sightings/s3-picture-store.ts';
import { awsWatchlistPorts } from '../watchlist/aws-watchlist-ports.ts';
import { answerWidget } from './answer-widget.ts';
import { awsIncidentPorts } from './aws-incident-ports.ts';
import { operateIncidentsEnvironment } from './operate-incidents.env.ts';
import { assignWidget, commentWidget, confirmWidget, denyWidget, moveWidget } from './operate-widgets.ts';

const widgets = [moveWidget, commentWidget, assignWidget, confirmWidget, denyWidget];

export const handler = zoneHandler({
  name: 'operate-incidents',
  environment: operateIncidentsEnvironment,
  wire: ({ environment, telemetry }) => {
    const incidentPorts = awsIncidentPorts(environment);
    const { client } = incidentPorts;
    const s3 = new S3Client();
    const rekognition = new RekognitionClient({ region: environment.REKOGNITION_REGION });
    const ports = {
      ...awsWatchlistPorts({ client, s3, rekognition, environment }),
      ...incidentPorts,
      sightings: dynamoSightingStore({ client, tableName: environment.SIGHTINGS_TABLE }),
      crops: s3PictureStore({ client: s3, bucketName: environment.EVIDENCE_BUCKET }),
      telemetry,
      timeZone: environment.TIME_ZONE,
      now: () => Date.now(),
    };
    return (event: unknown) => answerWidget(event, widgets, ports);
  },
});
