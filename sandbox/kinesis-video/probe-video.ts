import { existsSync } from 'node:fs';
import { clusterMilliseconds, parseCluster } from './cluster.ts';
import { ClusterSplitter } from './cluster-splitter.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { BrokenMatroskaError } from './matroska.ts';
import { parseHeader, type VideoTrack } from './track.ts';
import { fileArguments, isCopyable, type VideoHandling } from './video-arguments.ts';

/** No picture can be read from a video file. */
export class VideoUnreadableError extends Error {
  constructor(file: string, reason: string) {
    super(`cannot read video from ${file}: ${reason}`);
    this.name = 'VideoUnreadableError';
  }
}

/** Keyframes further apart make a picture late; closer ones are more fragments than AWS takes (5 a second). */
const longestFragmentMilliseconds = 4_000;
const shortestFragmentMilliseconds = 200;
const probedSeconds = 30;

/** Decides how a file becomes fragments. Throws VideoUnreadableError, FfmpegMissingError. */
export async function probeVideo(file: string): Promise<VideoHandling> {
  if (!existsSync(file)) throw new VideoUnreadableError(file, 'there is no such file');
  const copied = await runFfmpeg(
    fileArguments({ file, handling: 'copy', isLive: false, seconds: probedSeconds }),
  );
  if (isFitForCopy(copied.output)) return 'copy';
  const encoded = await runFfmpeg(fileArguments({ file, handling: 'encode', isLive: false, seconds: 1 }));
  if (encoded.output.length > 0) return 'encode';
  throw new VideoUnreadableError(file, encoded.complaints.trim().split('\n').at(-1) ?? '');
}

function isFitForCopy(matroska: Buffer): boolean {
  try {
    const { track, lengths } = measure(matroska);
    return (
      track !== undefined &&
      isCopyable(track.codecId) &&
      lengths.length > 0 &&
      lengths.every((length) => length <= longestFragmentMilliseconds) &&
      // The last fragment ends with the file, so it may be short.
      lengths.slice(0, -1).every((length) => length >= shortestFragmentMilliseconds)
    );
  } catch (error) {
    if (error instanceof BrokenMatroskaError) return false;
    throw error;
  }
}

function measure(matroska: Buffer): { track: VideoTrack | undefined; lengths: readonly number[] } {
  const splitter = new ClusterSplitter();
  const lengths: number[] = [];
  let header: ReturnType<typeof parseHeader> | undefined;
  for (const event of [...splitter.push(matroska), ...splitter.end()]) {
    if (event.kind === 'header') header = parseHeader(event.bytes);
    if (event.kind !== 'cluster' || header?.video === undefined) continue;
    lengths.push(clusterMilliseconds(parseCluster(event.bytes), header.video, header.millisecondsPerTick));
  }
  return { track: header?.video, lengths };
}
