import type { BacklogQueue } from './backlog-queue.ts';
import type { BacklogStore } from './backlog-store.ts';

export interface CatchUpPorts {
  readonly backlogs: BacklogStore;
  readonly backlogQueue: BacklogQueue;
}

/**
 * How long somebody who was asked may be silent. Longer than the queue tries a message (three times, six minutes
 * apart): only then is the message a dead letter, and the camera's next slot asks again.
 */
export const askPatienceMilliseconds = 30 * 60_000;

/** Asks catch-up-camera to work on what a camera left behind. Twice does no harm: the second finds it taken or done. */
export async function askCatchUp(
  { cameraId, now }: { readonly cameraId: string; readonly now: number },
  { backlogs, backlogQueue }: CatchUpPorts,
): Promise<void> {
  await backlogQueue.send({ version: 1, task: 'catch-up', cameraId });
  await backlogs.markAsked({ cameraId, until: now + askPatienceMilliseconds });
}
