import { createHash } from 'node:crypto';
import {
  BrokenMatroskaError,
  type Element,
  elementIds,
  readElementHead,
  readElements,
  readUnsigned,
} from './matroska.ts';

export interface VideoTrack {
  readonly number: number;
  /** For example `V_MPEG4/ISO/AVC`, `V_MPEGH/ISO/HEVC`, `V_MJPEG`. */
  readonly codecId: string;
  /** Bytes of the length before each NAL unit; undefined: not H.264/H.265, or start codes instead of lengths. */
  readonly nalLengthBytes: number | undefined;
  readonly frameMilliseconds: number | undefined;
}

export interface MediaHeader {
  readonly bytes: Buffer;
  readonly millisecondsPerTick: number;
  /** The first video track; undefined for a stream of sound alone. */
  readonly video: VideoTrack | undefined;
  /** Equal for headers whose clusters one decoder can read one after the other. */
  readonly fingerprint: string;
}

const videoTrackType = 1;

/** Reads the header that the splitter cut: time scale and first video track. Throws BrokenMatroskaError. */
export function parseHeader(bytes: Buffer): MediaHeader {
  const elements = [...topElements(bytes)];
  const scale = elements
    .filter((element) => element.id === elementIds.info)
    .flatMap((info) => [...readElements(bytes, info.contentStart, info.end)])
    .find((element) => element.id === elementIds.timecodeScale);
  const nanosecondsPerTick = scale === undefined ? 1_000_000 : readUnsigned(bytes, scale);
  if (nanosecondsPerTick === 0) throw new BrokenMatroskaError('the time scale is zero');
  const entries = elements
    .filter((element) => element.id === elementIds.tracks)
    .flatMap((tracks) => [...readElements(bytes, tracks.contentStart, tracks.end)])
    .filter((element) => element.id === elementIds.trackEntry)
    .map((entry) => [...readElements(bytes, entry.contentStart, entry.end)]);
  return {
    bytes,
    millisecondsPerTick: nanosecondsPerTick / 1_000_000,
    video: entries.map((entry) => readVideoTrack(bytes, entry)).find((track) => track !== undefined),
    fingerprint: fingerprint(bytes, nanosecondsPerTick, entries),
  };
}

function* topElements(bytes: Buffer): Generator<Element> {
  const [ebml] = readElements(bytes, 0, firstElementEnd(bytes));
  const segment = ebml === undefined ? undefined : readElementHead(bytes, ebml.end);
  if (ebml === undefined || segment?.id !== elementIds.segment) throw new BrokenMatroskaError('no segment');
  yield* readElements(bytes, ebml.end + segment.headLength);
}

function firstElementEnd(bytes: Buffer): number {
  const head = readElementHead(bytes);
  if (head?.size === undefined) throw new BrokenMatroskaError('no EBML head');
  return head.headLength + head.size;
}

function readVideoTrack(bytes: Buffer, entry: readonly Element[]): VideoTrack | undefined {
  const find = (id: number) => entry.find((element) => element.id === id);
  const unsigned = (id: number) => {
    const element = find(id);
    return element === undefined ? undefined : readUnsigned(bytes, element);
  };
  const number = unsigned(elementIds.trackNumber);
  if (unsigned(elementIds.trackType) !== videoTrackType || number === undefined) return undefined;
  const codecId = find(elementIds.codecId);
  const name = codecId === undefined ? '' : bytes.toString('latin1', codecId.contentStart, codecId.end);
  const codecPrivate = find(elementIds.codecPrivate);
  const configuration = codecPrivate && bytes.subarray(codecPrivate.contentStart, codecPrivate.end);
  const frameNanoseconds = unsigned(elementIds.defaultDuration);
  return {
    number,
    codecId: name,
    nalLengthBytes: configuration === undefined ? undefined : nalLengthBytes(name, configuration),
    frameMilliseconds: frameNanoseconds === undefined ? undefined : frameNanoseconds / 1_000_000,
  };
}

/** Where the two configuration records keep it: ISO/IEC 14496-15, avcC byte 4 and hvcC byte 21. */
function nalLengthBytes(codecId: string, configuration: Buffer): number | undefined {
  const position = { 'V_MPEG4/ISO/AVC': 4, 'V_MPEGH/ISO/HEVC': 21 }[codecId];
  const field = position === undefined ? undefined : configuration[position];
  return field === undefined || configuration[0] !== 1 ? undefined : (field & 3) + 1;
}

/** Track UIDs are random in every recording; all else in a track must be equal. */
function fingerprint(
  bytes: Buffer,
  nanosecondsPerTick: number,
  entries: readonly (readonly Element[])[],
): string {
  const hash = createHash('sha256').update(`${nanosecondsPerTick}`);
  for (const element of entries.flat()) {
    if (element.id !== elementIds.trackUid) hash.update(bytes.subarray(element.start, element.end));
  }
  return hash.digest('hex');
}
