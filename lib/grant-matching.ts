import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Records } from './records.ts';
import type { ZoneFunction } from './zone-function.ts';

/** What a function needs to record a sighting, match it against the watchlist and open an incident. */
export function grantMatching(
  fn: Pick<ZoneFunction<never>, 'allow' | 'grantPrincipal'>,
  records: Records,
  alertQueue: Queue,
): void {
  fn.allow(['dynamodb:GetItem'], [records.registry.tableArn]);
  fn.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [records.sightings.tableArn]);
  fn.allow(['dynamodb:GetItem', 'dynamodb:Query'], [records.watchlist.tableArn]);
  fn.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [records.incidents.tableArn]);
  alertQueue.grantSendMessages(fn);
}
