// Triggered by: the watchlist board and its buttons: whoever may invoke it may read and change the watchlist.
// Reads and writes: entries, corrections, faces of the collection, enrollment folders; rows of the audit table, each before its change takes effect.
// On failure: the keeper is told that nothing may have been recorded; all may be repeated.
// Seen by the operator as: the watchlist as it is now; WIDGET_FAILED, WIDGET_REFUSED. No log holds a name, a plate or a reason.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { zoneHandler } from '../runtime/handler.ts';
import { awsWatchlistPorts } from '../watchlist/aws-watchlist-ports.ts';
import { answerWidget } from './answer-widget.ts';
import { keepWatchlistEnvironment } from './keep-watchlist.env.ts';
import {
  addPersonWidget,
  addPlateWidget,
  removeEntryWidget,
  type WatchlistWidgetPorts,
  watchlistWidget,
} from './watchlist-widgets.ts';

const widgets = [watchlistWidget, addPlateWidget, addPersonWidget, removeEntryWidget];

export const handler = zoneHandler({
  name: 'keep-watchlist',
  environment: keepWatchlistEnvironment,
  wire: ({ environment, telemetry }) => {
    const ports = {
      ...awsWatchlistPorts({
        client: DynamoDBDocumentClient.from(new DynamoDBClient()),
        s3: new S3Client(),
        rekognition: new RekognitionClient({ region: environment.REKOGNITION_REGION }),
        environment,
      }),
      agencies: environment.AGENCIES,
      endpoints: environment.CONSOLE_ENDPOINTS,
      telemetry,
      timeZone: environment.TIME_ZONE,
      now: () => Date.now(),
    };
    return (event: unknown) => answerWidget<WatchlistWidgetPorts>(event, widgets, ports);
  },
});
