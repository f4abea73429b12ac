import { Annotations, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Recipient } from '../lambdas/zone/recipients-file.ts';
import type { Shift } from '../lambdas/zone/shift.ts';
import type { ZoneFile } from '../lambdas/zone/zone-file.ts';
import { Acknowledge } from './acknowledge.ts';
import { Alerts } from './alerts.ts';
import { Budget, type SpendingPlan } from './budget.ts';
import { Cameras } from './cameras.ts';
import { Alarms } from './console/alarms.ts';
import { Dashboards } from './console/dashboards.ts';
import { operatorBoard } from './console/operator-board.ts';
import { investigatorBoard, watchlistBoard } from './console/records-boards.ts';
import { Roles } from './console/roles.ts';
import { Runbooks } from './console/runbooks.ts';
import { SavedQueries } from './console/saved-queries.ts';
import { Widgets } from './console/widgets.ts';
import { Evidence } from './evidence.ts';
import { Faces } from './faces.ts';
import { IncidentEvidence } from './incident-evidence.ts';
import { Poles } from './poles.ts';
import { Poll } from './poll.ts';
import { Probe } from './probe.ts';
import { Records } from './records.ts';
import { Setup } from './setup.ts';
import { Strangers } from './strangers.ts';
import { Watchlist } from './watchlist.ts';

export interface SafetyZoneStackProps extends StackProps {
  readonly zone: ZoneFile;
  /** Path of `zone` written as JSON. */
  readonly zoneJsonPath: string;
  readonly recipients: readonly Recipient[];
  /** The duty roster of the recipients. */
  readonly shifts: readonly Shift[];
  /** Absent: the zone file names no budget. */
  readonly spending?: SpendingPlan | undefined;
}

/** The whole zone. It only wires: each noun's construct says what it is made of. */
export class SafetyZoneStack extends Stack {
  constructor(scope: Construct, id: string, props: SafetyZoneStackProps) {
    super(scope, id, props);
    const { zone } = props;
    const collectionId = `safety-zone-${zone.zone.id}`;
    const { rekognitionRegion, retention } = zone.zone;

    const records = new Records(this, 'Records');
    const evidence = new Evidence(this, 'Evidence', retention);
    const incidentEvidence = new IncidentEvidence(this, 'IncidentEvidence', { records, evidence, retention });
    const { recipients, shifts } = props;
    const settings = zone.zone;
    const acknowledge =
      settings.alerts.link === 'off'
        ? undefined
        : new Acknowledge(this, 'Acknowledge', { records, incidentEvidence, settings });
    const acknowledgeUrl = acknowledge?.url;
    const alerts = new Alerts(this, 'Alerts', { records, recipients, shifts, settings, acknowledgeUrl });
    const region = { rekognitionRegion, collectionId };
    const strangers =
      zone.zone.strangers &&
      new Strangers(this, 'Strangers', { ...region, records, settings: zone.zone.strangers });
    const faces = new Faces(this, 'Faces', {
      ...region,
      records,
      evidence,
      incidentEvidence,
      alerts,
      strangers,
    });
    const cameraCount = zone.cameras.length;
    const cameras = new Cameras(this, 'Cameras', {
      records,
      evidence,
      incidentEvidence,
      faces,
      alerts,
      cameraCount,
    });
    const agencies = [...new Set(props.recipients.map(({ agency }) => agency))];
    new Watchlist(this, 'Watchlist', { records, evidence, rekognitionRegion, collectionId, agencies });
    const poles = new Poles(this, 'Poles', { records, alerts, evidenceQueue: incidentEvidence.queue });
    const poll = new Poll(this, 'Poll', { records, settings });
    const probe = new Probe(this, 'Probe', { records, alerts, recipients });
    new Setup(this, 'Setup', {
      zone,
      zoneJsonPath: props.zoneJsonPath,
      collectionId,
      records,
      cameras,
      poles,
    });
    const { engineers } = probe;
    const poleCount = zone.poles.length;
    const widgets = new Widgets(this, 'Widgets', {
      ...{ records, evidence, incidentEvidence, settings, rekognitionRegion, collectionId, agencies },
    });
    const runbooks = new Runbooks(this, 'Runbooks', {
      ...{ records, evidence, incidentEvidence, rekognitionRegion, collectionId, agencies, poles },
      zoneId: settings.id,
      incidentDays: retention.incidentDays,
      cameraIds: zone.cameras.map(({ id }) => id),
      poleIds: zone.poles.map(({ id }) => id),
    });
    const { spending } = props;
    if (spending) new Budget(this, 'Budget', { zoneId: settings.id, plan: spending, engineers });
    const alarms = new Alarms(this, 'Alarms', {
      spending,
      alerts,
      cameras,
      faces,
      poles,
      cameraCount,
      poleCount,
      engineers,
    });
    new SavedQueries(this, 'SavedQueries');
    const dashboards = new Dashboards(this, 'Dashboards', {
      settings,
      operator: operatorBoard(widgets, { cameraCount: zone.cameras.length }),
      investigator: investigatorBoard(widgets),
      watchlist: watchlistBoard(widgets),
      alarms: alarms.all.map(({ alarm }) => alarm),
    });
    new Roles(this, 'Roles', {
      ...{ records, evidence, widgets },
      zoneId: settings.id,
      runbooks: runbooks.all,
      dashboards,
    });

    if (props.recipients.length === 0) {
      Annotations.of(this).addWarningV2(
        'safety-zone:no-recipients',
        'nobody is told of an alert: copy zones/recipients.example.yaml to zones/recipients.yaml and fill it in',
      );
    }
    this.#outputs({
      RegistryTable: records.registry.tableName,
      SightingsTable: records.sightings.tableName,
      WatchlistTable: records.watchlist.tableName,
      IncidentsTable: records.incidents.tableName,
      AuditTable: records.audit.tableName,
      PollTable: records.poll.tableName,
      PollUrl: poll.url,
      EvidenceBucket: evidence.bucket.bucketName,
      IncidentEvidenceBucket: incidentEvidence.bucket.bucketName,
      CollectionId: collectionId,
      Agencies: JSON.stringify(agencies),
      RekognitionRegion: rekognitionRegion,
      ...(strangers && { StrangersTable: strangers.table.tableName }),
      PolePolicyName: poles.policyName,
      CameraPolicyName: cameras.producerPolicyName,
      CameraRoleAlias: cameras.producerRoleAlias,
      PressQueueUrl: poles.pressQueue.queueUrl,
      WatchQueueUrl: cameras.queue.queueUrl,
    });
  }

  #outputs(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
