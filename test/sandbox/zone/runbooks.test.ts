import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DescribeCertificateCommand,
  ListThingPrincipalsCommand,
  type ListThingPrincipalsCommandOutput,
} from '@aws-sdk/client-iot';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import {
  GetAutomationExecutionCommand,
  SSMClient,
  StartAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoSightingStore } from '../../../lambdas/sightings/dynamo-sighting-store.ts';
import { LogEvent } from '../../../lambdas/zone/log-events.ts';
import { incidentIdOf } from '../../../lambdas/zone/names.ts';
import { makeAlert } from '../../alerts/make-alert.ts';
import { makePlateSighting } from '../../sightings/make-sighting.ts';
import { installPole, type Pole, press } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';
import { photosOfWatched } from './watchlist.ts';

let zone: Zone;
let north: Pole;
let ssm: SSMClient;
beforeAll(async () => {
  zone = await runZone();
  north = await installPole(zone, 'north-pole');
  const credentials = { accessKeyId: 'officer-a', secretAccessKey: 'sandbox' };
  ssm = new SSMClient({ region: 'ap-southeast-1', endpoint: zone.sandbox.endpointUrl, credentials });
});
afterAll(async () => {
  ssm?.destroy();
  await zone?.stop();
});

type Words = Readonly<Record<string, string>>;

/** Starts a runbook as an operator does in the console; gives its execution's id. */
async function start(name: string, words: Words): Promise<string> {
  const given = Object.entries({ OperatorName: 'Officer A', ...words });
  const { AutomationExecutionId = '' } = await ssm.send(
    new StartAutomationExecutionCommand({
      DocumentName: `SafetyZone-test-zone-${name}`,
      Parameters: Object.fromEntries(given.map(([key, value]) => [key, [value]])),
    }),
  );
  return AutomationExecutionId;
}

async function ended(id: string) {
  return vi.waitFor(async () => {
    const { AutomationExecution: execution } = await ssm.send(
      new GetAutomationExecutionCommand({ AutomationExecutionId: id }),
    );
    expect(execution?.AutomationExecutionStatus).not.toBe('InProgress');
    return execution ?? {};
  }, patiently);
}

/** Runs a runbook to its good end; gives its outputs and its rows in the audit log. */
async function run(name: string, words: Words) {
  const id = await start(name, words);
  const { AutomationExecutionStatus: status, FailureMessage, Outputs = {} } = await ended(id);
  expect([status, FailureMessage]).toEqual(['Success', undefined]);
  const rows = (await zone.items('AuditTable')).filter(({ executionId }) => executionId === id);
  return { id, outputs: Outputs, rows };
}

const officerA = { by: 'Officer A', principal: 'arn:aws:iam::000000000000:user/officer-a' };
const why = { Reason: 'case 12/2569' };
const sure = { ...why, Confirmation: 'CONFIRM' };

async function pressed(pressId: string, options: Parameters<typeof press>[2] = {}): Promise<string> {
  await press(north, pressId, options);
  const id = incidentIdOf('sos', north.poleId, pressId);
  await vi.waitFor(
    async () => expect((await zone.incidents()).map(({ incidentId }) => incidentId)).toContain(id),
    patiently,
  );
  return id;
}

const incident = async (id: string) => (await zone.incidents()).find(({ incidentId }) => incidentId === id);

describe('parameters', () => {
  it.each<[string, string, Words]>([
    ['another than the allowed values', 'MuteCamera', { CameraId: 'north-pole', Minutes: '15', ...why }],
    ['what matches no pattern', 'AcknowledgeIncident', { IncidentId: 'SOS-1", "to": "resolved' }],
    ['an operation that is not confirmed', 'RemoveWatchlistPlate', { Plate: 'กข 1', ...why }],
    ['a parameter that there is not', 'DrillPole', { PoleId: 'north-pole', Drill: 'false' }],
  ])('refuse %s before anything runs', async (_, name, words) => {
    await expect(start(name, words)).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidAutomationExecutionParametersException' }),
    );
  });
});

