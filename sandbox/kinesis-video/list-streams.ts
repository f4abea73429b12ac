import { z } from 'zod';
import type { ActionContext } from './action.ts';
import { streamInfo } from './describe-stream.ts';
import { cutPage } from './page-token.ts';

const inputSchema = z.object({
  MaxResults: z.int().min(1).max(10_000).default(10_000),
  NextToken: z.string().optional(),
  StreamNameCondition: z
    .object({
      ComparisonOperator: z.literal('BEGINS_WITH').optional(),
      ComparisonValue: z.string().optional(),
    })
    .optional(),
});

export function listStreams({ streams }: ActionContext, input: unknown) {
  const { MaxResults, NextToken, StreamNameCondition } = inputSchema.parse(input);
  const prefix = StreamNameCondition?.ComparisonValue ?? '';
  const rows = streams.all().filter(({ record }) => record.name.startsWith(prefix));
  const page = cutPage(rows, { size: MaxResults, token: NextToken, query: prefix });
  return { StreamInfoList: page.items.map(({ record }) => streamInfo(record)), NextToken: page.nextToken };
}
