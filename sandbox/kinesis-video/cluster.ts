import {
  BrokenMatroskaError,
  type Element,
  elementIds,
  encodeElement,
  encodeUnsigned,
  readElementHead,
  readElements,
  readUnsigned,
} from './matroska.ts';
import type { VideoTrack } from './track.ts';

export interface Block {
  readonly track: number;
  /** Ticks after the cluster's timecode; below 0 for frames shown before the first one stored. */
  readonly relativeTicks: number;
  readonly isKeyframe: boolean;
  /** The SimpleBlock or BlockGroup as it was written. */
  readonly element: Buffer;
  readonly frame: Buffer;
}

export interface Cluster {
  readonly timecode: number;
  /** In the order in which a decoder wants them. */
  readonly blocks: readonly Block[];
}

/** Reads a whole cluster as the splitter cut it. Throws BrokenMatroskaError on anything cut or overlapping. */
export function parseCluster(bytes: Buffer): Cluster {
  const head = readElementHead(bytes);
  if (head?.id !== elementIds.cluster) throw new BrokenMatroskaError('not a cluster');
  if (head.size === undefined || head.headLength + head.size !== bytes.length) {
    throw new BrokenMatroskaError('a cluster is cut short');
  }
  const elements = [...readElements(bytes, head.headLength)];
  const timecode = elements.find((element) => element.id === elementIds.timecode);
  if (timecode === undefined) throw new BrokenMatroskaError('a cluster has no timecode');
  return {
    timecode: readUnsigned(bytes, timecode),
    blocks: elements.map((element) => readBlock(bytes, element)).filter((block) => block !== undefined),
  };
}

function readBlock(bytes: Buffer, element: Element): Block | undefined {
  if (element.id === elementIds.simpleBlock) return readBlockContent(bytes, element, element);
  if (element.id !== elementIds.blockGroup) return undefined;
  const children = [...readElements(bytes, element.contentStart, element.end)];
  const block = children.find((child) => child.id === elementIds.block);
  if (block === undefined) throw new BrokenMatroskaError('a block group has no block');
  const isKeyframe = !children.some((child) => child.id === elementIds.referenceBlock);
  return { ...readBlockContent(bytes, block, element), isKeyframe };
}

function readBlockContent(bytes: Buffer, block: Element, outer: Element): Block {
  const content = bytes.subarray(block.contentStart, block.end);
  const trackBytes = Math.clz32(content[0] ?? 0) - 23;
  const flags = content[trackBytes + 2];
  if (flags === undefined || trackBytes > 4) throw new BrokenMatroskaError('a block is cut short');
  return {
    track: content.readUIntBE(0, trackBytes) - 2 ** (7 * trackBytes),
    relativeTicks: content.readInt16BE(trackBytes),
    isKeyframe: (flags & 0x80) !== 0,
    element: bytes.subarray(outer.start, outer.end),
    frame: content.subarray(trackBytes + 3),
  };
}

/** A cluster at another time with these blocks alone; position, size and checksum of the old one are left out. */
export function buildCluster(timecode: number, blocks: readonly Block[]): Buffer {
  return encodeElement(
    elementIds.cluster,
    encodeUnsigned(elementIds.timecode, timecode),
    ...blocks.map((block) => block.element),
  );
}

/** The blocks of one video track that can be decoded alone. Throws BrokenMatroskaError when they cannot. */
export function decodableBlocks(cluster: Cluster, track: VideoTrack): readonly [Block, ...Block[]] {
  const [first, ...rest] = cluster.blocks.filter((block) => block.track === track.number);
  if (first === undefined) throw new BrokenMatroskaError('a fragment has no picture');
  if (!first.isKeyframe) throw new BrokenMatroskaError('a fragment does not begin with a keyframe');
  const blocks: readonly [Block, ...Block[]] = [first, ...rest];
  if (track.nalLengthBytes !== undefined) {
    for (const block of blocks) checkNalUnits(block.frame, track.nalLengthBytes);
  }
  return blocks;
}

/** A frame is a row of length-prefixed NAL units that ends exactly where the frame ends. */
function checkNalUnits(frame: Buffer, lengthBytes: number): void {
  let offset = 0;
  while (offset < frame.length) {
    if (offset + lengthBytes > frame.length) throw new BrokenMatroskaError('a frame is cut short');
    offset += lengthBytes + frame.readUIntBE(offset, lengthBytes);
  }
  if (offset !== frame.length || offset === 0) throw new BrokenMatroskaError('a frame is cut short');
}

/** Milliseconds from the first frame's time to the end of the last, whose own length is that of the one before. */
export function clusterMilliseconds(
  cluster: Cluster,
  track: VideoTrack,
  millisecondsPerTick: number,
): number {
  const times = cluster.blocks
    .filter((block) => block.track === track.number)
    .map((block) => block.relativeTicks * millisecondsPerTick)
    .sort((a, b) => a - b);
  const last = times.at(-1) ?? 0;
  const lastFrame = track.frameMilliseconds ?? (times.length > 1 ? last - (times.at(-2) ?? 0) : 40);
  return Math.max(1, Math.round(last + lastFrame));
}
