import type { Acknowledgement } from './acknowledgement.ts';
import type { CameraFragment } from './camera-fragments.ts';
import type { TellReport } from './camera-report.ts';
import type { FragmentBuffer } from './fragment-buffer.ts';
import { PutMediaConnection } from './put-media-connection.ts';
import { connectionLost, explainFailure, type PutMediaError } from './put-media-error.ts';
import { type AwsKeys, signPutMedia } from './sign-put-media.ts';

export interface CameraUplinkParams {
  readonly streamName: string;
  readonly region: string;
  /** GetDataEndpoint(PUT_MEDIA), asked before each connection. */
  readonly findEndpoint: (keys: AwsKeys) => Promise<URL>;
  /** `isFresh`: the last ones were refused as expired. */
  readonly findKeys: (options: { readonly isFresh: boolean }) => Promise<AwsKeys>;
  /** @default 40 minutes; Kinesis Video ends a connection after 45 */
  readonly connectionMilliseconds?: number;
  /** @default 30000 */
  readonly silenceMilliseconds?: number;
  readonly now: () => number;
  readonly tell: TellReport;
}

export interface UplinkRun {
  readonly buffer: FragmentBuffer;
  readonly isFresh: boolean;
  /** The stored ones are out of the buffer by then. */
  readonly onAcknowledgement: (acknowledgement: Acknowledgement) => void;
  /** Waits for a new fragment or the end of the source; at once when `isSourceOver`. */
  readonly waitForChange: () => Promise<void>;
  readonly isSourceOver: () => boolean;
  readonly leaving: AbortSignal;
}

const fortyMinutes = 40 * 60_000;
/** Keys this close to their end are not used any more. */
const keyMarginMilliseconds = 60_000;

/**
 * Sends the buffer's fragments over one connection until it is too old, the source is over, or it breaks; says what
 * went wrong, nothing after a proper end. Never rejects.
 */
export async function sendOverOneConnection(
  params: CameraUplinkParams,
  first: CameraFragment,
  run: UplinkRun,
): Promise<PutMediaError | undefined> {
  const { streamName, region, now, tell, connectionMilliseconds = fortyMinutes } = params;
  try {
    const keys = await params.findKeys({ isFresh: run.isFresh });
    const endpoint = await params.findEndpoint(keys);
    const startAt = first.timecode;
    const signed = { endpoint, region, keys, streamName, startAt, now: new Date(now()) };
    const { onAcknowledgement } = run;
    const connection = new PutMediaConnection({
      endpoint,
      headers: await signPutMedia(signed),
      streamName,
      onAcknowledgement,
      ...(params.silenceMilliseconds === undefined
        ? {}
        : { silenceMilliseconds: params.silenceMilliseconds }),
    });
    const keysEnd = keys.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
    const until = Math.min(now() + connectionMilliseconds, keysEnd - keyMarginMilliseconds);
    tell({ event: 'connected', streamName, waitingFragments: run.buffer.count });
    return await pump(connection, { ...run, first, until, now, tell });
  } catch (error) {
    return explainFailure(streamName, error);
  }
}

interface PumpParams extends UplinkRun {
  readonly first: CameraFragment;
  /** Epoch milliseconds after which no further fragment goes over this connection. */
  readonly until: number;
  readonly now: () => number;
  readonly tell: TellReport;
}

async function pump(connection: PutMediaConnection, params: PumpParams): Promise<PutMediaError | undefined> {
  const { buffer, first, leaving } = params;
  connection.watch(() => buffer.isOwed);
  let isOver = false;
  const over = connection.over.finally(() => {
    isOver = true;
  });
  const leave = () => connection.cut(connectionLost('the bridge was stopped'));
  leaving.addEventListener('abort', leave, { once: true });
  try {
    await connection.send(first.header.bytes);
    while (!isOver && !leaving.aborted) {
      const next = buffer.peek();
      if (next === undefined) {
        if (params.isSourceOver()) break;
        await Promise.race([params.waitForChange(), over]);
        continue;
      }
      if (isForAnother(next, params)) break;
      // Before the bytes go: an answer may come while they do.
      buffer.markSent(next);
      await connection.send(next.bytes);
    }
    if (!isOver) connection.finish();
    return await over;
  } finally {
    leaving.removeEventListener('abort', leave);
  }
}

/** One connection carries one header, and ends well before the service would cut it. */
function isForAnother(next: CameraFragment, { first, until, now, tell }: PumpParams): boolean {
  const isOtherFormat = next.header.fingerprint !== first.header.fingerprint;
  const isOld = next !== first && now() >= until;
  if (isOtherFormat || isOld) tell({ event: 'rotated', reason: isOtherFormat ? 'format' : 'age' });
  return isOtherFormat || isOld;
}