describe('an incident', () => {
  it('is acknowledged, resolved, and cannot be resolved twice by another', async () => {
    const IncidentId = await pressed('press-for-runbooks');

    const acknowledged = await run('AcknowledgeIncident', { IncidentId, Comment: 'กำลังไป' });
    const resolved = await run('ResolveIncident', { IncidentId, Outcome: 'false-alarm' });

    expect(await incident(IncidentId)).toMatchObject({
      ...{ state: 'false-alarm', acknowledgedBy: 'Officer A', closedBy: 'Officer A' },
    });
    const about = { subject: `incident#${IncidentId}`, action: 'move', ...officerA };
    expect(acknowledged.rows).toMatchObject([{ ...about, query: 'acknowledged', reason: 'กำลังไป' }]);
    expect(resolved.rows).toMatchObject([{ ...about, query: 'false-alarm' }]);
    const again = await start('ResolveIncident', {
      IncidentId,
      Outcome: 'resolved',
      OperatorName: 'Officer B',
    });
    expect(await ended(again)).toMatchObject({
      AutomationExecutionStatus: 'Failed',
      FailureMessage: expect.stringContaining('already false-alarm by Officer A'),
    });
    expect(zone.logged(LogEvent.operationRefused)).toHaveLength(1);
  });

  it('hands out its evidence into the bucket', async () => {
    const IncidentId = await pressed('press-with-evidence', { pressedAt: Date.now() - 170_000 });
    const bucket = zone.sandbox.outputs.IncidentEvidenceBucket;
    const gathered = new ListObjectsV2Command({ Bucket: bucket, Prefix: `evidence/${IncidentId}/manifest` });
    await vi.waitFor(
      async () => expect((await zone.sandbox.clients.s3.send(gathered)).KeyCount).toBeGreaterThan(0),
      patiently,
    );

    const { id, rows, outputs } = await run('ExportEvidence', { IncidentId, ...why });

    expect(rows).toMatchObject([{ action: 'export', reason: 'case 12/2569', ...officerA }]);
    const Key = `exports/${IncidentId}/${id}/SHA256SUMS`;
    const get = new GetObjectCommand({ Bucket: zone.sandbox.outputs.EvidenceBucket, Key });
    expect(await (await zone.sandbox.clients.s3.send(get)).Body?.transformToString()).toContain(
      'incident.json',
    );
    expect(outputs['operate.Payload']?.[0]).toContain(`exports/${IncidentId}/${id}/`);
  });
});

describe('the watchlist', () => {
  const Plate = '1กข 1234 หนองคาย';
  const entry = { Plate, Category: 'stolen', LabelThai: 'รถหาย', LabelEnglish: 'stolen car', ...why };
  const listed = async () => (await zone.items('WatchlistTable')).map(({ entryId }) => entryId);

  it('gains and loses a plate', async () => {
    const added = await run('AddWatchlistPlate', entry);
    expect(await listed()).toContain('1กข1234#หนองคาย');
    expect(added.rows).toMatchObject([{ action: 'add', category: 'stolen', ...officerA }]);

    const removed = await run('RemoveWatchlistPlate', { Plate, ...sure });
    expect(await listed()).not.toContain('1กข1234#หนองคาย');
    expect(removed.rows).toMatchObject([{ action: 'remove', reason: 'case 12/2569', ...officerA }]);
  });

  it('gains the person of an uploaded folder, and loses them with all vectors', async () => {
    const put = (file: string, Body: string | Uint8Array) =>
      zone.sandbox.clients.s3.send(
        new PutObjectCommand({
          ...{ Bucket: zone.sandbox.outputs.EvidenceBucket, Key: `enrollment/nk-2026-077/${file}`, Body },
        }),
      );
    await put('front.jpg', (await photosOfWatched())[0] ?? '');
    await put(
      'entry.yaml',
      'version: 1\ncategory: missing\nlabel: { th: คนหาย, en: Missing }\nreason: 77/2569\nby: Officer C\n',
    );

    const enrolled = await run('EnrollWatchlistPerson', { PersonId: 'nk-2026-077' });
    expect(await listed()).toContain('nk-2026-077');
    expect(enrolled.rows.map(({ action, by }) => `${action} by ${by}`).sort()).toEqual([
      'add by Officer C',
      'enroll by Officer A',
    ]);

    const removed = await run('RemoveWatchlistPerson', { PersonId: 'nk-2026-077', ...sure });
    expect(await listed()).not.toContain('nk-2026-077');
    expect(removed.rows).toMatchObject([{ subject: 'person#nk-2026-077', action: 'remove', ...officerA }]);
  });

  it('and the sightings forget a data subject', async () => {
    await run('AddWatchlistPlate', entry);
    const store = dynamoSightingStore({
      ...{ client: zone.documents, tableName: zone.sandbox.outputs.SightingsTable ?? '' },
    });
    const expiresAt = Math.floor(Date.now() / 1000) + 3600;
    const common = { letters: '1กข', province: 'หนองคาย', confidence: 0.9 };
    await store.create(makePlateSighting({ expiresAt, plate: { ...common, digits: '1234' } }));
    const other = { sightingId: 'plate-other', plate: { ...common, digits: '9' } };
    await store.create(makePlateSighting({ expiresAt, ...other }));

    const { rows } = await run('EraseDataSubject', { Kind: 'plate', Subject: Plate, ...sure });

    expect((await zone.sightings()).map(({ sightingId }) => sightingId)).toEqual(['plate-other']);
    expect(await listed()).not.toContain('1กข1234#หนองคาย');
    expect(rows.map(({ action }) => action).sort()).toEqual(['erase', 'remove']);
  });
});

