import { Stack } from 'aws-cdk-lib';
import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LogEvent } from '../../lambdas/zone/log-events.ts';
import { ZoneFunction } from '../zone-function.ts';
import { zoneQueries } from './zone-queries.ts';

/** A question that an engineer asks the logs again and again. */
export interface SavedQuery {
  /** As the console lists it and docs/runbook.md quotes it. */
  readonly name: string;
  /** Left out: of whatever event. */
  readonly events?: readonly LogEvent[];
  /** Of the events' lines, beside time, function and event. */
  readonly fields: readonly string[];
  /** What the one who asks fills in: the field it is compared with, and an example. */
  readonly parameter?: { readonly field: string; readonly example: string; readonly what: string };
  /** Further commands of Logs Insights, instead of the newest lines first. */
  readonly commands?: readonly string[];
}

/** The saved queries of CloudWatch Logs Insights, over the logs of all functions of the stack. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const functions = Stack.of(this)
      .node.findAll()
      .filter((each) => each instanceof ZoneFunction);
    const logGroupNames = functions.map(({ logGroup }) => logGroup.logGroupName);
    for (const query of zoneQueries) {
      const { name, parameter } = query;
      new CfnQueryDefinition(this, name.replaceAll(' ', ''), {
        name: `${Stack.of(this).stackName}/${name}`,
        queryString: queryText(query),
        logGroupNames,
        ...(parameter && {
          parameters: [
            { name: parameter.field, defaultValue: parameter.example, description: parameter.what },
          ],
        }),
      });
    }
  }
}

const newestFirst = ['sort @timestamp desc', 'limit 200'] as const;

/** In the query language of Logs Insights. */
export function queryText({ events, fields, parameter, commands = newestFirst }: SavedQuery): string {
  const shown = ['@timestamp', 'service', 'event', ...fields];
  return [
    `fields ${shown.join(', ')}`,
    ...(events === undefined ? [] : [`filter event in ${JSON.stringify(events)}`]),
    ...(parameter === undefined ? [] : [`filter ${parameter.field} = "{{${parameter.field}}}"`]),
    ...commands,
  ].join('\n| ');
}
