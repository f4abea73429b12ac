import { setTimeout as wait } from 'node:timers/promises';
import {
  type AttributeValue,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { readBody } from './front-door.ts';
import { answered, type Listener, replay } from './in-process.ts';
import type { LocalService } from './local-service.ts';

export interface DynamoDbParams {
  /** Folder of the tables; without it they live in memory. */
  readonly dataDir?: string;
  readonly region: string;
}

/** dynalite names its tables' ARNs after the environment it finds at start, and only then. */
const withRegion = <Value>(region: string, start: () => Value): Value => {
  const before = process.env.AWS_REGION;
  process.env.AWS_REGION = region;
  try {
    return start();
  } finally {
    if (before === undefined) delete process.env.AWS_REGION;
    else process.env.AWS_REGION = before;
  }
};

/** DynamoDB on dynalite, in this process. */
export const startDynamoDb = async ({ dataDir, region }: DynamoDbParams): Promise<LocalService> => {
  const quick = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
  const server = withRegion(region, () =>
    dynalite(dataDir === undefined ? quick : { ...quick, path: dataDir }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const listener: Listener = (request, response) => server.emit('request', request, response);
  const running = new Set<Promise<void>>();
  return {
    signingNames: ['dynamodb'],
    handle: async (request, response) => {
      // dynalite throws out of reach at a request that breaks off: it gets whole ones only.
      const whole = replay(request, await readBody(request));
      const work = answered(listener, whole, response).finally(() => running.delete(work));
      running.add(work);
      await work;
    },
    close: async () => {
      // The same happens when its store closes under a running request: let those end first.
      await Promise.race([Promise.all(running), wait(3000)]);
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.race([closed, wait(3000)]);
      server.closeAllConnections();
    },
  };
};

export interface ExpiringTable {
  readonly tableName: string;
  /** The attribute that holds the time of expiry in epoch seconds. */
  readonly attribute: string;
}

type Key = Record<string, AttributeValue>;

const expiredKeys = async (
  client: DynamoDBClient,
  { tableName, attribute }: ExpiringTable,
  now: Date,
): Promise<Key[]> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const keyNames = (Table?.KeySchema ?? []).flatMap(({ AttributeName }) => AttributeName ?? []);
  const pages = paginateScan(
    { client },
    {
      TableName: tableName,
      FilterExpression: '#expiry < :now',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(now.getTime() / 1000)) } },
    },
  );
  const keys: Key[] = [];
  for await (const { Items = [] } of pages)
    for (const item of Items)
      keys.push(Object.fromEntries(Object.entries(item).filter(([name]) => keyNames.includes(name))));
  return keys;
};

/** Deletes what is past its time to live, as DynamoDB does within days; returns how many items went. */
export const sweepExpired = async (
  client: DynamoDBClient,
  tables: readonly ExpiringTable[],
  now: Date,
): Promise<number> => {
  let count = 0;
  for (const table of tables) {
    const keys = await expiredKeys(client, table, now);
    for (const Key of keys) await client.send(new DeleteItemCommand({ TableName: table.tableName, Key }));
    count += keys.length;
  }
  return count;
};
