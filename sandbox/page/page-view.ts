import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Incident,
  incident as incidentSchema,
  incidentState,
} from '../../lambdas/incidents/incident.ts';
import { formatPlate } from '../../lambdas/plates/plate.ts';
import { dynamoSightingStore } from '../../lambdas/sightings/dynamo-sighting-store.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import { dynamoWatchlistStore } from '../../lambdas/watchlist/dynamo-watchlist-store.ts';
import { matchPlate } from '../../lambdas/watchlist/match.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import type { Recipient } from '../../lambdas/zone/recipients-file.ts';
import { incidentsByState, timeToLiveAttribute } from '../../lambdas/zone/records.ts';
import type { Bilingual, ZoneFile } from '../../lambdas/zone/zone-file.ts';
import type { RecipientMessage } from '../recipient-message.ts';
import type { Sandbox } from '../start-sandbox.ts';
import type { Health } from './health.ts';
import { type PeopleView, readPeople } from './people-view.ts';

/** A sighting as the page shows it; all times are epoch milliseconds. */
export interface SightingView {
  readonly id: string;
  readonly cameraId: string;
  readonly kind: Sighting['kind'];
  readonly at: number;
  readonly plate?: { readonly text: string; readonly province: string | null };
  /** The likeliest of what a plate that was not read may be. */
  readonly guess?: string;
  /** Label of the watchlist entry that it may be. */
  readonly watched?: Bilingual;
  readonly similarityPercent?: number;
  readonly hasPicture: boolean;
}

export interface RecipientView {
  readonly id: string;
  readonly agency: string;
  readonly sms?: string;
  readonly email?: string;
  /** Newest first. */
  readonly messages: readonly Pick<RecipientMessage, 'protocol' | 'subject' | 'text' | 'at'>[];
}

/** Everything on the page that changes. */
export interface PageView {
  readonly sightings: readonly SightingView[];
  readonly incidents: readonly Incident[];
  readonly recipients: readonly RecipientView[];
  readonly people: readonly PeopleView[];
  readonly health: Health;
}

export interface PageViewParams {
  readonly zone: ZoneFile;
  readonly recipients: readonly Recipient[];
  readonly sandbox: Pick<Sandbox, 'clients' | 'outputs' | 'mailboxes'>;
  readonly readHealth: () => Promise<Health>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const newestSightings = 24;
const newestIncidents = 30;
const newestMessages = 12;

/** Reads the zone as an operator would, from its tables; phones and mailboxes from the sandbox. */
export function makePageViewReader(params: PageViewParams): () => Promise<PageView> {
  const { zone, sandbox, recipients, readHealth, now } = params;
  const tableName = sandbox.outputs.RegistryTable ?? '';
  const client = DynamoDBDocumentClient.from(sandbox.clients.dynamodb);
  return async () => {
    const [sightings, incidents, people, health] = await Promise.all([
      readSightings(client, params),
      readIncidents(client, params),
      readPeople({ zone, client, tableName, now: now() }),
      readHealth(),
    ]);
    const messages = sandbox.mailboxes.messages();
    return {
      sightings,
      incidents,
      people,
      health,
      recipients: recipients.map((each) => inboxOf(each, messages)),
    };
  };
}

async function readSightings(client: DynamoDBDocumentClient, { zone, sandbox, now }: PageViewParams) {
  const { SightingsTable = '', WatchlistTable = '' } = sandbox.outputs;
  const store = dynamoSightingStore({ client, tableName: SightingsTable });
  const entries = await dynamoWatchlistStore({ client, tableName: WatchlistTable }).list();
  const to = now() + 60_000;
  const perCamera = zone.cameras.map(({ id }) =>
    store.listByCamera({ cameraId: id, from: 0, to, limit: newestSightings, now: now() }),
  );
  const newest = (await Promise.all(perCamera)).flat().toSorted((a, b) => b.lastSeenAt - a.lastSeenAt);
  return newest.slice(0, newestSightings).map((sighting) => toView(sighting, entries, now()));
}

function toView(sighting: Sighting, entries: readonly WatchlistEntry[], now: number): SightingView {
  const { sightingId: id, cameraId, lastSeenAt: at, kind, pictureKey } = sighting;
  const common = { id, cameraId, at, kind, hasPicture: pictureKey !== undefined };
  if (sighting.kind === 'plate') {
    const { plate } = sighting;
    const entry = entries.find((each) => each.kind === 'plate' && matchPlate(each, plate, now));
    const seen = { text: formatPlate(plate), province: plate.province };
    return { ...common, plate: seen, ...(entry === undefined ? {} : { watched: entry.label }) };
  }
  if (sighting.kind === 'unread-plate') {
    const [guess] = sighting.candidates;
    return guess === undefined ? common : { ...common, guess: formatPlate(guess) };
  }
  const [best] = sighting.persons;
  if (best === undefined) return common;
  const entry = entries.find(({ kind, entryId }) => kind === 'person' && entryId === best.entryId);
  const watched = entry?.label ?? { th: best.entryId, en: best.entryId };
  return { ...common, watched, similarityPercent: best.similarityPercent };
}

async function readIncidents(client: DynamoDBDocumentClient, { sandbox, now }: PageViewParams) {
  const perState = incidentState.options.map(async (state) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: sandbox.outputs.IncidentsTable,
        IndexName: incidentsByState.indexName,
        KeyConditionExpression: '#state = :state',
        FilterExpression: '#expiresAt > :now',
        ExpressionAttributeNames: {
          '#state': incidentsByState.partitionKey,
          '#expiresAt': timeToLiveAttribute,
        },
        ExpressionAttributeValues: { ':state': state, ':now': Math.floor(now() / 1000) },
        ScanIndexForward: false,
        Limit: newestIncidents,
      }),
    );
    return Items.map(({ record: _, [timeToLiveAttribute]: __, ...item }) => incidentSchema.parse(item));
  });
  const newest = (await Promise.all(perState)).flat().toSorted((a, b) => b.happenedAt - a.happenedAt);
  return newest.slice(0, newestIncidents);
}

function inboxOf({ id, agency, sms, email }: Recipient, all: readonly RecipientMessage[]): RecipientView {
  const own = all.filter(({ recipient }) => recipient === sms || recipient === email);
  return {
    id,
    agency,
    ...(sms === undefined ? {} : { sms }),
    ...(email === undefined ? {} : { email }),
    messages: own
      .slice(-newestMessages)
      .reverse()
      .map(({ protocol, subject, text, at }) => ({
        protocol,
        text,
        at,
        ...(subject === undefined ? {} : { subject }),
      })),
  };
}
