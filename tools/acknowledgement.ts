import { z } from 'zod';

/** What Kinesis Video says about a fragment; `timecode` in epoch milliseconds, as the fragment carries it. */
export type Acknowledgement =
  | { readonly kind: 'idle' }
  | { readonly kind: 'buffering' | 'received' | 'persisted'; readonly timecode: number }
  | {
      readonly kind: 'error';
      readonly timecode: number | undefined;
      readonly id: number;
      readonly code: string;
    };

/** An answer that is no acknowledgement: not JSON, or a line without end. */
export class AcknowledgementError extends Error {
  override readonly name = 'AcknowledgementError';
}

const whole = z.coerce.number().int();
// The API reference writes AckEventType; on the wire it is EventType (producer-c, AckParser). Both are read.
const lineSchema = z
  .object({
    EventType: z.string().optional(),
    AckEventType: z.string().optional(),
    FragmentTimecode: whole.optional(),
    ErrorId: whole.optional(),
    ErrorCode: z.string().optional(),
  })
  .transform((line) => ({ ...line, kind: (line.EventType ?? line.AckEventType ?? '').toLowerCase() }));

/** An acknowledgement has some 150 bytes. */
const longestLine = 64 * 1024;

/** Reads the answer of PutMedia as it comes: one JSON object a line, cut anywhere. */
export class AcknowledgementReader {
  #rest = '';

  /** What the chunk completes. Throws AcknowledgementError; lines of an unknown kind are passed over. */
  read(chunk: string): readonly Acknowledgement[] {
    const lines = `${this.#rest}${chunk}`.split(/\r?\n/);
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > longestLine) throw new AcknowledgementError('an answer has no end');
    return lines.filter((line) => line.trim() !== '').flatMap(parseLine);
  }
}

function parseLine(text: string): readonly Acknowledgement[] {
  const line = lineSchema.safeParse(asJson(text));
  if (!line.success) throw new AcknowledgementError(`not an acknowledgement: ${text.slice(0, 200)}`);
  const { kind, FragmentTimecode: timecode, ErrorId: id = 0, ErrorCode: code = 'UNKNOWN' } = line.data;
  if (kind === 'idle') return [{ kind }];
  if (kind === 'error') return [{ kind, timecode, id, code }];
  if (kind !== 'buffering' && kind !== 'received' && kind !== 'persisted') return [];
  return timecode === undefined ? [] : [{ kind, timecode }];
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
