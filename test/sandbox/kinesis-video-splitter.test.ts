import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCluster } from '../../sandbox/kinesis-video/cluster.ts';
import { ClusterSplitter, type SplitterEvent } from '../../sandbox/kinesis-video/cluster-splitter.ts';
import {
  BrokenMatroskaError,
  elementIds,
  encodeElement,
  encodeUnsigned,
  openSegmentHead,
} from '../../sandbox/kinesis-video/matroska.ts';
import { parseHeader } from '../../sandbox/kinesis-video/track.ts';

const seekHead = 0x114d9b74;
const cues = 0x1c53bb6b;
const tags = 0x1254c367;
const crc = 0xbf;

/** EBML head, Segment head, Info, Tracks with one H.264 video track. */
const front = Buffer.concat([
  encodeElement(elementIds.ebml, Buffer.from('matroska')),
  openSegmentHead,
  encodeElement(elementIds.info, encodeUnsigned(elementIds.timecodeScale, 1_000_000)),
  encodeElement(
    elementIds.tracks,
    encodeElement(
      elementIds.trackEntry,
      encodeUnsigned(elementIds.trackNumber, 1),
      encodeUnsigned(elementIds.trackType, 1),
      encodeElement(elementIds.codecId, Buffer.from('V_MPEG4/ISO/AVC')),
    ),
  ),
]);

function simpleBlock(relativeTicks: number, frame: Uint8Array): Buffer {
  const head = Buffer.from([0x81, 0, 0, 0x80]);
  head.writeInt16BE(relativeTicks, 1);
  return encodeElement(elementIds.simpleBlock, head, Buffer.from(frame));
}

/** The same element with its size left unknown, as live writers do. */
function withUnknownSize(element: Buffer): Buffer {
  const open = Buffer.from(element);
  open.fill(0xff, 5, 12);
  return open;
}

interface TestCluster {
  readonly timecode: number;
  readonly frames: readonly { readonly ticks: number; readonly bytes: Uint8Array }[];
  readonly isSizeKnown: boolean;
  readonly hasChecksum: boolean;
  readonly isFollowedBy: number | undefined;
}

function clusterBytes({ timecode, frames, hasChecksum }: TestCluster): Buffer {
  return encodeElement(
    elementIds.cluster,
    ...(hasChecksum ? [encodeElement(crc, Buffer.alloc(4))] : []),
    encodeUnsigned(elementIds.timecode, timecode),
    ...frames.map((frame) => simpleBlock(frame.ticks, frame.bytes)),
  );
}

const testClusters = fc.array(
  fc.record({
    timecode: fc.nat(),
    frames: fc.array(fc.record({ ticks: fc.integer({ min: -500, max: 5000 }), bytes: fc.uint8Array() })),
    isSizeKnown: fc.boolean(),
    hasChecksum: fc.boolean(),
    isFollowedBy: fc.constantFrom(undefined, seekHead, cues, tags),
  }),
);

function recording(clusters: readonly TestCluster[]): Buffer {
  const parts = clusters.flatMap((cluster) => [
    cluster.isSizeKnown ? clusterBytes(cluster) : withUnknownSize(clusterBytes(cluster)),
    cluster.isFollowedBy === undefined
      ? Buffer.alloc(0)
      : encodeElement(cluster.isFollowedBy, Buffer.alloc(9)),
  ]);
  return Buffer.concat([front, ...parts]);
}

/** All events of a stream cut at these places, and the error that ended it, if one did. */
function split(bytes: Buffer, cuts: readonly number[] = []): readonly (SplitterEvent | 'broken')[] {
  const splitter = new ClusterSplitter();
  const events: (SplitterEvent | 'broken')[] = [];
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  try {
    places.forEach((place, index) => {
      for (const event of splitter.push(bytes.subarray(place, places[index + 1] ?? place)))
        events.push(event);
    });
    for (const event of splitter.end()) events.push(event);
  } catch (error) {
    if (!(error instanceof BrokenMatroskaError)) throw error;
    events.push('broken');
  }
  return events;
}

function clustersOf(events: readonly (SplitterEvent | 'broken')[]) {
  return events.filter((event) => event !== 'broken').filter((event) => event.kind === 'cluster');
}

const cutPlaces = fc.array(fc.nat(), { maxLength: 12 });

