/** Bytes that cannot be read as Matroska, or an element over its limit (`too-large`). */
export class BrokenMatroskaError extends Error {
  readonly reason: 'broken' | 'too-large';

  constructor(message: string, reason: 'broken' | 'too-large' = 'broken') {
    super(message);
    this.name = 'BrokenMatroskaError';
    this.reason = reason;
  }
}

/** Element ids with their length marker, as RFC 8794 and RFC 9559 write them. */
export const elementIds = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  timecodeScale: 0x2ad7b1,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  defaultDuration: 0x23e383,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  cluster: 0x1f43b675,
  timecode: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  referenceBlock: 0xfb,
} as const;

export interface ElementHead {
  readonly id: number;
  /** Bytes of content; undefined: unknown, as live writers leave it. */
  readonly size: number | undefined;
  readonly headLength: number;
}

export interface Element {
  readonly id: number;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** Reads one element's id and size at `offset`; undefined when more bytes are needed. Throws BrokenMatroskaError. */
export function readElementHead(bytes: Buffer, offset = 0): ElementHead | undefined {
  const idLength = vintLength(bytes, offset, 4);
  if (idLength === undefined || offset + idLength > bytes.length) return undefined;
  const sizeOffset = offset + idLength;
  const sizeLength = vintLength(bytes, sizeOffset, 8);
  if (sizeLength === undefined || sizeOffset + sizeLength > bytes.length) return undefined;
  return {
    id: bytes.readUIntBE(offset, idLength),
    size: readSize(bytes, sizeOffset, sizeLength),
    headLength: idLength + sizeLength,
  };
}

function vintLength(bytes: Buffer, offset: number, longest: number): number | undefined {
  const first = bytes[offset];
  if (first === undefined) return undefined;
  const length = Math.clz32(first) - 23;
  if (length > longest) throw new BrokenMatroskaError('an element begins with an impossible length marker');
  return length;
}

function readSize(bytes: Buffer, offset: number, length: number): number | undefined {
  const marker = 1n << BigInt(7 * length);
  let value = 0n;
  for (const byte of bytes.subarray(offset, offset + length)) value = (value << 8n) | BigInt(byte);
  const size = value - marker;
  if (size === marker - 1n) return undefined;
  if (size > BigInt(Number.MAX_SAFE_INTEGER))
    throw new BrokenMatroskaError('an element is too large', 'too-large');
  return Number(size);
}

/** The elements lying side by side in `bytes[start, end)`; all must be whole. Throws BrokenMatroskaError. */
export function* readElements(bytes: Buffer, start = 0, end = bytes.length): Generator<Element> {
  const within = bytes.subarray(0, end);
  let offset = start;
  while (offset < end) {
    const head = readElementHead(within, offset);
    const contentStart = offset + (head?.headLength ?? 0);
    if (head?.size === undefined || contentStart + head.size > end) {
      throw new BrokenMatroskaError('an element is cut short');
    }
    yield { id: head.id, start: offset, contentStart, end: contentStart + head.size };
    offset = contentStart + head.size;
  }
}

/** An unsigned number of 0 to 8 bytes, big-endian. Throws BrokenMatroskaError above 2^53. */
export function readUnsigned(bytes: Buffer, element: Element): number {
  const content = bytes.subarray(element.contentStart, element.end);
  if (content.length > 8) throw new BrokenMatroskaError('a number is longer than 8 bytes');
  const value = content.reduce((sum, byte) => sum * 256 + byte, 0);
  if (!Number.isSafeInteger(value)) throw new BrokenMatroskaError('a number is too large');
  return value;
}

/** One element with an 8-byte size, so that its length is known without looking at the content. */
export function encodeElement(id: number, ...content: readonly Buffer[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(length) | (1n << 56n));
  return Buffer.concat([encodeId(id), size, ...content]);
}

export function encodeUnsigned(id: number, value: number): Buffer {
  const content = Buffer.alloc(8);
  content.writeBigUInt64BE(BigInt(value));
  return encodeElement(id, content);
}

/** The head of a Segment whose size is unknown: clusters may follow for as long as there are any. */
export const openSegmentHead = Buffer.concat([
  encodeId(elementIds.segment),
  Buffer.from([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
]);

function encodeId(id: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(id);
  return bytes.subarray(Math.clz32(id) >> 3);
}
