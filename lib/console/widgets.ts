import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { keepWatchlistEnvironment } from '../../lambdas/console/keep-watchlist.env.ts';
import { operateIncidentsEnvironment } from '../../lambdas/console/operate-incidents.env.ts';
import { searchZoneEnvironment } from '../../lambdas/console/search-zone.env.ts';
import { showZoneEnvironment } from '../../lambdas/console/show-zone.env.ts';
import { type ConsoleFunction, consoleFunctionName, consoleFunctions } from '../../lambdas/zone/console.ts';
import { evidencePrefix } from '../../lambdas/zone/names.ts';
import type { ZoneSettings } from '../../lambdas/zone/zone-file.ts';
import type { Evidence } from '../evidence.ts';
import { collectionArn } from '../faces.ts';
import { grantFaces, grantPhotoChecks } from '../grant-faces.ts';
import type { IncidentEvidence } from '../incident-evidence.ts';
import type { Records } from '../records.ts';
import { ZoneFunction } from '../zone-function.ts';
import { mapBundling } from './map-bundling.ts';
import {
  allowCorrections,
  allowIncidents,
  allowListing,
  allowPartitions,
  allowPictures,
  allowSightingIndexes,
} from './widget-grants.ts';

export interface WidgetsProps {
  readonly records: Records;
  readonly evidence: Evidence;
  readonly incidentEvidence: IncidentEvidence;
  readonly settings: ZoneSettings;
  readonly rekognitionRegion: string;
  readonly collectionId: string;
  /** Of the recipients. */
  readonly agencies: readonly string[];
}

/** The functions behind the control room's widgets. Who may invoke one may do what it does; lib/console/roles.ts says who. */
export class Widgets extends Construct {
  readonly zone: ZoneFunction<typeof showZoneEnvironment>;
  readonly operate: ZoneFunction<typeof operateIncidentsEnvironment>;
  readonly search: ZoneFunction<typeof searchZoneEnvironment>;
  readonly watchlist: ZoneFunction<typeof keepWatchlistEnvironment>;
  readonly #props: WidgetsProps;

  constructor(scope: Construct, id: string, props: WidgetsProps) {
    super(scope, id);
    this.#props = props;
    this.zone = this.#makeZone();
    this.operate = this.#makeOperate();
    this.search = this.#makeSearch();
    this.watchlist = this.#makeWatchlist();
  }

