import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';

export interface TableShape {
  readonly partitionKey: string;
  readonly sortKey?: string;
  readonly indexes?: readonly {
    readonly indexName: string;
    readonly partitionKey: string;
    readonly sortKey: string;
  }[];
}

/** A table on a real expression engine: a store's conditions are worth little when only a mock has read them. */
export async function makeTable({ partitionKey, sortKey, indexes = [] }: TableShape) {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const raw = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const keys = (hash: string, range?: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' as const }]),
  ];
  const numberKeys = [...new Set(indexes.map((index) => index.sortKey))];
  const globalIndexes = indexes.map((index) => ({
    IndexName: index.indexName,
    KeySchema: keys(index.partitionKey, index.sortKey),
    Projection: { ProjectionType: 'ALL' as const },
  }));
  await raw.send(
    new CreateTableCommand({
      TableName: 'table',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys(partitionKey, sortKey),
      AttributeDefinitions: [
        text(partitionKey),
        ...(sortKey === undefined ? [] : [text(sortKey)]),
        ...indexes.map((index) => text(index.partitionKey)),
        ...numberKeys.map((AttributeName) => ({ AttributeName, AttributeType: 'N' as const })),
      ],
      ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: globalIndexes }),
    }),
  );
  return {
    client: DynamoDBDocumentClient.from(raw),
    tableName: 'table',
    close: () => {
      raw.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}
