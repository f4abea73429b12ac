import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import {
  incidentsByState,
  platesByDay,
  sightingsByCamera,
  sightingsByDigits,
  tableKeys,
  timeToLiveAttribute,
} from '../lambdas/zone/records.ts';

/** All tables: what must outlive a deployment. Kept on stack deletion, restorable to any second of 35 days. */
export class Records extends Construct {
  readonly registry: Table;
  readonly sightings: Table;
  readonly watchlist: Table;
  readonly incidents: Table;
  readonly audit: Table;
  readonly poll: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.registry = this.#table('Registry', tableKeys.registry);
    this.sightings = this.#table('Sightings', tableKeys.sightings);
    this.watchlist = this.#table('Watchlist', tableKeys.watchlist);
    this.incidents = this.#table('Incidents', tableKeys.incidents);
    this.audit = this.#table('Audit', tableKeys.audit);
    this.poll = this.#table('Poll', tableKeys.poll);
    for (const keys of [sightingsByCamera, ...sightingsByDigits, platesByDay]) addIndex(this.sightings, keys);
    addIndex(this.incidents, incidentsByState);
  }

  #table(id: string, keys: { readonly partitionKey: string; readonly sortKey?: string }): Table {
    return new Table(this, id, {
      ...durable,
      partitionKey: text(keys.partitionKey),
      ...sortKey(keys.sortKey),
    });
  }
}

const durable: Omit<TableProps, 'partitionKey'> = {
  billingMode: BillingMode.PAY_PER_REQUEST,
  deletionProtection: true,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  removalPolicy: RemovalPolicy.RETAIN,
  timeToLiveAttribute,
};

interface IndexKeys {
  readonly indexName: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

/** By a text and a time (epoch milliseconds), with every attribute. */
function addIndex(table: Table, { indexName, partitionKey, sortKey }: IndexKeys): void {
  table.addGlobalSecondaryIndex({ indexName, partitionKey: text(partitionKey), sortKey: number(sortKey) });
}

const text = (name: string) => ({ name, type: AttributeType.STRING });
const number = (name: string) => ({ name, type: AttributeType.NUMBER });
const sortKey = (name: string | undefined) => (name === undefined ? {} : { sortKey: text(name) });
