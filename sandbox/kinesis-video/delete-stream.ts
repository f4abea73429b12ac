import { z } from 'zod';
import type { ActionContext } from './action.ts';
import { versionText } from './describe-stream.ts';
import { KinesisVideoError } from './service-error.ts';
import type { VideoStream } from './stream-registry.ts';

const inputSchema = z.object({ StreamARN: z.string().min(1), CurrentVersion: z.string().optional() });

export async function deleteStream({ streams }: ActionContext, input: unknown) {
  const { StreamARN, CurrentVersion } = inputSchema.parse(input);
  const stream = streams.find({ StreamARN });
  if (CurrentVersion !== undefined) checkVersion(stream, CurrentVersion);
  await streams.delete(stream);
  return {};
}

/** Throws KinesisVideoError VersionMismatchException when the caller saw an older state of the stream. */
export function checkVersion({ record }: VideoStream, currentVersion: string): void {
  if (versionText(record) === currentVersion) return;
  throw new KinesisVideoError('VersionMismatchException', `The current version is ${versionText(record)}`);
}
