import { z } from 'zod';
import { type ActionContext, rangeSelectorSchema, streamReferenceSchema } from './action.ts';
import { spansWithin, timeline } from './fragment-timeline.ts';
import { cutPage } from './page-token.ts';
import { KinesisVideoError } from './service-error.ts';
import type { VideoStream } from './stream-registry.ts';

const inputSchema = streamReferenceSchema.extend({
  MaxResults: z.int().min(1).max(1000).default(100),
  NextToken: z.string().optional(),
  FragmentSelector: rangeSelectorSchema.optional(),
});

/** Fragments that begin within the range, oldest first. */
export function listFragments({ streams }: ActionContext, input: unknown) {
  const { MaxResults, NextToken, FragmentSelector, ...reference } = inputSchema.parse(input);
  const stream = streams.find(reference);
  checkRetention(stream);
  const { FragmentSelectorType: kind = 'SERVER_TIMESTAMP', TimestampRange } = FragmentSelector ?? {};
  const { StartTimestamp: start = 0, EndTimestamp: end = Number.MAX_SAFE_INTEGER } = TimestampRange ?? {};
  const rows = spansWithin(timeline(stream.store.fragments(), kind), start, end).filter(
    (span) => span.start >= start,
  );
  const page = cutPage(rows, { size: MaxResults, token: NextToken, query: stream.record.arn });
  const Fragments = page.items.map(({ fragment }) => ({
    FragmentNumber: fragment.number,
    FragmentSizeInBytes: fragment.sizeBytes,
    ProducerTimestamp: fragment.producerTimestamp / 1000,
    ServerTimestamp: fragment.serverTimestamp / 1000,
    FragmentLengthInMilliseconds: fragment.durationMilliseconds,
  }));
  return { Fragments, NextToken: page.nextToken };
}

/** Throws KinesisVideoError NoDataRetentionException: archived media needs a retention above 0. */
export function checkRetention({ record }: VideoStream): void {
  if (record.retentionHours > 0) return;
  throw new KinesisVideoError('NoDataRetentionException', `The stream ${record.name} does not retain data`);
}
