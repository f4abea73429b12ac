import { z } from 'zod';
import { type ActionContext, streamReferenceSchema } from './action.ts';
import { cutPage } from './page-token.ts';
import { KinesisVideoError } from './service-error.ts';

const tagSchema = streamReferenceSchema.extend({
  Tags: z.record(z.string().min(1).max(128), z.string().max(256)),
});
const untagSchema = streamReferenceSchema.extend({ TagKeyList: z.array(z.string()).min(1).max(50) });
const listSchema = streamReferenceSchema.extend({ NextToken: z.string().optional() });
const mostTags = 50;

export function tagStream({ streams }: ActionContext, input: unknown) {
  const { Tags, ...reference } = tagSchema.parse(input);
  const stream = streams.find(reference);
  const tags = { ...stream.record.tags, ...Tags };
  if (Object.keys(tags).length > mostTags) {
    throw new KinesisVideoError(
      'TagsPerResourceExceededLimitException',
      `A stream has at most ${mostTags} tags`,
    );
  }
  streams.update(stream, { tags });
  return {};
}

export function untagStream({ streams }: ActionContext, input: unknown) {
  const { TagKeyList, ...reference } = untagSchema.parse(input);
  const stream = streams.find(reference);
  const kept = Object.entries(stream.record.tags).filter(([key]) => !TagKeyList.includes(key));
  streams.update(stream, { tags: Object.fromEntries(kept) });
  return {};
}

export function listTagsForStream({ streams }: ActionContext, input: unknown) {
  const { NextToken, ...reference } = listSchema.parse(input);
  const { record } = streams.find(reference);
  const page = cutPage(Object.entries(record.tags), { size: mostTags, token: NextToken, query: record.arn });
  return { Tags: Object.fromEntries(page.items), NextToken: page.nextToken };
}
