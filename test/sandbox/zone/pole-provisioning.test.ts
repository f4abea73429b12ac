import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  CreateThingCommand,
  DescribeCertificateCommand,
  ListAttachedPoliciesCommand,
} from '@aws-sdk/client-iot';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dynamoPoleClaimStore } from '../../../lambdas/poles/dynamo-pole-claim-store.ts';
import { iotPoleCertificates } from '../../../lambdas/poles/iot-pole-certificates.ts';
import { LogEvent } from '../../../lambdas/zone/log-events.ts';
import { incidentIdOf } from '../../../lambdas/zone/names.ts';
import { claimPole, PoleProvisionedError } from '../../../tools/claim-pole.ts';
import type { PoleClaimFile } from '../../../tools/pole-agent/claim-file.ts';
import { openMqttUplink } from '../../../tools/pole-agent/mqtt-uplink.ts';
import { openNodeDisk } from '../../../tools/pole-agent/node-disk.ts';
import { provision } from '../../../tools/pole-agent/provision.ts';
import { ProvisioningRefusedError } from '../../../tools/pole-agent/provisioning-link.ts';
import { UplinkError } from '../../../tools/pole-agent/uplink.ts';
import { PoleMissingError } from '../../../tools/provision-pole.ts';
import { connectPole, heartbeat, type Pole, press } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';

let zone: Zone;
let setBack = 0;

beforeAll(async () => {
  zone = await runZone({}, { now: () => new Date(Date.now() + setBack) });
});
afterAll(() => zone?.stop());
beforeEach(() => {
  setBack = 0;
});

const broker = () => ({ host: '127.0.0.1', port: zone.sandbox.iotCore.mqttPort });

function installer() {
  const { clients, outputs, iotCore } = zone.sandbox;
  const tableName = outputs.RegistryTable ?? '';
  return {
    iot: clients.iot,
    claims: dynamoPoleClaimStore({ client: zone.documents, tableName }),
    certificates: iotPoleCertificates(clients.iot),
    broker: broker(),
    caPem: iotCore.caPem,
    now: Date.now,
  };
}

/** A claim whose pole has no certificate that is good, whatever the tests before have left. */
const claimFor = async (poleId: string): Promise<PoleClaimFile> =>
  (await claimPole({ ...installer(), poleId, isReplacement: true })).claim;

/** Starts the pole for the first time on an empty board. */
async function startPole(poleId: string, claim: PoleClaimFile): Promise<Pole> {
  const certs = join(zone.folder, 'poles', poleId);
  rmSync(certs, { recursive: true, force: true });
  await provision({
    poleId,
    claim,
    disk: openNodeDisk(certs),
    connect: (clientId, credentials) => openMqttUplink({ ...broker(), clientId, credentials }),
    tell: () => undefined,
  });
  return { poleId, certs, ...broker() };
}

async function connectClaim({
  certificatePem: cert,
  privateKeyPem: key,
}: PoleClaimFile): Promise<MqttClient> {
  const { host, port } = broker();
  const ca = zone.sandbox.iotCore.caPem;
  const options = { clientId: 'claim', cert, key, ca, protocolVersion: 4, reconnectPeriod: 0 } as const;
  const client = await connectAsync(`mqtts://${host}:${port}`, options, false);
  client.on('error', () => undefined);
  return client;
}

const cutOff = (client: MqttClient): Promise<unknown> =>
  new Promise((resolve) => client.once('close', () => resolve(undefined)));

const refusals = () => zone.logged(LogEvent.poleNotAdmitted).map(({ reason }) => reason);

