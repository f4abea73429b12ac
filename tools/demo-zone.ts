import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type Incident, incident as incidentSchema } from '../lambdas/incidents/incident.ts';
import { sightingOfItem } from '../lambdas/sightings/dynamo-sighting-store.ts';
import type { Sighting } from '../lambdas/sightings/sighting.ts';
import { probePoleId } from '../lambdas/zone/names.ts';
import { timeToLiveAttribute } from '../lambdas/zone/records.ts';
import type { ZoneFile } from '../lambdas/zone/zone-file.ts';
import { readQueues } from '../sandbox/page/health.ts';
import { readPeople } from '../sandbox/page/people-view.ts';
import type { ZoneSandbox } from '../sandbox/start-zone-sandbox.ts';
import type { Observation } from './demo-verdict.ts';

/** What the demonstration reads from a running zone, and the repeated deliveries it makes. */
export interface DemoZone {
  /** How far a camera's video was watched, epoch milliseconds; 0 before its first window. */
  watchedTo(cameraId: string): Promise<number>;
  /** No message waits or is worked on, but for the slots of the cameras, which never end. */
  isQuiet(): Promise<boolean>;
  incidents(): Promise<readonly Incident[]>;
  observe(): Promise<Omit<Observation, 'unknownFaces'>>;
  /** Delivers a press once more, as SQS may: the very message that the topic rule sent. */
  repeatPress(poleId: string, pressId: string): Promise<void>;
  /** Delivers a camera's slot once more. */
  repeatSlot(cameraId: string, slotAt: number): Promise<void>;
}

export function openDemoZone(sandbox: ZoneSandbox, zone: Pick<ZoneFile, 'cameras'>): DemoZone {
  const { clients, outputs, mailboxes } = sandbox;
  const client = DynamoDBDocumentClient.from(clients.dynamodb);
  const send = async (QueueUrl: string | undefined, message: unknown) => {
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
  };
  const incidents = () => readIncidents(client, outputs.IncidentsTable);
  return {
    watchedTo: async (cameraId) => {
      const Key = { kind: 'cursor', id: cameraId };
      const { Item } = await client.send(new GetCommand({ TableName: outputs.RegistryTable, Key }));
      return Number(Item?.watchedTo ?? 0);
    },
    isQuiet: async () => {
      const queues = await readQueues(clients.sqs);
      return queues.every(
        ({ name, waiting, isDeadLetter }) => isDeadLetter || name === 'CamerasQueue' || waiting === 0,
      );
    },
    incidents,
    observe: async () => ({
      incidents: await incidents(),
      sightings: await readSightings(client, outputs.SightingsTable),
      people: await readPeople({ zone, client, tableName: outputs.RegistryTable ?? '', now: Date.now() }),
      messages: mailboxes.messages(),
      deadLetters: await countDeadLetters(sandbox),
    }),
    repeatPress: async (poleId, pressId) => {
      const press = { version: 1, pressId, pressedAt: new Date().toISOString(), drill: false };
      const payload = Buffer.from(JSON.stringify(press)).toString('base64');
      const from = { thingName: poleId, clientId: poleId, messageType: 'press', receivedAt: Date.now() };
      await send(outputs.PressQueueUrl, { ...from, payload });
    },
    repeatSlot: (cameraId, slotAt) => send(outputs.WatchQueueUrl, { version: 1, cameraId, slotAt }),
  };
}

/** The zone tests its alarm path by itself meanwhile. */
async function readIncidents(client: DynamoDBDocumentClient, TableName: string | undefined) {
  const items = await scan(client, TableName);
  const incidents = items.filter(({ record, deviceId }) => record === 'incident' && deviceId !== probePoleId);
  return incidents.map(({ record: _, [timeToLiveAttribute]: __, ...item }) => incidentSchema.parse(item));
}

async function readSightings(
  client: DynamoDBDocumentClient,
  TableName: string | undefined,
): Promise<readonly Sighting[]> {
  return (await scan(client, TableName)).map(sightingOfItem);
}

/** Fine for the few rows of a demonstration; nothing of the product scans. */
async function scan(client: DynamoDBDocumentClient, TableName: string | undefined) {
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateScan({ client }, { TableName })) items.push(...(page.Items ?? []));
  return items;
}

async function countDeadLetters({ clients }: ZoneSandbox): Promise<number> {
  const queues = await readQueues(clients.sqs);
  return queues.filter(({ isDeadLetter }) => isDeadLetter).reduce((sum, { waiting }) => sum + waiting, 0);
}
