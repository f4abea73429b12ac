import {
  type Block,
  buildCluster,
  clusterMilliseconds,
  parseCluster,
} from '../sandbox/kinesis-video/cluster.ts';
import { ClusterSplitter, type SplitterEvent } from '../sandbox/kinesis-video/cluster-splitter.ts';
import { type MediaHeader, parseHeader, type VideoTrack } from '../sandbox/kinesis-video/track.ts';
import { isCopyable } from '../sandbox/kinesis-video/video-arguments.ts';
import type { CameraClock } from './camera-clock.ts';

/** What PutMedia takes as one piece: a cluster that begins with a keyframe. */
export interface CameraFragment {
  /** Goes before the first fragment of a connection; equal fingerprints may share one. */
  readonly header: MediaHeader;
  /** Epoch milliseconds, as the cluster itself says. */
  readonly timecode: number;
  readonly durationMilliseconds: number;
  readonly bytes: Buffer;
}

/** The camera sends what Kinesis Video does not take, and the bridge does not encode. Trying again is in vain. */
export class UnsupportedVideoError extends Error {
  override readonly name = 'UnsupportedVideoError';
}

interface OpenFragment {
  /** Milliseconds of the recording. */
  readonly timecode: number;
  readonly blocks: readonly Block[];
  readonly durationMilliseconds: number;
}

interface PlacedLater {
  readonly header: MediaHeader;
  readonly open: OpenFragment;
}

/** https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/limits.html: a fragment has 1–20 s. */
const shortestMilliseconds = 1_000;
const longestMilliseconds = 20_000;

/** A camera's first fragments come seconds late, while it is probed; only later ones show when it really began. */
const settlingMilliseconds = 3_000;

/** Cuts one run of Matroska into fragments and puts them on our clock. */
export class FragmentCutter {
  readonly #clock: Pick<CameraClock, 'observe' | 'place'>;
  readonly #now: () => number;
  readonly #splitter = new ClusterSplitter();
  #header: MediaHeader | undefined;
  #open: OpenFragment | undefined;
  /** When the first fragment arrived. */
  #firstAt: number | undefined;
  #settling: PlacedLater[] = [];

  constructor(params: {
    readonly clock: Pick<CameraClock, 'observe' | 'place'>;
    readonly now: () => number;
  }) {
    this.#clock = params.clock;
    this.#now = params.now;
  }

  /** The fragments a chunk completes. Throws UnsupportedVideoError, BrokenMatroskaError. */
  *push(chunk: Uint8Array): Generator<CameraFragment> {
    for (const event of this.#splitter.push(chunk)) yield* this.#accept(event);
  }

  /** The rest; half a cluster, which a killed camera leaves, is no fragment. */
  *end(): Generator<CameraFragment> {
    for (const event of this.#splitter.end()) yield* this.#accept(event);
    yield* this.#close();
    yield* this.#placeAll();
  }

  *#accept(event: SplitterEvent): Generator<CameraFragment> {
    if (event.kind === 'header') {
      yield* this.#close();
      this.#header = checkHeader(parseHeader(event.bytes));
    }
    if (event.kind !== 'cluster' || this.#header?.video === undefined) return;
    this.#open = join(this.#open, readCluster(event.bytes, this.#header, this.#header.video));
    // Some cameras add keyframes at will; such short pieces travel with their successor.
    if (this.#open.durationMilliseconds >= shortestMilliseconds) yield* this.#close();
  }

  *#close(): Generator<CameraFragment> {
    const [header, open] = [this.#header, this.#open];
    if (header === undefined || open === undefined) return;
    this.#open = undefined;
    const now = this.#now();
    this.#clock.observe(open, now);
    this.#firstAt ??= now;
    this.#settling.push({ header, open });
    if (now - this.#firstAt >= settlingMilliseconds) yield* this.#placeAll();
  }

  *#placeAll(): Generator<CameraFragment> {
    for (const { header, open } of this.#settling.splice(0)) {
      const { blocks, durationMilliseconds } = open;
      const timecode = this.#clock.place(open);
      yield { header, timecode, durationMilliseconds, bytes: buildCluster(timecode, blocks) };
    }
  }
}

function checkHeader(header: MediaHeader): MediaHeader {
  const { video, millisecondsPerTick } = header;
  if (video === undefined) throw new UnsupportedVideoError('there is no video in it');
  if (!isCopyable(video.codecId)) {
    throw new UnsupportedVideoError(
      `the video is ${video.codecId}, and nothing is re-encoded here: set the camera to H.264 or H.265`,
    );
  }
  if (video.nalLengthBytes === undefined) {
    throw new UnsupportedVideoError('the video comes without its parameter sets (SPS, PPS)');
  }
  if (millisecondsPerTick !== 1) throw new UnsupportedVideoError('times are not in milliseconds');
  return header;
}

function readCluster(bytes: Buffer, header: MediaHeader, track: VideoTrack): OpenFragment {
  const cluster = parseCluster(bytes);
  const durationMilliseconds = clusterMilliseconds(cluster, track, header.millisecondsPerTick);
  if (cluster.blocks[0]?.isKeyframe !== true || durationMilliseconds > longestMilliseconds) {
    throw new UnsupportedVideoError(
      'keyframes are more than 20 s apart: set the camera’s keyframe (I-frame) interval to 1–4 s',
    );
  }
  const timecode = cluster.timecode * header.millisecondsPerTick;
  return { timecode, blocks: cluster.blocks, durationMilliseconds };
}

function join(open: OpenFragment | undefined, next: OpenFragment): OpenFragment {
  if (open === undefined) return next;
  const later = next.timecode - open.timecode;
  const durationMilliseconds = later + next.durationMilliseconds;
  return {
    timecode: open.timecode,
    blocks: [...open.blocks, ...next.blocks.map((block) => moveBlock(block, later))],
    durationMilliseconds,
  };
}

/** The block at a later time of the same cluster: three bytes before the frame stand its time and flags. */
function moveBlock(block: Block, ticks: number): Block {
  const element = Buffer.from(block.element);
  const relativeTicks = block.relativeTicks + ticks;
  element.writeInt16BE(relativeTicks, block.frame.byteOffset - block.element.byteOffset - 3);
  return { ...block, relativeTicks, element };
}
