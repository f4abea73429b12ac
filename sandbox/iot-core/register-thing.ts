import { z } from 'zod';
import type { IotContext } from './iot-context.ts';
import { IotError, notFound } from './iot-error.ts';
import { attachmentKey, type ProvisioningTemplate } from './iot-store.ts';
import { check, type ProvisioningCall } from './provisioning-call.ts';
import { type ProvisioningPlan, parseTemplateBody, planProvisioning } from './provisioning-template.ts';

const Parameters = z.record(z.string(), z.string());
const Request = z.object({
  certificateOwnershipToken: z.string().default(''),
  parameters: Parameters.default({}),
});
/** https://docs.aws.amazon.com/iot/latest/developerguide/pre-provisioning-hook.html */
const HookAnswer = z.object({
  allowProvisioning: z.literal(true),
  parameterOverrides: Parameters.default({}),
});

/** RegisterThing: asks the hook, then makes what the template names. Throws IotError. */
export async function registerThing(call: ProvisioningCall, templateName: string, payload: unknown) {
  const { context, tokens } = call;
  const template = context.store.provisioningTemplates.get(templateName);
  if (template?.enabled !== true) throw notFound('provisioning template', templateName);
  const { certificateOwnershipToken, parameters } = check(Request, payload);
  const certificateId = tokens.certificateOf(certificateOwnershipToken);
  const overrides = await askHook(call, template, certificateId, parameters);
  const body = parseTemplateBody(template.templateBody);
  const plan = planProvisioning(body, { ...parameters, ...overrides }, certificateId);
  carryOut(context, plan, certificateId);
  tokens.use(certificateOwnershipToken);
  return { deviceConfiguration: {}, ...(plan.thing && { thingName: plan.thing.thingName }) };
}

async function askHook(
  { context, invokeHook, log, clientId, claimCertificateId }: ProvisioningCall,
  { hookArn, templateName }: ProvisioningTemplate,
  certificateId: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  if (hookArn === undefined) return {};
  const event = {
    claimCertificateId,
    certificateId,
    certificatePem: context.store.certificates.get(certificateId)?.pem ?? '',
    templateArn: context.arns.provisioningTemplate(templateName),
    clientId,
    parameters,
  };
  const answer = await invokeHook(hookArn, event).catch((error: unknown) => {
    log('PROVISIONING_HOOK_FAILED', { hookArn, error: String(error) });
  });
  const allowed = HookAnswer.safeParse(answer);
  if (allowed.success) return allowed.data.parameterOverrides;
  throw new IotError('AccessDenied', 'The pre-provisioning hook did not allow it');
}

/** Everything is checked before anything is changed, so that a refusal leaves nothing behind. */
function carryOut(
  { store, newId, now }: IotContext,
  { thing, certificateStatus, policyNames }: ProvisioningPlan,
  certificateId: string,
): void {
  const certificate = store.certificates.get(certificateId);
  if (certificate === undefined) throw notFound('certificate', certificateId);
  for (const name of policyNames) if (!store.policies.has(name)) throw notFound('policy', name);
  const typeName = thing?.thingTypeName;
  if (typeName !== undefined && !store.thingTypes.has(typeName)) throw notFound('thing type', typeName);
  if (thing !== undefined) {
    const known = store.things.get(thing.thingName);
    store.things.set(thing.thingName, known ?? { ...thing, thingId: newId(), attributes: {}, version: 1 });
    const { thingName } = thing;
    store.principalAttachments.set(attachmentKey(thingName, certificateId), { thingName, certificateId });
  }
  for (const policyName of policyNames)
    store.policyAttachments.set(attachmentKey(policyName, certificateId), { policyName, certificateId });
  const modifiedAt = now().getTime();
  store.certificates.set(certificateId, { ...certificate, status: certificateStatus, modifiedAt });
}
