import { generateKeyPairSync } from 'node:crypto';
import {
  CreatePolicyCommand,
  CreateProvisioningClaimCommand,
  CreateProvisioningTemplateCommand,
  CreateProvisioningTemplateVersionCommand,
  CreateThingTypeCommand,
  DeleteProvisioningTemplateCommand,
  DescribeCertificateCommand,
  DescribeProvisioningTemplateCommand,
  DescribeThingCommand,
  ListAttachedPoliciesCommand,
  ListThingPrincipalsCommand,
  UpdateProvisioningTemplateCommand,
} from '@aws-sdk/client-iot';
import type { MqttClient } from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeSigningRequest } from '../../tools/pole-agent/signing-request.ts';
import { arn, closed, connect, type LocalIot, openPolicy, roleArn, startIot } from './iot-fixture.ts';

const templateName = 'poles';
const hookArn = 'arn:aws:lambda:ap-southeast-1:111122223333:function:hook';
const asked: unknown[] = [];
let local: LocalIot;
let time = new Date('2026-11-23T10:00:00Z');
let hookAnswer: unknown;

const body = (overrides: object = {}) =>
  JSON.stringify({
    Parameters: { Serial: { Type: 'String' }, 'AWS::IoT::Certificate::Id': { Type: 'String' } },
    Resources: {
      thing: {
        Type: 'AWS::IoT::Thing',
        Properties: { ThingName: { 'Fn::Join': ['', ['pole-', { Ref: 'Serial' }]] }, ThingTypeName: 'pole' },
        OverrideSettings: { AttributePayload: 'DO_NOTHING', ThingTypeName: 'DO_NOTHING' },
      },
      certificate: {
        Type: 'AWS::IoT::Certificate',
        Properties: { CertificateId: { Ref: 'AWS::IoT::Certificate::Id' }, Status: 'Active' },
      },
      policy: { Type: 'AWS::IoT::Policy', Properties: { PolicyName: 'pole-policy' } },
      ...overrides,
    },
  });

beforeAll(async () => {
  local = await startIot({
    now: () => time,
    invokeHook: async (_, event) => {
      asked.push(event);
      if (hookAnswer instanceof Error) throw hookAnswer;
      return hookAnswer;
    },
  });
  const { iot } = local;
  await iot.send(new CreateThingTypeCommand({ thingTypeName: 'pole' }));
  const policyDocument = JSON.stringify(openPolicy);
  await iot.send(new CreatePolicyCommand({ policyName: 'pole-policy', policyDocument }));
  await iot.send(
    new CreateProvisioningTemplateCommand({
      templateName,
      enabled: true,
      provisioningRoleArn: roleArn,
      preProvisioningHook: { targetArn: hookArn },
      templateBody: body(),
    }),
  );
});
afterAll(() => local.close());
beforeEach(() => {
  time = new Date('2026-11-23T10:00:00Z');
  hookAnswer = { allowProvisioning: true };
  asked.length = 0;
});

async function makeClaim() {
  const claim = await local.iot.send(new CreateProvisioningClaimCommand({ templateName }));
  return {
    certificateId: claim.certificateId ?? '',
    expiration: claim.expiration,
    cert: claim.certificatePem ?? '',
    key: claim.keyPair?.PrivateKey ?? '',
  };
}

const connectClaim = async (clientId = 'installer') => {
  const claim = await makeClaim();
  return { claim, client: await connect(local, claim, clientId) };
};

/** Publishes and waits for the answer, `accepted` or `rejected`. */
async function ask(client: MqttClient, topic: string, payload: object | string) {
  const answers = ['accepted', 'rejected'].map((path) => `${topic}/${path}`);
  await client.subscribeAsync(answers, { qos: 1 });
  const answered = new Promise<{ outcome: string; body: Record<string, string> }>((resolve) => {
    client.on('message', (from, message) => {
      if (answers.includes(from))
        resolve({ outcome: from.split('/').at(-1) ?? '', body: JSON.parse(message.toString()) });
    });
  });
  await client.publishAsync(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), {
    qos: 1,
  });
  return answered;
}

const fromCsr = '$aws/certificates/create-from-csr/json';
const withKeys = '$aws/certificates/create/json';
const provision = `$aws/provisioning-templates/${templateName}/provision/json`;
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const sign = async (client: MqttClient) =>
  (await ask(client, fromCsr, { certificateSigningRequest: await makeSigningRequest(newKey(), 'pole') }))
    .body;
const statusOf = async (certificateId = '') =>
  (await local.iot.send(new DescribeCertificateCommand({ certificateId }))).certificateDescription?.status;

