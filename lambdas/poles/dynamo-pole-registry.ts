import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { defaultJoining } from '../zone/incident-file.ts';
import { LogEvent } from '../zone/log-events.ts';
import { place } from '../zone/messages.ts';
import { type PoleSettings, poleSettings } from '../zone/pole-file.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { PoleRegistry, PoleRules } from './pole-registry.ts';

export interface DynamoPoleRegistryParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly clock: () => number;
}

// As lambdas/setup writes them; only what is needed here, so that nothing else can stand in a press's way.
const poleItem = z.object({ place });
const settingsItem = z.object({
  settings: z.object({ retention: z.object({ incidentDays: z.int().min(1) }) }),
});

const rulesItem = z.object({
  settings: z.object({ poles: poleSettings.prefault({}) }),
  appliedAt: z.int().min(0).optional(),
});

const joiningItem = z.object({
  settings: z.object({ joining: z.object({ pressMinutes: z.int().min(1) }).prefault(defaultJoining) }),
});

/** A changed zone file takes effect in running functions after at most this long. */
const keepMilliseconds = 60_000;

/** The zone file's own default. */
const defaultIncidentDays = 365;

/** An item of an unexpected form counts as absent; a table that does not answer is an error, and SQS tries again. */
export function dynamoPoleRegistry(params: DynamoPoleRegistryParams): PoleRegistry {
  const zone = <Schema extends z.ZodType>(schema: Schema) =>
    read(params, { kind: 'zone', id: 'settings' }, schema);
  return {
    rules: keepAMinute(params, async (): Promise<PoleRules> => {
      const item = await zone(rulesItem);
      const rules: PoleSettings = item?.settings.poles ?? poleSettings.parse({});
      return { rules, appliedAt: item?.appliedAt };
    }),
    findPlace: async (poleId) => (await read(params, { kind: 'pole', id: poleId }, poleItem))?.place,
    incidentDays: keepAMinute(
      params,
      async () => (await zone(settingsItem))?.settings.retention.incidentDays ?? defaultIncidentDays,
    ),
    pressMinutes: keepAMinute(
      params,
      async () => (await zone(joiningItem))?.settings.joining.pressMinutes ?? defaultJoining.pressMinutes,
    ),
  };
}

/** A press asks for several of these, and each would be a read on its way to people. */
function keepAMinute<Value>({ clock }: DynamoPoleRegistryParams, load: () => Promise<Value>) {
  let kept: { readonly value: Value; readonly readAt: number } | undefined;
  return async (): Promise<Value> => {
    if (kept !== undefined && clock() - kept.readAt < keepMilliseconds) return kept.value;
    kept = { value: await load(), readAt: clock() };
    return kept.value;
  };
}

async function read<Schema extends z.ZodType>(
  { client, tableName, telemetry }: DynamoPoleRegistryParams,
  key: { readonly kind: string; readonly id: string },
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: key }));
  if (Item === undefined) return undefined;
  const parsed = schema.safeParse(Item);
  if (!parsed.success) telemetry.warn(LogEvent.registryUnreadable, key);
  return parsed.data;
}
