import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import {
  incidentsByState,
  sightingsByCamera,
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

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.registry = this.#table('Registry', tableKeys.registry);
    this.sightings = this.#table('Sightings', tableKeys.sightings);
    this.watchlist = this.#table('Watchlist', tableKeys.watchlist);
    this.incidents = this.#table('Incidents', tableKeys.incidents);
    this.audit = this.#table('Audit', tableKeys.audit);
    this.sightings.addGlobalSecondaryIndex({
      indexName: sightingsByCamera.indexName,
      partitionKey: text(sightingsByCamera.partitionKey),
      sortKey: number(sightingsByCamera.sortKey),
    });
    this.incidents.addGlobalSecondaryIndex({
      indexName: incidentsByState.indexName,
      partitionKey: text(incidentsByState.partitionKey),
      sortKey: number(incidentsByState.sortKey),
    });
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

const text = (name: string) => ({ name, type: AttributeType.STRING });
const number = (name: string) => ({ name, type: AttributeType.NUMBER });
const sortKey = (name: string | undefined) => (name === undefined ? {} : { sortKey: text(name) });
