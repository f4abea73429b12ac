/** How a PutMedia connection ended, and what is to be done about it. */
export type PutMediaRemedy =
  /** The same again will fail again: someone must change something. */
  | 'give-up'
  /** Ask for keys anew, then connect again. */
  | 'new-keys'
  /** This one fragment is not wanted; leave it out and connect again. */
  | 'skip-fragment'
  | 'reconnect';

/** Kinesis Video refused the connection or a fragment, or the connection broke. */
export class PutMediaError extends Error {
  override readonly name = 'PutMediaError';
  readonly remedy: PutMediaRemedy;
  /** The refused fragment, in epoch milliseconds, when the service named it. */
  readonly timecode: number | undefined;

  constructor(
    message: string,
    { remedy, timecode, cause }: { remedy: PutMediaRemedy; timecode?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause });
    this.remedy = remedy;
    this.timecode = timecode;
  }
}

/** A connection that broke, was refused by the network, or fell silent. */
export function connectionLost(reason: string, cause?: unknown): PutMediaError {
  return new PutMediaError(reason, { remedy: 'reconnect', cause });
}

interface Refusal {
  readonly remedy: PutMediaRemedy;
  readonly advice: string;
}

const refusals: readonly (readonly [pattern: RegExp, refusal: Refusal])[] = [
  [
    /ResourceNotFound/,
    { remedy: 'give-up', advice: 'there is no such stream: is the camera in the zone file, and deployed?' },
  ],
  [
    /ExpiredToken|RequestExpired|TokenExpired/,
    { remedy: 'new-keys', advice: 'the credentials have expired' },
  ],
  [
    /InvalidSignature|SignatureDoesNotMatch|IncompleteSignature/,
    { remedy: 'give-up', advice: 'the signature is not taken: is the clock of this machine right?' },
  ],
  [
    /AccessDenied|NotAuthorized|UnrecognizedClient|InvalidClientTokenId|MissingAuthentication/,
    {
      remedy: 'give-up',
      advice: 'these credentials may not send to it: a camera may send to its own stream alone',
    },
  ],
  [
    /ClientLimitExceeded|ConnectionLimitExceeded|Throttl/,
    { remedy: 'reconnect', advice: 'another producer sends to it, or too many connect at once' },
  ],
];

/** Explains an answer other than 200. */
export function explainRefusal(
  streamName: string,
  status: number,
  type: string,
  body: string,
): PutMediaError {
  const [, known] = refusals.find(([pattern]) => pattern.test(`${type} ${body}`)) ?? [];
  // 429 and 5xx pass by themselves; any other 4xx is a mistake that stays.
  const remedy = known?.remedy ?? (status >= 500 || status === 429 ? 'reconnect' : 'give-up');
  const reason = known?.advice ?? (messageOf(body) || 'no reason given');
  return new PutMediaError(`stream ${streamName}: ${reason} (${status} ${type || 'without a type'})`, {
    remedy,
  });
}

/** What went wrong before the connection stood: keys, endpoint, network. */
export function explainFailure(streamName: string, error: unknown): PutMediaError {
  if (error instanceof PutMediaError) return error;
  if (!(error instanceof Error)) return connectionLost(String(error));
  const message = error.message || error.name;
  // The SDK found no keys anywhere; no later attempt will.
  if (error.name === 'CredentialsProviderError') return new PutMediaError(message, { remedy: 'give-up' });
  const status = statusOf(error);
  if (status === undefined) return connectionLost(message, error);
  return explainRefusal(streamName, status, error.name, JSON.stringify({ message }));
}

/** An SDK error carries the status of the answer; one without an answer has none. */
function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null)
    return undefined;
  const { httpStatusCode } = error.$metadata as { readonly httpStatusCode?: number };
  return httpStatusCode;
}

function messageOf(body: string): string {
  return /"message"\s*:\s*"([^"]{1,300})"/i.exec(body)?.[1] ?? '';
}

/** Too long, too large, out of order, unreadable, without a keyframe: the fragment's own fault. */
const fragmentFaults: ReadonlySet<number> = new Set([4001, 4002, 4004, 4006, 4007, 4009, 4010, 4011, 4012]);
/** KMS keys: 4500–4599. They need someone with the right to the key. */
const isKeyFault = (id: number): boolean => id >= 4500 && id < 4600;

const faultAdvice: Readonly<Record<number, string>> = {
  4001: 'over 50 MB: lower the camera’s bit rate or the time between keyframes',
  4002: 'too long: set the camera’s keyframe (I-frame) interval to 1–4 seconds',
};

/** https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/API_dataplane_PutMedia.html, error ids. */
export function explainErrorEvent(id: number, code: string, timecode: number | undefined): PutMediaError {
  const message = `Kinesis Video says ${id} ${code}`;
  if (isKeyFault(id)) return new PutMediaError(message, { remedy: 'give-up' });
  if (!fragmentFaults.has(id)) return new PutMediaError(message, { remedy: 'reconnect' });
  const advice = faultAdvice[id];
  const text = advice === undefined ? message : `${message}: a fragment is ${advice}`;
  return new PutMediaError(text, { remedy: 'skip-fragment', timecode });
}