  /** Of a function of the control room, from its name alone: those that name each other would depend on each other. */
  endpoint(which: ConsoleFunction): string {
    const resourceName = consoleFunctionName(this.#props.settings.id, which);
    return Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  #makeZone() {
    const { records, evidence, incidentEvidence, settings } = this.#props;
    const zone = new ZoneFunction(this, 'ShowZone', {
      handler: 'lambdas/console/show-zone.handler.ts',
      schema: showZoneEnvironment,
      ...quick,
      bundling: mapBundling(settings.id),
      environment: {
        ...this.#incidentEnvironment(),
        POLL_TABLE: records.poll.tableName,
        REGISTRY_TABLE: records.registry.tableName,
        EVIDENCE_BUCKET: evidence.bucket.bucketName,
      },
    });
    this.#nameFunction(zone, 'zone');
    allowIncidents(zone, records, incidentEvidence);
    // Mutes of all cameras at once; the registry's devices, states and paid calls.
    zone.allow(['dynamodb:BatchGetItem'], [records.incidents.tableArn]);
    zone.allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], [records.registry.tableArn]);
    allowPictures(zone, evidence.bucket, evidencePrefix.latest);
    zone.allow(['dynamodb:GetItem', 'dynamodb:Query'], [records.poll.tableArn]);
    return zone;
  }

  #makeOperate() {
    const { records, evidence, incidentEvidence } = this.#props;
    const operate = new ZoneFunction(this, 'OperateIncidents', {
      handler: 'lambdas/console/operate-incidents.handler.ts',
      schema: operateIncidentsEnvironment,
      ...quick,
      environment: {
        ...this.#incidentEnvironment(),
        ...this.#watchlistEnvironment(),
        SIGHTINGS_TABLE: records.sightings.tableName,
      },
    });
    this.#nameFunction(operate, 'operate');
    allowIncidents(operate, records, incidentEvidence);
    operate.allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [records.incidents.tableArn]);
    operate.allow(['dynamodb:PutItem'], [records.audit.tableArn]);
    allowCorrections(operate, records, evidence);
    grantFaces(operate, collectionArn(this, this.#props));
    return operate;
  }

  #makeSearch() {
    const { records, evidence, settings, agencies } = this.#props;
    const search = new ZoneFunction(this, 'SearchZone', {
      handler: 'lambdas/console/search-zone.handler.ts',
      schema: searchZoneEnvironment,
      ...quick,
      // A search of months by a few signs reads thousands of sightings.
      timeout: Duration.seconds(30),
      environment: {
        REGISTRY_TABLE: records.registry.tableName,
        SIGHTINGS_TABLE: records.sightings.tableName,
        WATCHLIST_TABLE: records.watchlist.tableName,
        AUDIT_TABLE: records.audit.tableName,
        EVIDENCE_BUCKET: evidence.bucket.bucketName,
        TIME_ZONE: settings.timeZone,
        AGENCIES: JSON.stringify(agencies),
        CONSOLE_ENDPOINTS: this.#endpoints(),
      },
    });
    this.#nameFunction(search, 'search');
    allowSightingIndexes(search, records);
    allowPartitions(search, ['dynamodb:Query'], records.registry, ['camera']);
    search.allow(['dynamodb:Query'], [records.watchlist.tableArn]);
    search.allow(['dynamodb:PutItem'], [records.audit.tableArn]);
    search.allowObjects(['s3:GetObject'], evidence.bucket, [evidencePrefix.sightings]);
    return search;
  }

  #makeWatchlist() {
    const { records, evidence, settings, agencies } = this.#props;
    const watchlist = new ZoneFunction(this, 'KeepWatchlist', {
      handler: 'lambdas/console/keep-watchlist.handler.ts',
      schema: keepWatchlistEnvironment,
      ...quick,
      // Ten photos are judged, compared and kept one after the other.
      timeout: Duration.minutes(1),
      environment: {
        ...this.#watchlistEnvironment(),
        TIME_ZONE: settings.timeZone,
        AGENCIES: JSON.stringify(agencies),
        CONSOLE_ENDPOINTS: this.#endpoints(),
      },
    });
    this.#nameFunction(watchlist, 'watchlist');
    watchlist.allow(
      ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
      [records.watchlist.tableArn],
    );
    watchlist.allow(['dynamodb:PutItem'], [records.audit.tableArn]);
    const { enrollment } = evidencePrefix;
    watchlist.allowObjects(['s3:GetObject', 's3:DeleteObject'], evidence.bucket, [enrollment]);
    allowListing(watchlist, evidence.bucket, enrollment);
    grantFaces(watchlist, collectionArn(this, this.#props));
    grantPhotoChecks(watchlist);
    return watchlist;
  }

  #nameFunction({ node }: Construct, which: ConsoleFunction): void {
    const { defaultChild } = node;
    if (!(defaultChild instanceof CfnFunction)) throw new TypeError('a function of CDK holds a CfnFunction');
    defaultChild.functionName = consoleFunctionName(this.#props.settings.id, which);
  }

  #endpoints(): string {
    const endpoints = consoleFunctions.map((which) => [which, this.endpoint(which)]);
    return Stack.of(this).toJsonString(Object.fromEntries(endpoints));
  }

  #incidentEnvironment() {
    const { records, incidentEvidence, settings } = this.#props;
    return {
      INCIDENTS_TABLE: records.incidents.tableName,
      INCIDENT_EVIDENCE_BUCKET: incidentEvidence.bucket.bucketName,
      TIME_ZONE: settings.timeZone,
      STANDING_INSTRUCTIONS: JSON.stringify(settings.instructions),
      INCIDENT_DAYS: String(settings.retention.incidentDays),
      CONSOLE_ENDPOINTS: this.#endpoints(),
    };
  }

  #watchlistEnvironment() {
    const { records, evidence, collectionId, rekognitionRegion } = this.#props;
    return {
      WATCHLIST_TABLE: records.watchlist.tableName,
      AUDIT_TABLE: records.audit.tableName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      COLLECTION_ID: collectionId,
      REKOGNITION_REGION: rekognitionRegion,
    };
  }
}

/** People wait for it, and a larger function starts and answers sooner. */
const quick = { memoryMegabytes: 1024, timeout: Duration.seconds(10) } as const;
