// Triggered by: the watch queue, one message per camera and slot (from tick-cameras).
// Reads and writes: registry (camera, settings, cursor), video by GetImages, evidence bucket, the face queue, sightings, watchlist, incidents, the alert and backlog queues.
// On failure: the cursor stays, so the returned message or the camera's next slot watches the same window again; after its last try the message is a dead letter with an alarm.
// Seen by the operator as: sightings and alerts; CAMERA_SILENT, FRAME_UNREADABLE, PLATE_UNREAD and CATCH_UP_BEGUN in the log; the watch lag of the dashboard.
import { queueHandler } from '../runtime/queue-handler.ts';
import { watchCameraMessage } from '../zone/messages.ts';
import { awsWatchingPorts, watchParamsOf } from './aws-watching-ports.ts';
import { watchCameraEnvironment } from './watch-camera.env.ts';
import { watchCamera } from './watch-camera.ts';

export const handler = queueHandler({
  name: 'watch-camera',
  environment: watchCameraEnvironment,
  message: watchCameraMessage,
  wire: (wiring) => {
    const openPorts = awsWatchingPorts(wiring);
    return async (message, context) => watchCamera(message, watchParamsOf(context), await openPorts());
  },
});
