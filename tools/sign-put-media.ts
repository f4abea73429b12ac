import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

/** Short-lived or lasting AWS keys. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

export interface SignPutMediaParams {
  /** From GetDataEndpoint. */
  readonly endpoint: URL;
  readonly region: string;
  readonly keys: AwsKeys;
  readonly streamName: string;
  /** Epoch milliseconds of the first fragment. */
  readonly startAt: number;
  readonly now: Date;
}

class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

/**
 * The headers of a PutMedia request. Its body is signed as if it were empty, as Amazon's own producer does
 * (amazon-kinesis-video-streams-producer-c, AwsV4Signer.c): nobody can hash what a camera has not filmed yet.
 */
export async function signPutMedia(params: SignPutMediaParams): Promise<Record<string, string>> {
  const { endpoint, region, keys, streamName, startAt, now } = params;
  const signer = new SignatureV4({
    service: 'kinesisvideo',
    region,
    credentials: keys,
    sha256: Sha256,
    applyChecksum: false,
  });
  const request = {
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    path: '/putMedia',
    query: {},
    headers: {
      host: endpoint.host,
      'x-amzn-stream-name': streamName,
      'x-amzn-producer-start-timestamp': (startAt / 1000).toFixed(3),
      'x-amzn-fragment-acknowledgment-required': '1',
      'x-amzn-fragment-timecode-type': 'ABSOLUTE',
      'transfer-encoding': 'chunked',
    },
  };
  return (await signer.sign(request, { signingDate: now })).headers;
}
