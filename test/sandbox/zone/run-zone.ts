import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetQueueAttributesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { expect, inject, vi } from 'vitest';
import { z } from 'zod';
import { type Incident, incident } from '../../../lambdas/incidents/incident.ts';
import { sightingOfItem } from '../../../lambdas/sightings/dynamo-sighting-store.ts';
import type { Sighting } from '../../../lambdas/sightings/sighting.ts';
import type { LogEvent } from '../../../lambdas/zone/log-events.ts';
import type { Metric } from '../../../lambdas/zone/metrics.ts';
import type { LambdaLogLine } from '../../../sandbox/function-pool.ts';
import type { RecipientMessage } from '../../../sandbox/recipient-message.ts';
import { startZoneSandbox, type ZoneSandbox } from '../../../sandbox/start-zone-sandbox.ts';
import { fetchModels } from '../../../tools/fetch-models.ts';

/** Long, because a loaded machine is slow; a wait ends as soon as what it waits for is there. */
export const patiently = { timeout: 90_000, interval: 50 } as const;

export type LogFields = Readonly<Record<string, unknown>>;

/** The whole zone of test/fixtures/zone.yaml, running, and what a person could look up about it. */
export interface Zone {
  readonly sandbox: ZoneSandbox;
  readonly documents: DynamoDBDocumentClient;
  /** A folder that goes with the zone. */
  readonly folder: string;
  /** What functions logged under an event, oldest first. */
  logged(event: LogEvent): readonly LogFields[];
  /** Sum of a metric over everything that was measured. */
  measured(metric: Metric): number;
  incidents(): Promise<readonly Incident[]>;
  sightings(): Promise<readonly Sighting[]>;
  items(outputName: `${string}Table`): Promise<readonly LogFields[]>;
  /** What came to phones and mailboxes about an incident. */
  told(incidentId: string): readonly RecipientMessage[];
  /** How long a queue hides a message that was handed out; six times its function's time-out when deployed. */
  shortenRetries(queueId: string, seconds: number): Promise<void>;
  /** Waits until nothing lies in a queue and nobody works on anything from it. */
  drained(queueId: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the zone. The minute schedule rests: tests hand out the slots, so that no camera runs away from its story.
 * `variables` replace those of the functions that have them;
 * `clock` is that of the local services, not of the functions.
 */
export async function runZone(
  variables: Readonly<Record<string, string>> = {},
  clock: { readonly now?: () => Date } = {},
): Promise<Zone> {
  const folder = mkdtempSync(join(tmpdir(), 'zone-'));
  const lines: LambdaLogLine[] = [];
  const sandbox = await startZoneSandbox({
    cloudAssembly: prepare(inject('zoneAssembly'), join(folder, 'assembly'), variables),
    port: 0,
    mqttPort: 0,
    faceModels: await fetchModels(),
    onLog: (line) => lines.push(line),
    ...clock,
  });
  useEndpoint(sandbox.endpointUrl);
  const documents = DynamoDBDocumentClient.from(sandbox.clients.dynamodb);
  const items = (outputName: string) => scan(documents, sandbox.outputs[outputName] ?? '');
  const records = () => lines.flatMap(({ line }) => toFields(line));
  return {
    sandbox,
    documents,
    folder,
    logged: (event) => records().filter((fields) => fields.event === event),
    measured: (metric) => records().reduce((sum, fields) => sum + amountOf(fields, metric), 0),
    items,
    incidents: async () => {
      const found = (await items('IncidentsTable')).filter(({ record }) => record === 'incident');
      return found.map(({ record: _, expiresAt: __, ...stored }) => incident.parse(stored));
    },
    sightings: async () => (await items('SightingsTable')).map(sightingOfItem),
    told: (incidentId) => sandbox.mailboxes.messages().filter(({ text }) => text.includes(incidentId)),
    shortenRetries: async (queueId, seconds) => {
      const Attributes = { VisibilityTimeout: String(seconds) };
      const QueueUrl = sandbox.physicalId(queueId);
      await sandbox.clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    },
    drained: async (queueId) => {
      const QueueUrl = sandbox.physicalId(queueId);
      const count = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
      await vi.waitFor(async () => {
        const { Attributes = {} } = await sandbox.clients.sqs.send(count);
        const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes;
        expect([ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible]).toEqual(['0', '0']);
      }, patiently);
    },
    stop: async () => {
      await sandbox.stop();
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const resource = z.looseObject({ Type: z.string(), Properties: z.looseObject({}).default({}) });

const environment = z.looseObject({ Variables: z.record(z.string(), z.unknown()) });

/** The same cloud assembly with its schedule disabled, as an operator can do, and other variables; assets are links. */
function prepare(assembly: string, folder: string, variables: Readonly<Record<string, string>>): string {
  mkdirSync(folder);
  for (const name of readdirSync(assembly)) symlinkSync(join(assembly, name), join(folder, name));
  const [templateFile = ''] = readdirSync(assembly).filter((name) => name.endsWith('.template.json'));
  const template = z
    .looseObject({ Resources: z.record(z.string(), resource) })
    .parse(JSON.parse(readFileSync(join(assembly, templateFile), 'utf8')));
  const schedules = Object.values(template.Resources).filter(
    ({ Type }) => Type === 'AWS::Scheduler::Schedule',
  );
  for (const { Properties } of schedules) Properties.State = 'DISABLED';
  for (const { Properties } of Object.values(template.Resources)) {
    const own = environment.safeParse(Properties.Environment);
    if (!own.success) continue;
    const replaced = Object.entries(variables).filter(([name]) => name in own.data.Variables);
    Properties.Environment = { Variables: { ...own.data.Variables, ...Object.fromEntries(replaced) } };
  }
  rmSync(join(folder, templateFile));
  writeFileSync(join(folder, templateFile), JSON.stringify(template));
  return folder;
}

/** For the `zone` tools: clients that find their endpoint in the environment. */
function useEndpoint(url: string): void {
  vi.stubEnv('AWS_ENDPOINT_URL', url);
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'sandbox');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'sandbox');
}

async function scan(client: DynamoDBDocumentClient, TableName: string): Promise<readonly LogFields[]> {
  const items: LogFields[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    items.push(...Items);
  }
  return items;
}

function toFields(line: string): readonly LogFields[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? [value as LogFields] : [];
  } catch {
    return [];
  }
}

/** A metric in CloudWatch's embedded format: `_aws` names it, the value stands beside; several values are a list. */
function amountOf(fields: LogFields, metric: Metric): number {
  if (fields._aws === undefined) return 0;
  const value = fields[metric];
  return [value].flat().reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0);
}
