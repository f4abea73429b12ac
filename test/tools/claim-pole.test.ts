import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreatePolicyCommand,
  CreateProvisioningTemplateCommand,
  CreateThingCommand,
  DeleteProvisioningTemplateCommand,
  IoTClient,
} from '@aws-sdk/client-iot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { iotPoleCertificates } from '../../lambdas/poles/iot-pole-certificates.ts';
import { claimMilliseconds } from '../../lambdas/poles/pole-claim.ts';
import { poleTemplate } from '../../lambdas/zone/names.ts';
import { type FrontDoor, openFrontDoor } from '../../sandbox/front-door.ts';
import { createIotCore, type IotCore } from '../../sandbox/iot-core/iot-core.ts';
import { claimPole } from '../../tools/claim-pole.ts';
import { parseClaimFile } from '../../tools/pole-agent/claim-file.ts';
import { provisionPole } from '../../tools/provision-pole.ts';
import { memoryPoleClaimStore } from '../memory/pole-claim-store.ts';

const poleId = 'nk-pole-01';
const now = new Date('2026-11-23T10:00:00Z');
let iotCore: IotCore;
let door: FrontDoor;
let iot: IoTClient;
let folder: string;

beforeAll(async () => {
  iotCore = await createIotCore({
    region: 'ap-southeast-1',
    accountId: '000000000000',
    now: () => now,
    deliver: async () => undefined,
  });
  door = await openFrontDoor({ port: 0, services: [iotCore] });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  iot = new IoTClient({ region: 'ap-southeast-1', endpoint: door.url, credentials, maxAttempts: 1 });
  const policyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
  });
  await iot.send(new CreatePolicyCommand({ policyName: 'poles', policyDocument }));
});
afterAll(async () => {
  iot.destroy();
  await door.close();
  await iotCore.close();
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claim-'));
  await iot.send(new CreateThingCommand({ thingName: poleId }));
  const templateBody = JSON.stringify({ Parameters: {}, Resources: {} });
  await iot.send(
    new CreateProvisioningTemplateCommand({
      templateName: poleTemplate,
      enabled: true,
      provisioningRoleArn: 'arn:aws:iam::000000000000:role/provisioning',
      templateBody,
    }),
  );
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await iot
    .send(new DeleteProvisioningTemplateCommand({ templateName: poleTemplate }))
    .catch(() => undefined);
});

function makeParams() {
  const claims = memoryPoleClaimStore();
  const certificates = iotPoleCertificates(iot);
  const broker = { host: 'broker.example', port: 8883 };
  return {
    poleId,
    iot,
    claims,
    certificates,
    broker,
    caPem: 'the CA',
    isReplacement: true,
    now: () => now.getTime(),
  };
}

describe('claimPole', () => {
  it('makes a claim that the pole can read and that the zone knows it by', async () => {
    const params = makeParams();

    const { claim, claimCertificateId } = await claimPole(params);

    expect(parseClaimFile(JSON.stringify(claim), poleId)).toMatchObject({
      templateName: poleTemplate,
      broker: 'broker.example:8883',
      caPem: 'the CA',
      expiresAt: '2026-11-23T10:05:00.000Z',
    });
    const expiresAt = now.getTime() + claimMilliseconds;
    expect(await params.claims.find(poleId)).toEqual({ poleId, claimCertificateId, expiresAt });
  });

  it('leaves the pole in the street its certificate when the claim cannot be kept', async () => {
    const params = makeParams();
    await provisionPole({ poleId, iot, policyName: 'poles', folder, isForced: true, caPem: undefined });
    const put = () => Promise.reject(new Error('throttled'));

    await expect(claimPole({ ...params, claims: { ...params.claims, put } })).rejects.toThrow('throttled');

    expect(await params.certificates.active(poleId)).toHaveLength(1);
  });

  it('says to deploy again when the zone is from before claims', async () => {
    await iot.send(new DeleteProvisioningTemplateCommand({ templateName: poleTemplate }));

    await expect(claimPole(makeParams())).rejects.toThrow('deploy the zone again');
  });
});

describe('zone pole claim', () => {
  const zone = (...words: string[]) =>
    spawnSync(process.execPath, ['bin/zone.ts', 'pole', ...words], {
      cwd: new URL('../..', import.meta.url).pathname,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_REGION: 'eu-west-1' },
    });

  it('asks where the claim shall go', () => {
    const { status, stderr } = zone('claim', poleId);

    expect(stderr).toContain("required option '--out <file>'");
    expect(status).toBe(2);
  });

  it('writes over no file', () => {
    const file = join(folder, 'claim.json');
    writeFileSync(file, 'something else');

    const { status, stderr } = zone('claim', poleId, '--out', file);

    expect(stderr).toContain('is there already');
    expect(status).toBe(1);
  });

  it('is told to the pole in plain words when it is none', () => {
    const file = join(folder, 'claim.json');
    writeFileSync(file, '{}');

    const { status, stderr } = zone('run', poleId, '--claim', file, '--certs', join(folder, 'pole'));

    expect(stderr).toContain('this is no claim');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
  });
});