describe('a pole with the claim of an installer', () => {
  it('gets a certificate of its own, with the policy of poles, and its press reaches people', async () => {
    const pole = await startPole('north-pole', await claimFor('north-pole'));

    await press(pole, 'press-provisioned');

    const incidentId = incidentIdOf('sos', 'north-pole', 'press-provisioned');
    await vi.waitFor(() => expect(zone.told(incidentId)).toHaveLength(3), patiently);
    const [certificateId = ''] = await installer().certificates.active('north-pole');
    const target = `arn:aws:iot:ap-southeast-1:000000000000:cert/${certificateId}`;
    const { policies } = await zone.sandbox.clients.iot.send(new ListAttachedPoliciesCommand({ target }));
    expect(policies?.map(({ policyName }) => policyName)).toEqual([zone.sandbox.outputs.PolePolicyName]);
    expect(zone.logged(LogEvent.poleAdmitted)).toMatchObject([{ poleId: 'north-pole', certificateId }]);
  });

  it('keeps its key for itself', async () => {
    const claim = await claimFor('north-pole');
    const { certs } = await startPole('north-pole', claim);

    const key = readFileSync(join(certs, 'private.key'), 'utf8');
    expect(key).not.toBe(claim.privateKeyPem);
    expect(statSync(join(certs, 'private.key')).mode & 0o777).toBe(0o600);
  });

  it('is refused when it has a certificate already, unless the installer says that it is replaced', async () => {
    const first = await startPole('north-pole', await claimFor('north-pole'));
    const again = { ...installer(), poleId: 'north-pole' };
    await expect(claimPole({ ...again, isReplacement: false })).rejects.toThrow(PoleProvisionedError);

    const { claim, replaced } = await claimPole({ ...again, isReplacement: true });

    expect(replaced).toHaveLength(1);
    const [certificateId = ''] = replaced;
    const { certificateDescription } = await zone.sandbox.clients.iot.send(
      new DescribeCertificateCommand({ certificateId }),
    );
    expect(certificateDescription?.status).toBe('INACTIVE');
    await expect(heartbeat(first, {})).rejects.toThrow();
    await heartbeat(await startPole('north-pole', claim), {});
  });

  it('is refused on a second board with the same claim', async () => {
    const claim = await claimFor('north-pole');
    await startPole('north-pole', claim);

    await expect(startPole('north-pole', claim)).rejects.toThrow(ProvisioningRefusedError);

    expect(refusals()).toContain('provisioned');
    expect(existsSync(join(zone.folder, 'poles', 'north-pole', 'private.key'))).toBe(false);
  });
});

describe('zone pole claim and zone pole run', () => {
  const start = (words: readonly string[], environment: NodeJS.ProcessEnv) => {
    const child = spawn(process.execPath, ['bin/zone.ts', 'pole', ...words], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const said: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
    return { said, ended: once(child, 'close'), stop: () => child.kill('SIGTERM') };
  };

  it('bring a pole into the zone by one file, and later without it and without an account', async () => {
    const file = join(zone.folder, 'claim.json');
    const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
    const account = { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
    const claiming = start(['claim', 'south-pole', '--out', file, '--json'], account);
    await claiming.ended;
    expect(JSON.parse(claiming.said.join(''))).toMatchObject({ poleId: 'south-pole', file, replaced: [] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // The command takes the CA of `npm start`, which is not the one of this zone.
    const caPem = zone.sandbox.iotCore.caPem;
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), caPem }));

    const certs = join(zone.folder, 'south-pole');
    const words = ['run', 'south-pole', '--claim', file, '--certs', certs, '--json'];
    for (const expected of ['provisioned', 'claim-not-needed']) {
      const pole = start(words, {});
      const events = () =>
        pole.said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line).event);
      await vi.waitFor(() => expect(events()).toContain('heartbeat'), patiently);
      expect(events()).toContain(expected);
      pole.stop();
      await pole.ended;
      rmSync(file, { force: true });
    }
  });
});

