import { type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

/** What the service said the time was (epoch ms), by the Date of its answer. Throws where it said none. */
export async function serviceTime(client: DynamoDBClient): Promise<number> {
  let said: number | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      said = dateOf(result.response);
      return result;
    },
    { step: 'deserialize', name: 'serviceTime' },
  );
  await client.send(new ListTablesCommand({ Limit: 1 }));
  if (said === undefined) throw new Error('the service did not say what time it is');
  return said;
}

function dateOf(response: unknown): number | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const { date } = response.headers as Readonly<Record<string, string | undefined>>;
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : time;
}
