import { type Block, buildCluster, decodableBlocks, parseCluster } from './cluster.ts';
import { ClusterSplitter } from './cluster-splitter.ts';
import { runFfmpeg } from './ffmpeg.ts';
import type { Fragment, FragmentStore } from './fragment-store.ts';
import { BrokenMatroskaError } from './matroska.ts';
import { type MediaHeader, parseHeader } from './track.ts';

/** One picture wanted: the frame shown this long after its fragment began. */
export interface ImageWish {
  readonly fragment: Fragment;
  readonly offsetMilliseconds: number;
}

export interface ImageFormat {
  readonly format: 'JPEG' | 'PNG';
  /** 1 to 100, as GetImages takes it. */
  readonly jpegQuality: number;
  readonly widthPixels?: number | undefined;
  readonly heightPixels?: number | undefined;
}

interface ReadableFragment {
  readonly fragment: Fragment;
  readonly header: MediaHeader;
  readonly timecode: number;
  readonly blocks: readonly [Block, ...Block[]];
}

/** A fragment's place in what ffmpeg gets, in ticks of its header. */
interface PlacedFragment {
  readonly fragment: Fragment;
  readonly blocks: readonly Block[];
  readonly start: number;
  /** Frame times that stand for each wish, by the wish. */
  readonly wanted: ReadonlyMap<ImageWish, number>;
}

/**
 * Decodes the frames wished for, one ffmpeg run for all that share a codec configuration.
 * A wish without an image in the answer means: its fragment is broken.
 */
export async function decodeImages(
  store: FragmentStore,
  wishes: readonly ImageWish[],
  format: ImageFormat,
): Promise<ReadonlyMap<ImageWish, Buffer>> {
  const fragments = [...new Set(wishes.map((wish) => wish.fragment))];
  const readableFragments = (await Promise.all(fragments.map((fragment) => load(store, fragment)))).filter(
    (fragment) => fragment !== undefined,
  );
  const groups = Map.groupBy(readableFragments, (fragment) => fragment.header.fingerprint);
  const images = new Map<ImageWish, Buffer>();
  for (const [first, ...rest] of groups.values()) {
    if (first === undefined) continue;
    const placed = place([first, ...rest], wishes);
    for (const [wish, image] of await decodeGroup(first.header, placed, format)) images.set(wish, image);
  }
  return images;
}

async function load(store: FragmentStore, fragment: Fragment): Promise<ReadableFragment | undefined> {
  const header = store.header(fragment.sessionId);
  const bytes = await store.cluster(fragment);
  if (bytes === undefined || header?.video === undefined) return undefined;
  try {
    const cluster = parseCluster(bytes);
    return { fragment, header, timecode: cluster.timecode, blocks: decodableBlocks(cluster, header.video) };
  } catch (error) {
    if (error instanceof BrokenMatroskaError) return undefined;
    throw error;
  }
}

/**
 * Lays fragments one after another on a time line of their own. Their true times may overlap or jump back
 * (a camera that restarts), which a decoder takes for an error.
 */
function place(
  fragments: readonly ReadableFragment[],
  wishes: readonly ImageWish[],
): readonly PlacedFragment[] {
  let start = 0;
  return fragments.map(({ fragment, header, blocks }) => {
    const ticksPerSecond = Math.ceil(1000 / header.millisecondsPerTick);
    start += ticksPerSecond;
    const wanted = new Map(
      wishes
        .filter((wish) => wish.fragment === fragment)
        .map((wish) => [
          wish,
          start + shownTicks(blocks, wish.offsetMilliseconds / header.millisecondsPerTick),
        ]),
    );
    const last = blocks.findLastIndex((block) => [...wanted.values()].includes(start + block.relativeTicks));
    // Frames stored later are never needed by the ones before them, so they are not decoded.
    const needed = blocks.slice(0, last + 1);
    const placed = { fragment, blocks: needed, start, wanted };
    start += Math.max(...needed.map((block) => block.relativeTicks));
    return placed;
  });
}

/** The frame a player shows at an instant: the latest that is not after it, else the first. */
function shownTicks(blocks: readonly [Block, ...Block[]], offsetTicks: number): number {
  // Rounded clocks may put an instant a hair before the frame that was taken at it.
  const times = blocks.map((block) => block.relativeTicks).filter((ticks) => ticks <= offsetTicks + 0.5);
  return times.length === 0 ? Math.min(...blocks.map((block) => block.relativeTicks)) : Math.max(...times);
}

