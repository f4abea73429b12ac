/**
 * Keys of the DynamoDB tables: what a store writes, another reads, and lib/records.ts creates.
 * Every table has a string partition key, most a string sort key; `expiresAt` (epoch seconds) is the TTL attribute.
 */
export const timeToLiveAttribute = 'expiresAt';

export const tableKeys = {
  /**
   * kind = camera | pole | zone | cursor | pole-state, id = the device's id, `settings` for the zone;
   * kind = since, id = a device, since when the zone file names it;
   * kind = people, id = a camera and an hour; kind = pace, id = `face-search`;
   * kind = budget, id = a day of the zone, for a camera with `#` and its id.
   */
  registry: { partitionKey: 'kind', sortKey: 'id' },
  /** One item per pass, under the pass's id. */
  sightings: { partitionKey: 'sightingId' },
  /** Visits of people whom nobody looks for; the table is there only where the zone file allows it (docs/adr/0015). */
  strangers: { partitionKey: 'cameraId', sortKey: 'visitId' },
  /** kind = person | plate; entryId = the Rekognition user id, or the plate's canonical key and province. */
  watchlist: { partitionKey: 'kind', sortKey: 'entryId' },
  /**
   * record = `incident`, `step#…`, `alert#<tier>…`, `link#…`, `decision#…`: one partition holds an incident's whole
   * story, `delivery#…` what became of its SMS. Partitions `message#<SNS's id>` hold what a message told, `open#…`
   * what joins what: `current`, `cause#<causeId>` (docs/adr/0020).
   */
  incidents: { partitionKey: 'incidentId', sortKey: 'record' },
  /**
   * The people's poll. scope = `rounds`, record = a round's id; scope = `current`, record = `round`: which one is open;
   * scope = `answers#<round>`, record = the answer's id; scope = `counts#<round>`, record = `<hour>#<what>`.
   */
  poll: { partitionKey: 'scope', sortKey: 'record' },
  /** Who worked on incidents, changed the watchlist or searched: subject = `incident#<id>` | `person#<id>` | `plate#<key>` | `search#plates` | `search#faces` | `search#strangers`, at = ISO time and a random part. */
  audit: { partitionKey: 'subject', sortKey: 'at' },
} as const;

/** Sightings of one camera, newest first. */
export const sightingsByCamera = {
  indexName: 'by-camera-and-time',
  partitionKey: 'cameraId',
  sortKey: 'lastSeenAt',
} as const;
/**
 * Passes of plates by their digits, newest first: those of the likeliest reading, then those of other candidates where
 * they differ. Sparse: most plates are read one way only (docs/adr/0009).
 */
export const sightingsByDigits = [
  { indexName: 'by-digits-and-time', partitionKey: 'plateDigits', sortKey: 'lastSeenAt' },
  { indexName: 'by-second-digits-and-time', partitionKey: 'plateDigits2', sortKey: 'lastSeenAt' },
  { indexName: 'by-third-digits-and-time', partitionKey: 'plateDigits3', sortKey: 'lastSeenAt' },
] as const;
/** Passes of plates at all cameras by the day (UTC, `2026-11-23`) they were last seen, newest first; faces are not in it. */
export const platesByDay = {
  indexName: 'by-day-and-time',
  partitionKey: 'plateDay',
  sortKey: 'lastSeenAt',
} as const;
/** Incidents by state, newest first; sparse: only `incident` records carry `state`. */
export const incidentsByState = {
  indexName: 'by-state-and-time',
  partitionKey: 'state',
  sortKey: 'openedAt',
} as const;
