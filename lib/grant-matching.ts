import type { Alerts } from './alerts.ts';
import type { IncidentEvidence } from './incident-evidence.ts';
import type { Records } from './records.ts';
import type { ZoneFunction } from './zone-function.ts';

export interface MatchingParts {
  readonly records: Records;
  readonly alerts: Alerts;
  readonly incidentEvidence: IncidentEvidence;
}

/** The variables that name what `grantMatching` allows. */
export function matchingEnvironment({ records, alerts, incidentEvidence }: MatchingParts) {
  return {
    REGISTRY_TABLE: records.registry.tableName,
    SIGHTINGS_TABLE: records.sightings.tableName,
    WATCHLIST_TABLE: records.watchlist.tableName,
    INCIDENTS_TABLE: records.incidents.tableName,
    ALERT_QUEUE_URL: alerts.queue.queueUrl,
    ESCALATION_QUEUE_URL: alerts.escalationQueue.queueUrl,
    EVIDENCE_QUEUE_URL: incidentEvidence.queue.queueUrl,
  };
}

/** What a function needs to record a sighting, match it against the watchlist and open an incident. */
export function grantMatching(
  fn: Pick<ZoneFunction<never>, 'allow' | 'grantPrincipal'>,
  { records, alerts, incidentEvidence }: MatchingParts,
): void {
  fn.allow(['dynamodb:GetItem'], [records.registry.tableArn]);
  fn.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [records.sightings.tableArn]);
  fn.allow(['dynamodb:GetItem', 'dynamodb:Query'], [records.watchlist.tableArn]);
  fn.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [records.incidents.tableArn]);
  for (const queue of [alerts.queue, alerts.escalationQueue, incidentEvidence.queue])
    queue.grantSendMessages(fn);
}