async function decodeGroup(
  header: MediaHeader,
  placed: readonly PlacedFragment[],
  format: ImageFormat,
): Promise<ReadonlyMap<ImageWish, Buffer>> {
  const ticks = new Set(placed.flatMap((fragment) => [...fragment.wanted.values()]));
  const input = [header.bytes, ...placed.map((fragment) => buildCluster(fragment.start, fragment.blocks))];
  const result = await runFfmpeg(decodeArguments([...ticks], format), input);
  const decoded = new Set(result.sideOutput.split('\n').slice(1, -1).map(Number));
  const pictures = readPictures(result.output);
  const toMilliseconds = (tick: number) => tick * header.millisecondsPerTick;
  const images = new Map<ImageWish, Buffer>();
  for (const fragment of placed) {
    if (!isWhole(fragment, decoded, toMilliseconds)) continue;
    for (const [wish, tick] of fragment.wanted) {
      const image = pictures.get(nearest(pictures, toMilliseconds(tick)));
      if (image !== undefined) images.set(wish, image);
    }
  }
  return images;
}

/** Whether each frame came out of the decoder; those shown before the keyframe belong to the fragment before. */
function isWhole(
  fragment: PlacedFragment,
  decoded: ReadonlySet<number>,
  toMilliseconds: (tick: number) => number,
): boolean {
  const first = fragment.blocks[0]?.relativeTicks ?? 0;
  return fragment.blocks
    .filter((block) => block.relativeTicks >= first)
    .every((block) => decoded.has(nearest(decoded, toMilliseconds(fragment.start + block.relativeTicks))));
}

/** ffmpeg rounds a time to whole milliseconds, up or down. */
function nearest(known: { has(time: number): boolean }, milliseconds: number): number {
  const rounded = Math.round(milliseconds);
  return [rounded, rounded - 1, rounded + 1].find((time) => known.has(time)) ?? rounded;
}

function decodeArguments(ticks: readonly number[], format: ImageFormat): readonly string[] {
  const { widthPixels = -1, heightPixels = -1 } = format;
  const select = `select='${ticks.map((tick) => `eq(pts,${tick})`).join('+')}'`;
  const scale = widthPixels === -1 && heightPixels === -1 ? [] : [`scale=${widthPixels}:${heightPixels}`];
  // The source's own clock and `passthrough` keep each frame's time, by which it is found again.
  const exactTimes = ['-map', '0:v:0', '-vsync', '0', '-enc_time_base', '-1'];
  return [
    ...['-copyts', '-threads', '2', '-f', 'matroska', '-i', 'pipe:0'],
    ...[...exactTimes, '-vf', [select, ...scale].join(','), ...encoder(format), '-f', 'matroska', 'pipe:1'],
    ...[...exactTimes, '-c:v', 'wrapped_avframe', '-f', 'mkvtimestamp_v2', 'pipe:3'],
  ];
}

function encoder(format: ImageFormat): readonly string[] {
  if (format.format === 'PNG') return ['-c:v', 'png', '-allow_raw_vfw', '1'];
  // ffmpeg counts from 2 (best) upward; quality 80 is about its 4.
  const scale = Math.round(2 + (100 - format.jpegQuality) / 10);
  return ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', `${scale}`];
}

/** The pictures ffmpeg wrote, by their time in milliseconds. */
function readPictures(matroska: Buffer): ReadonlyMap<number, Buffer> {
  const splitter = new ClusterSplitter();
  const pictures = new Map<number, Buffer>();
  let millisecondsPerTick = 1;
  for (const event of [...splitter.push(matroska), ...splitter.end()]) {
    if (event.kind === 'header') millisecondsPerTick = parseHeader(event.bytes).millisecondsPerTick;
    if (event.kind !== 'cluster') continue;
    const { timecode, blocks } = parseCluster(event.bytes);
    for (const { relativeTicks, frame } of blocks) {
      pictures.set(Math.round((timecode + relativeTicks) * millisecondsPerTick), frame);
    }
  }
  return pictures;
}
