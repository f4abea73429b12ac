// Triggered by: the backlog queue, one message per camera that left video behind (from watch-camera, then from itself until all is watched).
// Reads and writes: what watch-camera does; its face passes go to the face backlog queue, behind those of the present.
// On failure: the backlog stays as it was, and the returned message goes on with it; after its last try the message is a dead letter with an alarm, and half an hour after it was asked watch-camera asks again.
// Seen by the operator as: CATCH_UP_BEGUN, BACKLOG_WATCHED and CATCH_UP_ENDED in the log; BacklogSeconds; alerts that say how old their video is.
import { queueHandler } from '../runtime/queue-handler.ts';
import { catchUpMessage } from '../zone/messages.ts';
import { awsWatchingPorts, watchParamsOf } from './aws-watching-ports.ts';
import { catchUpCamera } from './catch-up-camera.ts';
import { watchCameraEnvironment } from './watch-camera.env.ts';

export const handler = queueHandler({
  name: 'catch-up-camera',
  environment: watchCameraEnvironment,
  message: catchUpMessage,
  wire: (wiring) => {
    const openPorts = awsWatchingPorts(wiring);
    return async (message, context) => catchUpCamera(message, watchParamsOf(context), await openPorts());
  },
});
