import { z } from 'zod';
import { type ActionContext, streamReferenceSchema } from './action.ts';

/** The media actions this service answers; AWS knows more names (streaming sessions, GetMedia). */
const inputSchema = streamReferenceSchema.extend({
  APIName: z.enum(['PUT_MEDIA', 'LIST_FRAGMENTS', 'GET_CLIP', 'GET_IMAGES']),
});

export function getDataEndpoint({ streams, endpoint }: ActionContext, input: unknown) {
  const { APIName: _, ...reference } = inputSchema.parse(input);
  streams.find(reference);
  return { DataEndpoint: endpoint() };
}
