import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateKeysAndCertificateCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleAliasCommand,
  CreateThingCommand,
  CreateThingTypeCommand,
  CreateTopicRuleCommand,
  DeleteCertificateCommand,
  DeletePolicyCommand,
  DeleteRoleAliasCommand,
  DeleteThingCommand,
  DeleteThingTypeCommand,
  DeleteTopicRuleCommand,
  DeprecateThingTypeCommand,
  DescribeCertificateCommand,
  DescribeEndpointCommand,
  DescribeRoleAliasCommand,
  DescribeThingCommand,
  DescribeThingTypeCommand,
  DetachPolicyCommand,
  DetachThingPrincipalCommand,
  GetPolicyCommand,
  GetTopicRuleCommand,
  ListAttachedPoliciesCommand,
  ListCertificatesCommand,
  ListPoliciesCommand,
  ListPrincipalThingsCommand,
  ListThingPrincipalsCommand,
  ListThingsCommand,
  ListTopicRulesCommand,
  paginateListThings,
  RegisterCertificateCommand,
  ReplaceTopicRuleCommand,
  UpdateCertificateCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arn,
  type LocalIot,
  makeDevice,
  openPolicy,
  pressSql,
  roleArn,
  sqsAction,
  startIot,
} from './iot-fixture.ts';

let local: LocalIot;
let time = new Date('2026-11-22T10:00:00Z');
beforeAll(async () => {
  local = await startIot({ now: () => time });
});
afterAll(() => local.close());

const send: LocalIot['iot']['send'] = ((command: never) => local.iot.send(command)) as never;
const named = (name: string) => expect.objectContaining({ name });

describe('endpoints', () => {
  it('describes the local broker', async () => {
    const answer = await send(new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }));

    expect(answer.endpointAddress).toBe(`127.0.0.1:${local.core.mqttPort}`);
  });

  it('names an endpoint that does not exist here', async () => {
    const call = send(new DescribeEndpointCommand({ endpointType: 'iot:Jobs' }));

    await expect(call).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('iot:Jobs'),
    });
  });

  it('names an operation that is not imitated', async () => {
    const call = send(new RegisterCertificateCommand({ certificatePem: 'x' }));

    await expect(call).rejects.toThrow(/POST \/certificate\/register is not imitated/);
  });
});

describe('things', () => {
  it('creates, describes, updates and deletes a thing', async () => {
    await send(new CreateThingTypeCommand({ thingTypeName: 'pole' }));
    const attributes = { zone: 'center', model: 'a' };
    const made = await send(
      new CreateThingCommand({ thingName: 'p-1', thingTypeName: 'pole', attributePayload: { attributes } }),
    );
    const changes = { attributes: { model: '', height: '3' }, merge: true };
    await send(new UpdateThingCommand({ thingName: 'p-1', attributePayload: changes, expectedVersion: 1 }));

    expect(made.thingArn).toBe(arn('thing/p-1'));
    expect(await send(new DescribeThingCommand({ thingName: 'p-1' }))).toMatchObject({
      thingName: 'p-1',
      thingId: made.thingId,
      thingTypeName: 'pole',
      attributes: { zone: 'center', height: '3' },
      version: 2,
    });
    await send(new DeleteThingCommand({ thingName: 'p-1' }));
    await expect(send(new DescribeThingCommand({ thingName: 'p-1' }))).rejects.toThrow(
      named('ResourceNotFoundException'),
    );
  });

  it('accepts the same creation again and refuses another under the same name', async () => {
    const first = await send(new CreateThingCommand({ thingName: 'p-2' }));
    const again = await send(new CreateThingCommand({ thingName: 'p-2' }));
    const other = new CreateThingCommand({ thingName: 'p-2', attributePayload: { attributes: { a: 'b' } } });

    expect(again.thingId).toBe(first.thingId);
    await expect(send(other)).rejects.toThrow(named('ResourceAlreadyExistsException'));
  });

  it.each([
    ['a type that does not exist', { thingTypeName: 'none' }, 'ResourceNotFoundException'],
    [
      'Thai in an attribute',
      { attributePayload: { attributes: { a: 'หนองคาย' } } },
      'InvalidRequestException',
    ],
    [
      'a fourth attribute without a type',
      { attributePayload: { attributes: { a: '1', b: '2', c: '3', d: '4' } } },
      'InvalidRequestException',
    ],
  ])('refuses %s', async (_name, settings, error) => {
    await expect(send(new CreateThingCommand({ thingName: 'p-3', ...settings }))).rejects.toThrow(
      named(error),
    );
  });

  it('refuses an update of a version that is no longer there', async () => {
    await send(new CreateThingCommand({ thingName: 'p-4' }));
    const update = new UpdateThingCommand({ thingName: 'p-4', expectedVersion: 9 });

    await expect(send(update)).rejects.toThrow(named('VersionConflictException'));
  });

  it('lists things page by page, each once', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      const attributePayload = { attributes: { list: `x${n}` } };
      await send(new CreateThingCommand({ thingName: `list-${n}`, attributePayload }));
    }
    const wanted = { attributeName: 'list', attributeValue: 'x', usePrefixAttributeValue: true };

    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListThings({ client: local.iot, pageSize: 2 }, wanted)) {
      pages.push((page.things ?? []).map((thing) => thing.thingName));
    }

    expect(pages).toEqual([['list-1', 'list-2'], ['list-3', 'list-4'], ['list-5']]);
    const exact = await send(new ListThingsCommand({ attributeName: 'list', attributeValue: 'x3' }));
    expect(exact.things).toHaveLength(1);
  });

  it('deletes a thing type only five minutes after its deprecation', async () => {
    await send(new CreateThingTypeCommand({ thingTypeName: 'old' }));
    const remove = () => send(new DeleteThingTypeCommand({ thingTypeName: 'old' }));
    await send(new DeprecateThingTypeCommand({ thingTypeName: 'old' }));

    await expect(remove()).rejects.toThrow(named('InvalidRequestException'));
    const described = await send(new DescribeThingTypeCommand({ thingTypeName: 'old' }));
    expect(described.thingTypeMetadata).toMatchObject({ deprecated: true, deprecationDate: time });
    const thing = new CreateThingCommand({ thingName: 'p-5', thingTypeName: 'old' });
    await expect(send(thing)).rejects.toThrow(named('InvalidRequestException'));
    time = new Date(time.getTime() + 5 * 60_000);
    await remove();
  });
});

