import { z } from 'zod';
import { type IotContext, toSeconds } from './iot-context.ts';
import { alreadyExists, IotError, invalid, notFound } from './iot-error.ts';
import { parsePolicy } from './iot-policy.ts';
import type { IotRequest, IotRoute } from './iot-request.ts';
import { attachmentKey, type Policy } from './iot-store.ts';
import { pageOf } from './list-page.ts';

const PolicyBody = z.object({ policyDocument: z.string() });
const TargetBody = z.object({ target: z.string() });

/** CreatePolicy and its version, GetPolicy, DeletePolicy, ListPolicies, and what attaches them to certificates. */
export function policyRoutes(context: IotContext): readonly IotRoute[] {
  const path = '/policies/{policyName}';
  const target = '/target-policies/{policyName}';
  return [
    { name: 'CreatePolicy', method: 'POST', path, answer: (request) => createPolicy(context, request) },
    { name: 'GetPolicy', method: 'GET', path, answer: (request) => getPolicy(context, request) },
    { name: 'DeletePolicy', method: 'DELETE', path, answer: (request) => deletePolicy(context, request) },
    {
      name: 'CreatePolicyVersion',
      method: 'POST',
      path: `${path}/version`,
      answer: (request) => createVersion(context, request),
    },
    {
      name: 'ListPolicies',
      method: 'GET',
      path: '/policies',
      answer: (request) => listPolicies(context, request, [...context.store.policies.values()]),
    },
    {
      name: 'AttachPolicy',
      method: 'PUT',
      path: target,
      answer: (request) => attachPolicy(context, request),
    },
    {
      name: 'DetachPolicy',
      method: 'POST',
      path: target,
      answer: (request) => detachPolicy(context, request),
    },
    {
      name: 'ListAttachedPolicies',
      method: 'POST',
      path: '/attached-policies/{target}',
      answer: (request) => listAttachedPolicies(context, request),
    },
  ];
}

function findPolicy({ store }: IotContext, request: IotRequest): Policy {
  const name = request.param('policyName');
  const policy = store.policies.get(name);
  if (policy === undefined) throw notFound('policy', name);
  return policy;
}

/** The id of a target certificate that exists; other kinds of targets are not imitated. */
function targetCertificate({ store, arns }: IotContext, target: string): string {
  const certificateId = arns.certificateIdOf(target);
  if (certificateId === undefined) throw invalid(`Only a certificate's ARN can be a target here: ${target}`);
  if (!store.certificates.has(certificateId)) throw notFound('certificate', certificateId);
  return certificateId;
}

function createPolicy({ store, arns, now }: IotContext, request: IotRequest) {
  const policyName = request.param('policyName');
  if (!/^[\w+=,.@-]{1,128}$/.test(policyName)) throw invalid(`${policyName} is no policy name`);
  const { policyDocument } = request.body(PolicyBody);
  parsePolicy(policyDocument);
  if (store.policies.has(policyName)) throw alreadyExists('policy', policyName);
  const at = now().getTime();
  store.policies.set(policyName, {
    policyName,
    document: policyDocument,
    version: 1,
    createdAt: at,
    modifiedAt: at,
  });
  return { policyName, policyArn: arns.policy(policyName), policyDocument, policyVersionId: '1' };
}

function createVersion(context: IotContext, request: IotRequest) {
  const policy = findPolicy(context, request);
  const { policyDocument } = request.body(PolicyBody);
  if (request.query('setAsDefault') !== 'true') throw invalid('Only a version set as default is imitated');
  parsePolicy(policyDocument);
  const version = policy.version + 1;
  const modifiedAt = context.now().getTime();
  context.store.policies.set(policy.policyName, { ...policy, document: policyDocument, version, modifiedAt });
  return {
    policyArn: context.arns.policy(policy.policyName),
    policyDocument,
    policyVersionId: `${version}`,
    isDefaultVersion: true,
  };
}

function getPolicy(context: IotContext, request: IotRequest) {
  const { policyName, document, version, createdAt, modifiedAt } = findPolicy(context, request);
  return {
    policyName,
    policyArn: context.arns.policy(policyName),
    policyDocument: document,
    defaultVersionId: `${version}`,
    creationDate: toSeconds(createdAt),
    lastModifiedDate: toSeconds(modifiedAt),
  };
}

function deletePolicy(context: IotContext, request: IotRequest): undefined {
  const { policyName } = findPolicy(context, request);
  if ([...context.store.policyAttachments.values()].some((it) => it.policyName === policyName)) {
    throw new IotError('DeleteConflictException', `The policy ${policyName} is attached to a certificate`);
  }
  context.store.policies.delete(policyName);
}

function listPolicies({ arns }: IotContext, request: IotRequest, policies: readonly Policy[]) {
  const { page, next } = pageOf(policies, {
    keyOf: (policy) => policy.policyName,
    token: request.query('marker'),
    size: request.query('pageSize'),
  });
  const listed = page.map(({ policyName }) => ({ policyName, policyArn: arns.policy(policyName) }));
  return { policies: listed, nextMarker: next };
}

function attachPolicy(context: IotContext, request: IotRequest): undefined {
  const { policyName } = findPolicy(context, request);
  const certificateId = targetCertificate(context, request.body(TargetBody).target);
  const key = attachmentKey(policyName, certificateId);
  context.store.policyAttachments.set(key, { policyName, certificateId });
}

function detachPolicy(context: IotContext, request: IotRequest): undefined {
  const { policyName } = findPolicy(context, request);
  const certificateId = targetCertificate(context, request.body(TargetBody).target);
  context.store.policyAttachments.delete(attachmentKey(policyName, certificateId));
}

function listAttachedPolicies(context: IotContext, request: IotRequest) {
  const target = targetCertificate(context, request.param('target'));
  const attached = [...context.store.policyAttachments.values()]
    .filter(({ certificateId }) => certificateId === target)
    .flatMap(({ policyName }) => context.store.policies.get(policyName) ?? []);
  return listPolicies(context, request, attached);
}
