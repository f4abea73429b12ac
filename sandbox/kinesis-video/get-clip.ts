import { type ActionContext, BinaryAnswer, rangeSelectorSchema, streamReferenceSchema } from './action.ts';
import { buildCluster, decodableBlocks, parseCluster } from './cluster.ts';
import { runFfmpeg } from './ffmpeg.ts';
import type { FragmentStore } from './fragment-store.ts';
import { type FragmentSpan, spansWithin, timeline } from './fragment-timeline.ts';
import { checkRetention } from './list-fragments.ts';
import { BrokenMatroskaError } from './matroska.ts';
import { KinesisVideoError } from './service-error.ts';
import type { MediaHeader } from './track.ts';

const inputSchema = streamReferenceSchema.extend({ ClipFragmentSelector: rangeSelectorSchema });

/** https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/limits.html */
const mostFragments = 200;
const mostBytes = 100_000_000;

/** An MP4 of the whole fragments that touch the range, remuxed; AWS's limits cut it at the end. */
export async function getClip({ streams }: ActionContext, input: unknown) {
  const { ClipFragmentSelector, ...reference } = inputSchema.parse(input);
  const { FragmentSelectorType: kind, TimestampRange: range } = ClipFragmentSelector;
  const stream = streams.find(reference);
  checkRetention(stream);
  const spans = withinLimits(
    spansWithin(timeline(stream.store.fragments(), kind), range.StartTimestamp, range.EndTimestamp),
  );
  const [first] = spans;
  if (first === undefined) {
    throw new KinesisVideoError(
      'ResourceNotFoundException',
      'No fragments found in the stream for the request',
    );
  }
  const header = commonHeader(stream.store, spans);
  const clusters = await Promise.all(spans.map((span) => clusterAt(stream.store, span, header, first.start)));
  const toMp4 = [
    '-c',
    'copy',
    '-movflags',
    'frag_keyframe+empty_moov+default_base_moof',
    '-f',
    'mp4',
    'pipe:1',
  ];
  const result = await runFfmpeg(['-f', 'matroska', '-i', 'pipe:0', ...toMp4], [header.bytes, ...clusters]);
  if (!result.isComplete)
    throw new KinesisVideoError('InvalidMediaFrameException', 'A frame could not be parsed');
  return new BinaryAnswer('video/mp4', result.output);
}

function withinLimits(spans: readonly FragmentSpan[]): readonly FragmentSpan[] {
  let bytes = 0;
  return spans.slice(0, mostFragments).filter((span) => {
    bytes += span.fragment.sizeBytes;
    return bytes <= mostBytes;
  });
}

/** Throws KinesisVideoError when the fragments do not share one codec configuration an MP4 can hold. */
function commonHeader(store: FragmentStore, spans: readonly FragmentSpan[]): MediaHeader {
  const headers = spans.map((span) => store.header(span.fragment.sessionId));
  const [header] = headers;
  if (header?.video?.nalLengthBytes === undefined) {
    throw new KinesisVideoError('UnsupportedStreamMediaTypeException', 'The video is not H.264 or H.265');
  }
  if (headers.some((each) => each?.fingerprint !== header.fingerprint)) {
    throw new KinesisVideoError(
      'InvalidCodecPrivateDataException',
      'The codec configuration changes in the range',
    );
  }
  return header;
}

/** The fragment's cluster, its time counted from the clip's beginning. */
async function clusterAt(
  store: FragmentStore,
  { fragment, start }: FragmentSpan,
  header: MediaHeader,
  clipStart: number,
): Promise<Buffer> {
  try {
    const cluster = parseCluster((await store.cluster(fragment)) ?? Buffer.alloc(0));
    if (header.video !== undefined) decodableBlocks(cluster, header.video);
    return buildCluster(Math.round((start - clipStart) / header.millisecondsPerTick), cluster.blocks);
  } catch (error) {
    if (!(error instanceof BrokenMatroskaError)) throw error;
    throw new KinesisVideoError(
      'InvalidMediaFrameException',
      `Fragment ${fragment.number}: ${error.message}`,
    );
  }
}
