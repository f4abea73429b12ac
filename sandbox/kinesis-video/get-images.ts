import { z } from 'zod';
import { type ActionContext, streamReferenceSchema, timestampKindSchema, timestampSchema } from './action.ts';
import { decodeImages } from './decode-images.ts';
import { spanAt, timeline } from './fragment-timeline.ts';
import { checkRetention } from './list-fragments.ts';
import { cutPage } from './page-token.ts';
import { KinesisVideoError } from './service-error.ts';

const largestPage = 25;
const longestRangeMilliseconds = 300_000;
/** GetImages names no default; this is what the console's image settings begin with. */
const defaultIntervalMilliseconds = 3_000;

const inputSchema = streamReferenceSchema.extend({
  ImageSelectorType: timestampKindSchema,
  StartTimestamp: timestampSchema,
  EndTimestamp: timestampSchema,
  SamplingInterval: z.int().min(200).default(defaultIntervalMilliseconds),
  Format: z.enum(['JPEG', 'PNG']),
  FormatConfig: z
    .object({ JPEGQuality: z.coerce.number().int().min(1).max(100) })
    .partial()
    .default({}),
  WidthPixels: z.int().min(1).max(3840).optional(),
  HeightPixels: z.int().min(1).max(2160).optional(),
  MaxResults: z.int().min(1).max(100).default(largestPage),
  NextToken: z.string().min(1).max(4096).optional(),
});

type ImagesRequest = z.infer<typeof inputSchema>;

/** One image per grid instant from StartTimestamp to EndTimestamp, both included; TimeStamp is the instant asked for. */
export async function getImages({ streams }: ActionContext, input: unknown) {
  const request = inputSchema.parse(input);
  checkRules(request);
  const stream = streams.find(request);
  checkRetention(stream);
  const page = cutPage(sampleGrid(request), {
    size: Math.min(request.MaxResults, largestPage),
    token: request.NextToken,
    query: [stream.record.arn, request.StartTimestamp, request.EndTimestamp, request.SamplingInterval].join(),
  });
  const spans = timeline(stream.store.fragments(), request.ImageSelectorType);
  const samples = page.items.map((instant) => {
    const span = spanAt(spans, instant);
    const wish = span && { fragment: span.fragment, offsetMilliseconds: instant - span.start };
    return { instant, wish };
  });
  const wishes = samples.map(({ wish }) => wish).filter((wish) => wish !== undefined);
  const images = await decodeImages(stream.store, wishes, {
    format: request.Format,
    jpegQuality: request.FormatConfig.JPEGQuality ?? 80,
    widthPixels: request.WidthPixels,
    heightPixels: request.HeightPixels,
  });
  const Images = samples.map(({ instant, wish }) => ({
    TimeStamp: instant / 1000,
    ...answerOf(wish === undefined ? 'NO_MEDIA' : (images.get(wish) ?? 'MEDIA_ERROR')),
  }));
  return { Images, NextToken: page.nextToken };
}

function answerOf(image: Buffer | 'NO_MEDIA' | 'MEDIA_ERROR') {
  return typeof image === 'string' ? { Error: image } : { ImageContent: image.toString('base64') };
}

/** The two rules have error names of their own in the API reference. */
function checkRules({ StartTimestamp, EndTimestamp, WidthPixels, HeightPixels }: ImagesRequest): void {
  if (EndTimestamp < StartTimestamp) {
    throw new KinesisVideoError('InvalidArgumentException', 'EndTimestamp is before StartTimestamp');
  }
  if (EndTimestamp - StartTimestamp > longestRangeMilliseconds) {
    throw new KinesisVideoError('IllegalArgumentException', 'The range is longer than 300 seconds');
  }
  if (WidthPixels !== undefined && HeightPixels === undefined) {
    throw new KinesisVideoError('ValidationException', 'WidthPixels needs HeightPixels');
  }
}

function sampleGrid({ StartTimestamp, EndTimestamp, SamplingInterval }: ImagesRequest): readonly number[] {
  const count = Math.floor((EndTimestamp - StartTimestamp) / SamplingInterval) + 1;
  return Array.from({ length: count }, (_, step) => StartTimestamp + step * SamplingInterval);
}
