import {
  BrokenMatroskaError,
  type ElementHead,
  elementIds,
  encodeElement,
  openSegmentHead,
  readElementHead,
  readElements,
  readUnsigned,
} from './matroska.ts';

export type SplitterEvent =
  /** Everything a decoder needs before a cluster: EBML head, open Segment, Info, Tracks. */
  | { readonly kind: 'header'; readonly bytes: Buffer }
  | { readonly kind: 'cluster-start'; readonly timecode: number }
  /** One whole cluster, its size known now; `timecode` in ticks of the header's scale. */
  | { readonly kind: 'cluster'; readonly timecode: number; readonly bytes: Buffer }
  /** The stream ended inside a cluster, which is dropped. */
  | { readonly kind: 'cut' };

/** A fragment may have 50 MB (Kinesis Video Streams limits); nothing else comes near. */
const largestElementBytes = 50 * 1024 * 1024;

interface OpenCluster {
  readonly size: number | undefined;
  readonly parts: Buffer[];
  length: number;
  timecode: number | undefined;
}

/** Cuts a Matroska stream, arriving in chunks of any length, into its header and its clusters. */
export class ClusterSplitter {
  #chunks: Buffer[] = [];
  #buffered = 0;
  /** No step can succeed with fewer buffered bytes than this: spares joining chunks in vain. */
  #needed = 1;
  #ebml: Buffer | undefined;
  #info: Buffer = Buffer.alloc(0);
  #tracks: Buffer | undefined;
  #isHeaderSent = false;
  #cluster: OpenCluster | undefined;

  /** Yields what the chunk completes; events before a broken place still come, then BrokenMatroskaError. */
  *push(chunk: Uint8Array): Generator<SplitterEvent> {
    this.#chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.#buffered += chunk.byteLength;
    while (this.#buffered >= this.#needed) {
      const bytes =
        this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
      this.#chunks = [bytes];
      const consumed = yield* this.#step(bytes);
      if (consumed === 0) continue;
      this.#chunks = [bytes.subarray(consumed)];
      this.#buffered -= consumed;
      this.#needed = 1;
    }
  }