describe('ClusterSplitter', () => {
  it('gives every cluster whole, its size known or not, whatever stands between', () => {
    fc.assert(
      fc.property(testClusters, cutPlaces, (clusters, cuts) => {
        const events = split(recording(clusters), cuts);

        expect(clustersOf(events)).toEqual(
          clusters.map((cluster) => ({
            kind: 'cluster',
            timecode: cluster.timecode,
            bytes: clusterBytes(cluster),
          })),
        );
      }),
    );
  });

  it('gives the same events for every way of cutting any bytes into chunks', () => {
    const damaged = fc
      .tuple(testClusters, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
      .map(([clusters, damages]) => {
        const bytes = recording(clusters);
        for (const [place, value] of damages) bytes[place % bytes.length] = value;
        return bytes;
      });
    fc.assert(
      fc.property(damaged, cutPlaces, (bytes, cuts) => {
        expect(split(bytes, cuts)).toEqual(split(bytes));
      }),
    );
  });

  it('throws nothing but BrokenMatroskaError on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (noise, hasFront) => {
        split(hasFront ? Buffer.concat([front, noise]) : Buffer.from(noise));
      }),
    );
  });

  it('begins with a header that stands for all clusters, and a new one when the recording begins anew', () => {
    const cluster = { timecode: 5, frames: [], isSizeKnown: true, hasChecksum: false, isFollowedBy: tags };
    const bytes = recording([cluster]);

    const kinds = split(Buffer.concat([bytes, bytes])).map((event) => event !== 'broken' && event.kind);

    expect(kinds).toEqual(['header', 'cluster-start', 'cluster', 'header', 'cluster-start', 'cluster']);
  });

  it('tells of a cluster as soon as its timecode is there', () => {
    const cluster = {
      timecode: 5,
      frames: [],
      isSizeKnown: true,
      hasChecksum: false,
      isFollowedBy: undefined,
    };
    const bytes = recording([{ ...cluster, frames: [{ ticks: 0, bytes: new Uint8Array(1000) }] }]);

    const events = [...new ClusterSplitter().push(bytes.subarray(0, bytes.length - 900))];

    expect(events.at(-1)).toEqual({ kind: 'cluster-start', timecode: 5 });
  });

  it('drops a cluster in which the stream ends, and says so', () => {
    const cluster = {
      timecode: 5,
      frames: [],
      isSizeKnown: true,
      hasChecksum: false,
      isFollowedBy: undefined,
    };
    const bytes = recording([cluster, { ...cluster, frames: [{ ticks: 0, bytes: new Uint8Array(1000) }] }]);

    const events = split(bytes.subarray(0, bytes.length - 1));

    expect(clustersOf(events)).toHaveLength(1);
    expect(events.at(-1)).toEqual({ kind: 'cut' });
  });

  it('refuses an element over 50 MB before buffering it', () => {
    const cluster = encodeElement(elementIds.cluster);
    cluster.writeUIntBE(51 * 1024 * 1024, 8, 4);

    const push = () => [...new ClusterSplitter().push(Buffer.concat([front, cluster]))];

    expect(push).toThrow(expect.objectContaining({ reason: 'too-large' }));
  });
});

describe('parseCluster', () => {
  it('reads back the frames that were written, in their order', () => {
    fc.assert(
      fc.property(testClusters, (clusters) => {
        for (const cluster of clusters) {
          const { timecode, blocks } = parseCluster(clusterBytes(cluster));

          expect(timecode).toBe(cluster.timecode);
          expect(
            blocks.map((block) => ({ ticks: block.relativeTicks, bytes: new Uint8Array(block.frame) })),
          ).toEqual(cluster.frames);
        }
      }),
    );
  });

  it.each([
    { what: 'parseCluster', parse: parseCluster },
    { what: 'parseHeader', parse: parseHeader },
  ])('throws nothing but BrokenMatroskaError on any bytes: $what', ({ parse }) => {
    const starts = fc.constantFrom(front, encodeElement(elementIds.cluster), Buffer.alloc(0));
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 200 }), fc.nat(200), (start, noise, place) => {
        const bytes = Buffer.concat([start, noise]);
        bytes[place % Math.max(1, bytes.length)] = 0x81;
        try {
          parse(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenMatroskaError);
        }
      }),
    );
  });
});

describe('parseHeader', () => {
  it('finds the video track and the time scale', () => {
    const header = parseHeader(front);

    expect(header.millisecondsPerTick).toBe(1);
    expect(header.video).toMatchObject({ number: 1, codecId: 'V_MPEG4/ISO/AVC' });
  });
});
