import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { arnOf, type Creator, flag, physicalName, ResourceError } from './world.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).default('ALL'),
  NonKeyAttributes: z.array(z.string()).exactOptional(),
});
const indexes = z
  .array(z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: projection }))
  .exactOptional();

const tableSchema = z.object({
  TableName: z.string().optional(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: indexes,
  LocalSecondaryIndexes: indexes,
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: flag }).optional(),
});

const shapeOf = (table: Pick<CreateTableCommandInput, 'KeySchema' | 'GlobalSecondaryIndexes'>): string =>
  JSON.stringify([
    table.KeySchema?.map(({ AttributeName }) => AttributeName),
    (table.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName).sort(),
  ]);

/** Whether the table of an earlier start has the keys and indexes that the template wants now. */
const fits = async (client: DynamoDBClient, input: CreateTableCommandInput): Promise<boolean> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: input.TableName }));
  const { KeySchema, GlobalSecondaryIndexes } = Table ?? {};
  const existing = (GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema: keys }) => ({
    IndexName,
    KeySchema: keys,
    Projection: undefined,
  }));
  return shapeOf({ KeySchema, GlobalSecondaryIndexes: existing }) === shapeOf(input);
};

/** AWS::DynamoDB::Table and AWS::DynamoDB::GlobalTable (what CDK's TableV2 makes), always on demand. */
export const createTable: Creator = async (request, world) => {
  const { TableName, TimeToLiveSpecification: ttl, ...schema } = tableSchema.parse(request.properties);
  const tableName = TableName ?? physicalName(world, request.logicalId, 255);
  const input: CreateTableCommandInput = { TableName: tableName, ...schema, BillingMode: 'PAY_PER_REQUEST' };
  try {
    await world.clients.dynamodb.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    if (!(await fits(world.clients.dynamodb, input)))
      throw new ResourceError(request, 'its keys or indexes changed; start with an empty data folder', error);
  }
  if (ttl?.Enabled) world.expiringTables.push({ tableName, attribute: ttl.AttributeName });
  const arn = arnOf(world, 'dynamodb', `table/${tableName}`);
  return { ref: tableName, attributes: { Arn: arn, TableId: tableName, StreamArn: `${arn}/stream/none` } };
};