describe('certificates and policies', () => {
  it('issues a certificate that the local CA signed, with its key pair', async () => {
    const made = await send(new CreateKeysAndCertificateCommand({}));
    const certificate = new X509Certificate(made.certificatePem ?? '');
    const ca = new X509Certificate(local.core.caPem);

    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(made.certificateId).toBe(createHash('sha256').update(certificate.raw).digest('hex'));
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
    const { certificateId } = made;
    const { certificateDescription } = await send(new DescribeCertificateCommand({ certificateId }));
    expect(certificateDescription).toMatchObject({ status: 'INACTIVE', creationDate: time });
    await send(new UpdateCertificateCommand({ certificateId, newStatus: 'ACTIVE' }));
    const { certificates } = await send(new ListCertificatesCommand({ pageSize: 250 }));
    expect(certificates).toContainEqual(expect.objectContaining({ certificateId, status: 'ACTIVE' }));
  });

  it('keeps what is still attached or active from being deleted', async () => {
    const { certificateArn, certificateId } = await makeDevice(local, 'keep');
    const removal = new DeleteCertificateCommand({ certificateId });

    await expect(send(new DeletePolicyCommand({ policyName: 'policy-keep' }))).rejects.toThrow(
      named('DeleteConflictException'),
    );
    await expect(send(new DeleteThingCommand({ thingName: 'keep' }))).rejects.toThrow(/still attached/);
    await expect(send(removal)).rejects.toThrow(named('CertificateStateException'));
    await send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }));
    await expect(send(removal)).rejects.toThrow(/Things must be detached/);
    await send(new DetachThingPrincipalCommand({ thingName: 'keep', principal: certificateArn }));
    await expect(send(removal)).rejects.toThrow(/Policies must be detached/);
    await send(new DetachPolicyCommand({ policyName: 'policy-keep', target: certificateArn }));
    await send(removal);
    await send(new DeletePolicyCommand({ policyName: 'policy-keep' }));
    await expect(send(removal)).rejects.toThrow(named('ResourceNotFoundException'));
  });

  it('lists what is attached, from both sides', async () => {
    const { certificateArn } = await makeDevice(local, 'both');

    const policies = await send(new ListAttachedPoliciesCommand({ target: certificateArn }));
    const principals = await send(new ListThingPrincipalsCommand({ thingName: 'both' }));
    const things = await send(new ListPrincipalThingsCommand({ principal: certificateArn }));

    expect(policies.policies).toEqual([{ policyName: 'policy-both', policyArn: arn('policy/policy-both') }]);
    expect(principals.principals).toEqual([certificateArn]);
    expect(things.things).toEqual(['both']);
  });

  it('gives a policy back, replaces it by a new version, and lists it', async () => {
    const policyDocument = JSON.stringify(openPolicy);
    await send(new CreatePolicyCommand({ policyName: 'open', policyDocument }));
    const again = new CreatePolicyCommand({ policyName: 'open', policyDocument });
    const next = JSON.stringify({ ...openPolicy, Id: 'next' });
    await send(
      new CreatePolicyVersionCommand({ policyName: 'open', policyDocument: next, setAsDefault: true }),
    );

    await expect(send(again)).rejects.toThrow(named('ResourceAlreadyExistsException'));
    expect(await send(new GetPolicyCommand({ policyName: 'open' }))).toMatchObject({
      policyDocument: next,
      defaultVersionId: '2',
    });
    const { policies } = await send(new ListPoliciesCommand({}));
    expect(policies).toContainEqual({ policyName: 'open', policyArn: arn('policy/open') });
  });

  it('refuses a malformed policy and an unknown target', async () => {
    const malformed = new CreatePolicyCommand({ policyName: 'bad', policyDocument: '{}' });
    const target = arn(`cert/${'0'.repeat(64)}`);
    await send(new CreatePolicyCommand({ policyName: 'fine', policyDocument: JSON.stringify(openPolicy) }));

    await expect(send(malformed)).rejects.toThrow(named('MalformedPolicyException'));
    await expect(send(new AttachPolicyCommand({ policyName: 'fine', target }))).rejects.toThrow(
      named('ResourceNotFoundException'),
    );
    await expect(
      send(new AttachThingPrincipalCommand({ thingName: 'nobody', principal: target })),
    ).rejects.toThrow(named('ResourceNotFoundException'));
  });
});

