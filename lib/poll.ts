import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { servePollEnvironment } from '../lambdas/poll/serve-poll.env.ts';
import { pageConcurrency } from '../lambdas/zone/concurrency.ts';
import type { ZoneSettings } from '../lambdas/zone/zone-file.ts';
import type { Records } from './records.ts';
import { ZoneFunction } from './zone-function.ts';

export interface PollProps {
  readonly records: Records;
  readonly settings: Pick<ZoneSettings, 'timeZone'>;
}

/** The page of the people's poll. Rounds are data: `zone poll open` opens one without a deployment (docs/adr/0029). */
export class Poll extends Construct {
  /** With a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, { records, settings }: PollProps) {
    super(scope, id);
    const servePoll = new ZoneFunction(this, 'ServePoll', {
      handler: 'lambdas/poll/serve-poll.handler.ts',
      schema: servePollEnvironment,
      memoryMegabytes: 512,
      reservedConcurrency: pageConcurrency,
      environment: { POLL_TABLE: records.poll.tableName, TIME_ZONE: settings.timeZone },
    });
    const table = records.poll.tableArn;
    servePoll.addToRolePolicy(on(table, 'dynamodb:GetItem', ['rounds', 'current', 'answers#*']));
    servePoll.addToRolePolicy(on(table, 'dynamodb:PutItem', ['answers#*']));
    servePoll.addToRolePolicy(on(table, 'dynamodb:UpdateItem', ['counts#*']));
    const { url } = servePoll.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    this.url = url;
  }
}

/** One action on those partitions alone (records.ts): the page can list nothing, open no round, change no answer. */
function on(tableArn: string, action: string, scopes: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    actions: [action],
    resources: [tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': scopes } },
  });
}