describe('a device with a claim', () => {
  it('gets a certificate for a key that never left it, then its thing and policy', async () => {
    const { claim, client } = await connectClaim();
    const key = newKey();

    const csr = await makeSigningRequest(key, 'pole');
    const { outcome, body: signed } = await ask(client, fromCsr, { certificateSigningRequest: csr });
    expect(outcome).toBe('accepted');
    expect(Object.keys(signed).sort()).toEqual([
      'certificateId',
      'certificateOwnershipToken',
      'certificatePem',
    ]);
    expect(await statusOf(signed.certificateId)).toBe('PENDING_ACTIVATION');
    const registered = await ask(client, provision, {
      certificateOwnershipToken: signed.certificateOwnershipToken,
      parameters: { Serial: '7' },
    });

    expect(registered).toEqual({
      outcome: 'accepted',
      body: { deviceConfiguration: {}, thingName: 'pole-7' },
    });
    expect(asked).toEqual([
      {
        claimCertificateId: claim.certificateId,
        certificateId: signed.certificateId,
        certificatePem: signed.certificatePem,
        templateArn: arn(`provisioningtemplate/${templateName}`),
        clientId: 'installer',
        parameters: { Serial: '7' },
      },
    ]);
    expect(await statusOf(signed.certificateId)).toBe('ACTIVE');
    const target = arn(`cert/${signed.certificateId}`);
    const { policies } = await local.iot.send(new ListAttachedPoliciesCommand({ target }));
    expect(policies).toMatchObject([{ policyName: 'pole-policy' }]);
    const own = {
      cert: signed.certificatePem ?? '',
      key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    await (await connect(local, own, 'pole-7')).endAsync();
  });

  it('may have its key made for it', async () => {
    const { client } = await connectClaim();

    const { outcome, body: made } = await ask(client, withKeys, '');

    expect(outcome).toBe('accepted');
    expect(made.privateKey).toContain('PRIVATE KEY');
    expect(made.certificateOwnershipToken).toBeTruthy();
  });

  it('leaves a thing that stands already as it is, and attaches to it', async () => {
    const { client } = await connectClaim();
    const register = async () => {
      const { certificateOwnershipToken } = await sign(client);
      return ask(client, provision, { certificateOwnershipToken, parameters: { Serial: 'twice' } });
    };
    await register();
    const { thingId } = await local.iot.send(new DescribeThingCommand({ thingName: 'pole-twice' }));
    await register();

    const after = await local.iot.send(new DescribeThingCommand({ thingName: 'pole-twice' }));
    expect([after.thingId, after.version, after.thingTypeName]).toEqual([thingId, 1, 'pole']);
    const attached = await local.iot.send(new ListThingPrincipalsCommand({ thingName: 'pole-twice' }));
    expect(attached.principals).toHaveLength(2);
  });

  it('takes the parameters that the hook puts in their place', async () => {
    hookAnswer = { allowProvisioning: true, parameterOverrides: { Serial: 'other' } };
    const { client } = await connectClaim();
    const { certificateOwnershipToken } = await sign(client);

    const { body } = await ask(client, provision, { certificateOwnershipToken, parameters: { Serial: '8' } });

    expect(body.thingName).toBe('pole-other');
  });

  it.each([
    ['says no', { allowProvisioning: false }],
    ['answers with anything else', 'yes'],
    ['fails', new Error('out of memory')],
  ])('is refused, and nothing is registered, when the hook %s', async (_, answer) => {
    hookAnswer = answer;
    const { client } = await connectClaim();
    const { certificateOwnershipToken, certificateId } = await sign(client);

    const { outcome, body } = await ask(client, provision, {
      certificateOwnershipToken,
      parameters: { Serial: 'refused' },
    });

    expect([outcome, body.statusCode, body.errorCode]).toEqual(['rejected', 403, 'AccessDenied']);
    expect(await statusOf(certificateId)).toBe('PENDING_ACTIVATION');
    await expect(local.iot.send(new DescribeThingCommand({ thingName: 'pole-refused' }))).rejects.toThrow();
  });

  it.each([
    ['no request', fromCsr, 'no JSON', 'InvalidRequestException'],
    [
      'a request that is none',
      fromCsr,
      { certificateSigningRequest: 'hello' },
      'InvalidCertificateSigningRequest',
    ],
    ['no token', provision, {}, 'InvalidCertificateOwnershipToken'],
    ['a made-up token', provision, { certificateOwnershipToken: 'x' }, 'InvalidCertificateOwnershipToken'],
  ])('is told what is wrong: %s', async (_, topic, payload, errorCode) => {
    const { client } = await connectClaim();

    const { outcome, body } = await ask(client, topic, payload);

    expect([outcome, body.statusCode, body.errorCode]).toEqual(['rejected', 400, errorCode]);
  });

  it('is told which parameter is missing', async () => {
    const { client } = await connectClaim();
    const { certificateOwnershipToken } = await sign(client);

    const { body } = await ask(client, provision, { certificateOwnershipToken });

    expect(body.errorMessage).toContain('Serial');
  });

  it('registers once with one token', async () => {
    const { client } = await connectClaim();
    const { certificateOwnershipToken } = await sign(client);
    const request = { certificateOwnershipToken, parameters: { Serial: 'once' } };
    await ask(client, provision, request);

    expect((await ask(client, provision, request)).body.errorCode).toBe('InvalidCertificateOwnershipToken');
  });

  it('loses its certificate when it does not register within an hour', async () => {
    const { client } = await connectClaim();
    const { certificateId } = await sign(client);

    time = new Date(time.getTime() + 3_600_000);
    await sign((await connectClaim('another')).client);

    await expect(statusOf(certificateId)).rejects.toThrow(certificateId);
  });

  it('gets its answers alone: nobody else hears of its certificate', async () => {
    const { client: other } = await connectClaim('other');
    const heard: string[] = [];
    other.on('message', (topic) => heard.push(topic));
    await other.subscribeAsync([`${fromCsr}/accepted`, `${provision}/accepted`], { qos: 1 });
    const { client } = await connectClaim();

    await sign(client);
    await ask(other, withKeys, '');

    expect(heard.filter((topic) => topic.startsWith(fromCsr))).toEqual([]);
  });
});

describe('a claim', () => {
  it('says when it expires', async () => {
    expect((await makeClaim()).expiration).toEqual(new Date(time.getTime() + 300_000));
  });

  it.each([
    [
      'a press',
      (client: MqttClient) => client.publishAsync('$aws/rules/press/poles/pole-7/press', '{}', { qos: 1 }),
    ],
    [
      'a shadow',
      (client: MqttClient) => client.publishAsync('$aws/things/pole-7/shadow/get', '{}', { qos: 1 }),
    ],
    [
      'another template',
      (client: MqttClient) => client.publishAsync('$aws/provisioning-templates/x/provision/json', '{}'),
    ],
    ['to listen', (client: MqttClient) => client.subscribeAsync('#')],
  ])('is cut off when it tries %s', async (_, act) => {
    const { client } = await connectClaim();
    const cut = closed(client);

    act(client).catch(() => undefined);

    await cut;
  });

  it('is not let in after five minutes', async () => {
    const claim = await makeClaim();

    time = new Date(time.getTime() + 300_000);

    await expect(connect(local, claim, 'late')).rejects.toThrow();
  });

  it('loses its rights on an open connection too', async () => {
    const { client } = await connectClaim();
    const cut = closed(client);

    time = new Date(time.getTime() + 300_000);
    client.publishAsync(withKeys, '{}', { qos: 1 }).catch(() => undefined);

    await cut;
  });

  it('cannot be made for a template that is not there or not enabled', async () => {
    const { iot } = local;
    await iot.send(
      new CreateProvisioningTemplateCommand({
        templateName: 'off',
        provisioningRoleArn: roleArn,
        templateBody: body(),
      }),
    );

    await expect(iot.send(new CreateProvisioningClaimCommand({ templateName: 'none' }))).rejects.toThrow(
      'none',
    );
    await expect(iot.send(new CreateProvisioningClaimCommand({ templateName: 'off' }))).rejects.toThrow(
      'enabled',
    );
  });
});

describe('a provisioning template', () => {
  it('can be read, changed, given a new body and deleted', async () => {
    const { iot } = local;
    const name = { templateName: 'changing' };
    const settings = { provisioningRoleArn: roleArn, preProvisioningHook: { targetArn: hookArn } };
    await iot.send(new CreateProvisioningTemplateCommand({ ...name, ...settings, templateBody: body() }));

    await iot.send(
      new UpdateProvisioningTemplateCommand({ ...name, enabled: true, removePreProvisioningHook: true }),
    );
    const templateBody = body({ policy: { Type: 'AWS::IoT::Policy', Properties: { PolicyName: 'p' } } });
    await iot.send(
      new CreateProvisioningTemplateVersionCommand({ ...name, templateBody, setAsDefault: true }),
    );

    const found = await iot.send(new DescribeProvisioningTemplateCommand(name));
    expect(found).toMatchObject({ ...name, enabled: true, templateBody, defaultVersionId: 2 });
    expect(found.templateArn).toBe(arn('provisioningtemplate/changing'));
    expect(found.preProvisioningHook).toBeUndefined();
    await iot.send(new DeleteProvisioningTemplateCommand(name));
    await expect(iot.send(new DescribeProvisioningTemplateCommand(name))).rejects.toThrow('changing');
  });

  it.each([
    ['is no JSON', '{'],
    [
      'holds what is not imitated',
      body({ policy: { Type: 'AWS::IoT::Policy', Properties: { PolicyDocument: '{}' } } }),
    ],
    [
      'would change a thing that stands',
      body({
        thing: {
          Type: 'AWS::IoT::Thing',
          Properties: { ThingName: 'x' },
          OverrideSettings: { AttributePayload: 'REPLACE' },
        },
      }),
    ],
  ])('is refused when its body %s', async (_, templateBody) => {
    const command = new CreateProvisioningTemplateCommand({
      templateName: 'refused',
      provisioningRoleArn: roleArn,
      templateBody,
    });

    await expect(local.iot.send(command)).rejects.toThrow('Template body');
  });
});
