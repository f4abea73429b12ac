import { z } from 'zod';
import { certificateValidity } from './certificate-authority.ts';
import { type IotContext, toSeconds } from './iot-context.ts';
import { alreadyExists, invalid, notFound } from './iot-error.ts';
import type { IotRequest, IotRoute } from './iot-request.ts';
import type { ProvisioningTemplate } from './iot-store.ts';
import { parseTemplateBody } from './provisioning-template.ts';

/** Life of a claim: five minutes (CreateProvisioningClaim, API reference). */
const claimMilliseconds = 5 * 60_000;

const Hook = z.object({ payloadVersion: z.string().optional(), targetArn: z.string() });
const CreateBody = z.object({
  templateName: z.string().regex(/^[0-9A-Za-z_-]{1,36}$/),
  description: z.string().optional(),
  templateBody: z.string(),
  enabled: z.boolean().default(false),
  provisioningRoleArn: z.string(),
  preProvisioningHook: Hook.optional(),
  type: z.literal('FLEET_PROVISIONING', { error: 'only fleet provisioning is imitated' }).optional(),
});
const UpdateBody = z.object({
  description: z.string().optional(),
  enabled: z.boolean().optional(),
  provisioningRoleArn: z.string().optional(),
  preProvisioningHook: Hook.optional(),
  removePreProvisioningHook: z.boolean().default(false),
});

/** Create-, Update-, Describe- and DeleteProvisioningTemplate, a new default version, CreateProvisioningClaim. */
export function templateRoutes(context: IotContext): readonly IotRoute[] {
  const all = '/provisioning-templates';
  const path = `${all}/{templateName}`;
  const on =
    (act: (context: IotContext, request: IotRequest) => unknown): IotRoute['answer'] =>
    (request) =>
      act(context, request);
  return [
    { name: 'CreateProvisioningTemplate', method: 'POST', path: all, answer: on(createTemplate) },
    { name: 'DescribeProvisioningTemplate', method: 'GET', path, answer: on(describeTemplate) },
    { name: 'UpdateProvisioningTemplate', method: 'PATCH', path, answer: on(updateTemplate) },
    { name: 'DeleteProvisioningTemplate', method: 'DELETE', path, answer: on(deleteTemplate) },
    {
      name: 'CreateProvisioningTemplateVersion',
      method: 'POST',
      path: `${path}/versions`,
      answer: on(createVersion),
    },
    {
      name: 'CreateProvisioningClaim',
      method: 'POST',
      path: `${path}/provisioning-claim`,
      answer: on(createClaim),
    },
  ];
}

function findTemplate({ store }: IotContext, request: IotRequest): ProvisioningTemplate {
  const name = request.param('templateName');
  const template = store.provisioningTemplates.get(name);
  if (template === undefined) throw notFound('provisioning template', name);
  return template;
}

function createTemplate({ store, arns, now }: IotContext, request: IotRequest) {
  const { preProvisioningHook: hook, type: _, description, ...given } = request.body(CreateBody);
  const { templateName } = given;
  if (store.provisioningTemplates.has(templateName))
    throw alreadyExists('provisioning template', templateName);
  parseTemplateBody(given.templateBody);
  const at = now().getTime();
  store.provisioningTemplates.set(templateName, {
    ...given,
    ...(description !== undefined && { description }),
    ...(hook && { hookArn: hook.targetArn }),
    version: 1,
    createdAt: at,
    modifiedAt: at,
  });
  return { templateArn: arns.provisioningTemplate(templateName), templateName, defaultVersionId: 1 };
}

function describeTemplate(context: IotContext, request: IotRequest) {
  const { version, hookArn, createdAt, modifiedAt, ...template } = findTemplate(context, request);
  return {
    ...template,
    templateArn: context.arns.provisioningTemplate(template.templateName),
    defaultVersionId: version,
    creationDate: toSeconds(createdAt),
    lastModifiedDate: toSeconds(modifiedAt),
    type: 'FLEET_PROVISIONING',
    ...(hookArn && { preProvisioningHook: { payloadVersion: '2020-04-01', targetArn: hookArn } }),
  };
}

function updateTemplate(context: IotContext, request: IotRequest) {
  const { hookArn: formerHook, ...template } = findTemplate(context, request);
  const { preProvisioningHook, removePreProvisioningHook, ...given } = request.body(UpdateBody);
  const hookArn = removePreProvisioningHook ? undefined : (preProvisioningHook?.targetArn ?? formerHook);
  const { description = template.description, ...others } = given;
  context.store.provisioningTemplates.set(template.templateName, {
    ...template,
    enabled: others.enabled ?? template.enabled,
    provisioningRoleArn: others.provisioningRoleArn ?? template.provisioningRoleArn,
    ...(description !== undefined && { description }),
    ...(hookArn !== undefined && { hookArn }),
    modifiedAt: context.now().getTime(),
  });
  return {};
}

function deleteTemplate(context: IotContext, request: IotRequest) {
  context.store.provisioningTemplates.delete(findTemplate(context, request).templateName);
  return {};
}

function createVersion(context: IotContext, request: IotRequest) {
  const template = findTemplate(context, request);
  if (request.query('setAsDefault') !== 'true') throw invalid('Only a version set as default is imitated');
  const { templateBody } = request.body(z.object({ templateBody: z.string() }));
  parseTemplateBody(templateBody);
  const { templateName } = template;
  const version = template.version + 1;
  const modifiedAt = context.now().getTime();
  context.store.provisioningTemplates.set(templateName, { ...template, templateBody, version, modifiedAt });
  const templateArn = context.arns.provisioningTemplate(templateName);
  return { templateArn, templateName, versionId: version, isDefaultVersion: true };
}

async function createClaim(context: IotContext, request: IotRequest) {
  const { store, authority, now } = context;
  const { templateName, enabled } = findTemplate(context, request);
  if (!enabled) throw invalid(`The provisioning template ${templateName} is not enabled`);
  const { certificateId, certificatePem, publicKeyPem, privateKeyPem } = await authority.issueDevice();
  const at = now().getTime();
  const expiresAt = at + claimMilliseconds;
  store.certificates.set(certificateId, {
    certificateId,
    pem: certificatePem,
    status: 'ACTIVE',
    notBefore: certificateValidity.notBefore.getTime(),
    notAfter: expiresAt,
    createdAt: at,
    modifiedAt: at,
  });
  store.claims.set(certificateId, { certificateId, templateName, expiresAt });
  const keyPair = { PublicKey: publicKeyPem, PrivateKey: privateKeyPem };
  return { certificateId, certificatePem, keyPair, expiration: toSeconds(expiresAt) };
}
