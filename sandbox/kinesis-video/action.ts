import { z } from 'zod';
import type { StreamRegistry } from './stream-registry.ts';

/** What every API action may use. */
export interface ActionContext {
  readonly streams: StreamRegistry;
  /** Base URL the clients must call for media. */
  readonly endpoint: () => string;
  readonly now: () => number;
  /** Region of the request's signature. */
  readonly region: string;
}

/** Bytes to answer with instead of JSON. */
export class BinaryAnswer {
  readonly contentType: string;
  readonly bytes: Buffer;

  constructor(contentType: string, bytes: Buffer) {
    this.contentType = contentType;
    this.bytes = bytes;
  }
}

/** One API action: a parsed JSON body in, the answer's body out. Throws KinesisVideoError, or ZodError on a wrong shape. */
export type Action = (
  context: ActionContext,
  input: unknown,
) => object | BinaryAnswer | Promise<object | BinaryAnswer>;

export const streamReferenceSchema = z.object({
  StreamName: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]{1,256}$/)
    .optional(),
  StreamARN: z.string().max(1024).optional(),
});

/** REST-JSON writes a time as seconds since 1970, with a fraction; kept here in milliseconds. */
export const timestampSchema = z.number().transform((seconds) => Math.round(seconds * 1000));

export const timestampKindSchema = z.enum(['PRODUCER_TIMESTAMP', 'SERVER_TIMESTAMP']);

export const rangeSelectorSchema = z.object({
  FragmentSelectorType: timestampKindSchema,
  TimestampRange: z.object({ StartTimestamp: timestampSchema, EndTimestamp: timestampSchema }),
});