describe('what is no pole of the zone', () => {
  it('gets no claim', async () => {
    await expect(claimFor('pole-of-nobody')).rejects.toThrow(PoleMissingError);
  });

  it('gets no certificate with the claim of a pole', async () => {
    const claim = await claimFor('north-pole');

    await expect(startPole('pole-of-nobody', claim)).rejects.toThrow(ProvisioningRefusedError);

    expect(refusals()).toContain('unknown-pole');
    expect(
      await installer()
        .certificates.active('pole-of-nobody')
        .catch(() => []),
    ).toEqual([]);
  });

  it('gets no certificate although somebody made a thing and a claim for it', async () => {
    await zone.sandbox.clients.iot.send(new CreateThingCommand({ thingName: 'thing-of-somebody' }));

    await expect(startPole('thing-of-somebody', await claimFor('thing-of-somebody'))).rejects.toThrow(
      ProvisioningRefusedError,
    );
  });
});

describe('a claim', () => {
  it.each([
    ['press as its pole', '$aws/rules/safety_zone_press/poles/north-pole/press'],
    ['set the shadow of its pole', '$aws/things/north-pole/shadow/update'],
    ['say anything elsewhere', 'poles/north-pole/press'],
  ])('cannot %s', async (_, topic) => {
    const client = await connectClaim(await claimFor('north-pole'));
    const cut = cutOff(client);

    client.publishAsync(topic, '{}', { qos: 1 }).catch(() => undefined);

    await cut;
  });

  it('cannot listen to anything but its own answers', async () => {
    const client = await connectClaim(await claimFor('north-pole'));
    const cut = cutOff(client);

    client.subscribeAsync('$aws/things/north-pole/shadow/update/delta').catch(() => undefined);

    await cut;
  });

  it('is over after five minutes', async () => {
    const claim = await claimFor('north-pole');

    setBack = 301_000;

    await expect(startPole('north-pole', claim)).rejects.toThrow(UplinkError);
  });
});

describe('a pole under the policy of the stack', () => {
  it.each([
    ['press as another', (other: string) => `$aws/rules/safety_zone_press/poles/${other}/press`],
    ['report a fault of another', (other: string) => `$aws/rules/safety_zone_status/poles/${other}/fault`],
    ['set the shadow of another', (other: string) => `$aws/things/${other}/shadow/update`],
    ['read the shadow of another', (other: string) => `$aws/things/${other}/shadow/get`],
    ['delete its own shadow', () => '$aws/things/north-pole/shadow/delete'],
    ['pretend to be the broker', () => '$aws/rules/safety_zone_presence/poles/north-pole/connected'],
    ['ask for certificates', () => '$aws/certificates/create-from-csr/json'],
    ['provision another', () => '$aws/provisioning-templates/safety_zone_pole/provision/json'],
  ])('is cut off when it tries to %s, and nothing comes of it', async (_, topicOf) => {
    const pole = await startPole('north-pole', await claimFor('north-pole'));
    const before = await zone.incidents();
    const client = await connectPole(pole);
    const cut = cutOff(client);

    const message = JSON.stringify({
      version: 1,
      pressId: 'press-of-another',
      state: { desired: { siren: true } },
    });
    client.publishAsync(topicOf('south-pole'), message, { qos: 1 }).catch(() => undefined);

    await cut;
    await zone.sandbox.iotCore.settled();
    await zone.drained('PolesPressQueue');
    await zone.drained('PolesStatusQueue');
    expect(await zone.incidents()).toEqual(before);
  });

  it.each([
    ['the presses of others', 'poles/+/press'],
    ['the wishes for another', '$aws/things/south-pole/shadow/update/delta'],
    ['the answers to another', '$aws/things/south-pole/shadow/get/accepted'],
    ['everything', '#'],
  ])('is cut off when it wants to hear %s', async (_, filter) => {
    const client = await connectPole(await startPole('north-pole', await claimFor('north-pole')));
    const cut = cutOff(client);

    client.subscribeAsync(filter, { qos: 1 }).catch(() => undefined);

    await cut;
  });

  it('is not let in under the name of another', async () => {
    const pole = await startPole('north-pole', await claimFor('north-pole'));

    await expect(connectPole({ ...pole, poleId: 'south-pole' })).rejects.toThrow();
  });
});