describe('a device', () => {
  it('that is a pole is drilled, and drill recipients alone are told', async () => {
    const { id, rows } = await run('DrillPole', { PoleId: 'south-pole' });

    const incidentId = incidentIdOf('sos', 'south-pole', id);
    await vi.waitFor(
      async () => expect(await incident(incidentId)).toMatchObject({ drill: true }),
      patiently,
    );
    await vi.waitFor(() => expect(zone.told(incidentId).length).toBeGreaterThan(0), patiently);
    for (const { text } of zone.told(incidentId)) expect(text).toContain('ซ้อม');
    expect(rows).toMatchObject([{ subject: 'pole#south-pole', action: 'drill', ...officerA }]);
  });

  it('that is a camera is muted: its faults are held back, and the decision says so', async () => {
    const { rows } = await run('MuteCamera', { CameraId: 'cars-camera', Minutes: '15', ...why });
    const incidentId = 'DEV-MUTED001';
    const fault = makeAlert({ kind: 'device', deviceId: 'cars-camera', incidentId, drill: false });
    await zone.sandbox.clients.sqs.send(
      new SendMessageCommand({
        ...{ QueueUrl: zone.sandbox.physicalId('AlertsQueue'), MessageBody: JSON.stringify(fault) },
      }),
    );

    await vi.waitFor(async () => {
      const decisions = (await zone.items('IncidentsTable')).filter(
        ({ incidentId: about, gate }) => about === incidentId && gate !== undefined,
      );
      expect(decisions).toMatchObject([{ gate: 'muted', outcome: 'stopped' }]);
    }, patiently);
    expect(zone.told(incidentId)).toEqual([]);
    expect(rows).toMatchObject([{ subject: 'camera#cars-camera', action: 'mute', query: '15 minutes' }]);
  });

  it('that is a pole gets a new certificate for its own key, and its old one is turned off', async () => {
    const { iot } = zone.sandbox.clients;
    const principals = async () => {
      const list = new ListThingPrincipalsCommand({ thingName: 'north-pole' });
      const { principals: found = [] }: ListThingPrincipalsCommandOutput = await iot.send(list);
      return found.map((arn) => arn.split('/').at(-1) ?? '');
    };
    const [old = ''] = await principals();
    const key = join(zone.folder, 'new.key');
    const subject = ['-subj', '/CN=north-pole', '-nodes', '-keyout', key];
    const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    const { stdout: csr } = await promisify(execFile)('openssl', ['req', '-new', ...ec, ...subject]);

    const rotated = await run('RotatePoleCertificate', {
      ...{ PoleId: 'north-pole', CertificateSigningRequest: csr, ...why },
    });

    const [made = ''] = rotated.outputs['certificate.Id'] ?? [];
    expect(rotated.outputs['certificate.Pem']?.[0]).toContain('BEGIN CERTIFICATE');
    expect((await principals()).sort()).toEqual([old, made].sort());
    expect(rotated.rows).toMatchObject([{ subject: 'pole#north-pole', action: 'rotate-certificate' }]);

    const wrong = await start('RetirePoleCertificate', { PoleId: 'south-pole', CertificateId: old, ...sure });
    expect((await ended(wrong)).AutomationExecutionStatus).toBe('Failed');
    const retired = await run('RetirePoleCertificate', { PoleId: 'north-pole', CertificateId: old, ...sure });

    const statusOf = async (certificateId: string) =>
      (await iot.send(new DescribeCertificateCommand({ certificateId }))).certificateDescription?.status;
    expect([await statusOf(old), await statusOf(made)]).toEqual(['INACTIVE', 'ACTIVE']);
    expect(retired.rows).toMatchObject([{ action: 'retire-certificate', ...officerA }]);
  });
});

describe('a dead-letter queue', () => {
  it('is re-driven: what lay there is handled', async () => {
    const QueueUrl = zone.sandbox.physicalId('AlertsQueueDeadLetters');
    const { sqs } = zone.sandbox.clients;
    const incidentId = 'DEV-REDRIVEN';
    const alert = makeAlert({ kind: 'device', deviceId: 'broken-camera', incidentId, drill: false });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(alert) }));
    const arn = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
    const { Attributes = {} } = await sqs.send(arn);

    const { rows } = await run('RedriveDeadLetters', { Queue: Attributes.QueueArn ?? '', ...why });

    await vi.waitFor(() => expect(zone.told(incidentId).length).toBeGreaterThan(0), patiently);
    expect(rows).toMatchObject([{ subject: `queue#${Attributes.QueueArn}`, action: 'redrive', ...officerA }]);
  });
});