  /** Yields the last cluster if its end was left open; `cut` if the stream stopped in the middle of one. */
  *end(): Generator<SplitterEvent> {
    if (this.#buffered > 0) yield { kind: 'cut' };
    else if (this.#cluster?.size !== undefined) yield { kind: 'cut' };
    else if (this.#cluster !== undefined) yield this.#closeCluster(this.#cluster);
  }

  /** Handles one element or cluster; returns the bytes used, 0 when `#needed` bytes must be there first. */
  *#step(bytes: Buffer): Generator<SplitterEvent, number> {
    if (this.#cluster?.size !== undefined)
      return yield* this.#stepInSizedCluster(bytes, this.#cluster, this.#cluster.size);
    const head = readElementHead(bytes);
    if (head === undefined) return this.#wait(bytes.length + 1);
    if (this.#cluster !== undefined && !isOutsideClusters(head.id))
      return yield* this.#stepInOpenCluster(bytes, head);
    if (this.#cluster !== undefined) yield this.#closeCluster(this.#cluster);
    if (head.id === elementIds.cluster) {
      yield* this.#openCluster(head.size);
      return head.headLength;
    }
    return this.#stepOutsideClusters(bytes, head);
  }

  #wait(needed: number): 0 {
    if (needed > largestElementBytes) throw new BrokenMatroskaError('an element is over 50 MB', 'too-large');
    this.#needed = needed;
    return 0;
  }

  #stepOutsideClusters(bytes: Buffer, head: ElementHead): number {
    if (this.#ebml === undefined && head.id !== elementIds.ebml)
      throw new BrokenMatroskaError('not a Matroska stream');
    // The Segment is transparent: its size says nothing about when a live stream ends.
    if (head.id === elementIds.segment) return head.headLength;
    if (head.size === undefined) throw new BrokenMatroskaError('an element outside clusters has no size');
    const end = head.headLength + head.size;
    if (bytes.length < end) return this.#wait(end);
    this.#keep(head.id, Buffer.from(bytes.subarray(0, end)));
    return end;
  }

  #keep(id: number, element: Buffer): void {
    if (id === elementIds.ebml) {
      this.#ebml = element;
      this.#tracks = undefined;
      this.#isHeaderSent = false;
    }
    if (id === elementIds.info) this.#info = element;
    if (id === elementIds.tracks) this.#tracks = element;
  }

  *#openCluster(size: number | undefined): Generator<SplitterEvent> {
    if (this.#ebml === undefined || this.#tracks === undefined) {
      throw new BrokenMatroskaError('a cluster comes before the tracks are described');
    }
    if ((size ?? 0) > largestElementBytes)
      throw new BrokenMatroskaError('a cluster is over 50 MB', 'too-large');
    this.#cluster = { size, parts: [], length: 0, timecode: undefined };
    if (this.#isHeaderSent) return;
    this.#isHeaderSent = true;
    yield { kind: 'header', bytes: Buffer.concat([this.#ebml, openSegmentHead, this.#info, this.#tracks]) };
  }

  *#stepInSizedCluster(bytes: Buffer, cluster: OpenCluster, size: number): Generator<SplitterEvent, number> {
    if (cluster.timecode === undefined) {
      const found = findTimecode(bytes.subarray(0, size));
      if (found.timecode === undefined && found.needed > size) {
        throw new BrokenMatroskaError('a cluster has no timecode');
      }
      if (found.timecode === undefined) return this.#wait(found.needed);
      cluster.timecode = found.timecode;
      yield { kind: 'cluster-start', timecode: found.timecode };
    }
    if (bytes.length < size) return this.#wait(size);
    cluster.parts.push(bytes.subarray(0, size));
    yield this.#closeCluster(cluster);
    return size;
  }

  *#stepInOpenCluster(bytes: Buffer, head: ElementHead): Generator<SplitterEvent, number> {
    const cluster = this.#cluster;
    if (cluster === undefined || head.size === undefined)
      throw new BrokenMatroskaError('a block has no size');
    const end = head.headLength + head.size;
    if (bytes.length < end) return this.#wait(end);
    cluster.length += end;
    if (cluster.length > largestElementBytes)
      throw new BrokenMatroskaError('a cluster is over 50 MB', 'too-large');
    cluster.parts.push(Buffer.from(bytes.subarray(0, end)));
    if (head.id === elementIds.timecode && cluster.timecode === undefined) {
      const { timecode } = findTimecode(bytes.subarray(0, end));
      cluster.timecode = timecode;
      if (timecode !== undefined) yield { kind: 'cluster-start', timecode };
    }
    return end;
  }

  #closeCluster(cluster: OpenCluster): SplitterEvent {
    this.#cluster = undefined;
    if (cluster.timecode === undefined) throw new BrokenMatroskaError('a cluster has no timecode');
    return {
      kind: 'cluster',
      timecode: cluster.timecode,
      bytes: encodeElement(elementIds.cluster, ...cluster.parts),
    };
  }
}

/** Everything that may follow a cluster has a 4-byte id; everything inside one a shorter id (RFC 9559, section 5). */
function isOutsideClusters(id: number): boolean {
  return id > 0xffffff;
}

/** Looks for the timecode at the front of a cluster's content, or tells how many bytes it must see. */
function findTimecode(content: Buffer): { timecode: number | undefined; needed: number } {
  let offset = 0;
  while (true) {
    const head = readElementHead(content, offset);
    if (head === undefined) return { timecode: undefined, needed: Math.max(content.length, offset) + 1 };
    if (head.size === undefined) throw new BrokenMatroskaError('a block has no size');
    const end = offset + head.headLength + head.size;
    if (head.id !== elementIds.timecode) offset = end;
    else if (content.length < end) return { timecode: undefined, needed: end };
    else {
      const element = readElements(content, offset, end).next().value;
      return { timecode: element === undefined ? undefined : readUnsigned(content, element), needed: end };
    }
  }
}