describe('topic rules', () => {
  const topicRulePayload = { sql: pressSql, actions: [sqsAction('q')], awsIotSqlVersion: '2016-03-23' };

  it('creates, gets, replaces, lists and deletes a rule', async () => {
    await send(new CreateTopicRuleCommand({ ruleName: 'r1', topicRulePayload }));
    const replacement = { ...topicRulePayload, sql: "SELECT * FROM 'b/#'", ruleDisabled: true };
    await send(new ReplaceTopicRuleCommand({ ruleName: 'r1', topicRulePayload: replacement }));

    const { rule, ruleArn } = await send(new GetTopicRuleCommand({ ruleName: 'r1' }));
    expect(ruleArn).toBe(arn('rule/r1'));
    expect(rule).toMatchObject({ ...replacement, ruleName: 'r1', createdAt: time });
    const { rules } = await send(new ListTopicRulesCommand({ topic: 'b/c' }));
    expect(rules).toMatchObject([{ ruleName: 'r1', topicPattern: 'b/#', ruleDisabled: true }]);
    await send(new DeleteTopicRuleCommand({ ruleName: 'r1' }));
    // The API model has no other error for it.
    await expect(send(new GetTopicRuleCommand({ ruleName: 'r1' }))).rejects.toThrow(
      named('UnauthorizedException'),
    );
  });

  it.each([
    ['an unknown function', { sql: "SELECT aws_lambda('x') AS y" }, 'SqlParseException', /aws_lambda/],
    ['an action not imitated', { actions: [{ s3: {} }] }, 'InvalidRequestException', /"s3"/],
    ['an error action not imitated', { errorAction: { s3: {} } }, 'InvalidRequestException', /"s3"/],
    ['an action without a queue', { actions: [{ sqs: { roleArn } }] }, 'InvalidRequestException', /"sqs"/],
  ])('refuses a rule with %s', async (_name, change, error, message) => {
    const payload = { ...topicRulePayload, ...change } as typeof topicRulePayload;
    const call = send(new CreateTopicRuleCommand({ ruleName: 'bad', topicRulePayload: payload }));

    await expect(call).rejects.toMatchObject({ name: error, message: expect.stringMatching(message) });
  });

  it('refuses a second rule of the same name', async () => {
    await send(new CreateTopicRuleCommand({ ruleName: 'twice', topicRulePayload }));
    const again = new CreateTopicRuleCommand({ ruleName: 'twice', topicRulePayload });

    await expect(send(again)).rejects.toThrow(named('ResourceAlreadyExistsException'));
  });
});

describe('role aliases', () => {
  it('creates, describes and deletes an alias', async () => {
    await send(new CreateRoleAliasCommand({ roleAlias: 'camera', roleArn, credentialDurationSeconds: 900 }));

    const { roleAliasDescription } = await send(new DescribeRoleAliasCommand({ roleAlias: 'camera' }));
    expect(roleAliasDescription).toMatchObject({ roleArn, credentialDurationSeconds: 900 });
    await send(new DeleteRoleAliasCommand({ roleAlias: 'camera' }));
    await expect(send(new DescribeRoleAliasCommand({ roleAlias: 'camera' }))).rejects.toThrow(
      named('ResourceNotFoundException'),
    );
  });
});

describe('the data folder', () => {
  it('gives the CA, certificates, things, policies and rules back to the next start', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'iot-core-'));
    const first = await startIot({ dataDir });
    const { certificateId, certificateArn } = await makeDevice(first, 'stays');
    const topicRulePayload = { sql: pressSql, actions: [sqsAction('q')] };
    await first.iot.send(new CreateTopicRuleCommand({ ruleName: 'stays', topicRulePayload }));
    await first.close();

    const second = await startIot({ dataDir });
    const { certificateDescription } = await second.iot.send(
      new DescribeCertificateCommand({ certificateId }),
    );
    const attached = await second.iot.send(new ListAttachedPoliciesCommand({ target: certificateArn }));
    const { rule } = await second.iot.send(new GetTopicRuleCommand({ ruleName: 'stays' }));
    await second.close();
    const keyMode = statSync(join(dataDir, 'iot-core', 'ca-key.pem')).mode & 0o777;
    rmSync(dataDir, { recursive: true });

    expect(second.core.caPem.trim()).toBe(first.core.caPem.trim());
    expect(certificateDescription?.status).toBe('ACTIVE');
    expect(attached.policies).toHaveLength(1);
    expect(rule?.sql).toBe(pressSql);
    expect(keyMode).toBe(0o600);
  });
});
