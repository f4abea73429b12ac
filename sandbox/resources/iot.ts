import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateProvisioningTemplateCommand,
  CreateProvisioningTemplateVersionCommand,
  CreateRoleAliasCommand,
  CreateThingTypeCommand,
  CreateTopicRuleCommand,
  type CreateTopicRuleCommandInput,
  DescribeProvisioningTemplateCommand,
  GetPolicyCommand,
  type IoTClient,
  ReplaceTopicRuleCommand,
  ResourceAlreadyExistsException,
  UpdateProvisioningTemplateCommand,
} from '@aws-sdk/client-iot';
import { z } from 'zod';
import type { Json } from '../intrinsics.ts';
import { arnOf, type Creator, flag, lowerFirst, physicalName } from './world.ts';

/** Runs `create`, and `update` when an earlier start has made the thing already. */
const createOr = async (create: () => Promise<unknown>, update: () => Promise<unknown>): Promise<void> => {
  try {
    await create();
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    await update();
  }
};

const nothing = async (): Promise<void> => undefined;

/** AWS::IoT::ThingType. */
export const createThingType: Creator = async ({ logicalId, properties }, world) => {
  const { ThingTypeName } = z.object({ ThingTypeName: z.string().optional() }).parse(properties);
  const thingTypeName = ThingTypeName ?? physicalName(world, logicalId, 128);
  await createOr(() => world.clients.iot.send(new CreateThingTypeCommand({ thingTypeName })), nothing);
  const arn = arnOf(world, 'iot', `thingtype/${thingTypeName}`);
  return { ref: thingTypeName, attributes: { Arn: arn, Id: thingTypeName } };
};

const updatePolicy = async (iot: IoTClient, policyName: string, policyDocument: string): Promise<void> => {
  const current = await iot.send(new GetPolicyCommand({ policyName }));
  if (current.policyDocument === policyDocument) return;
  await iot.send(new CreatePolicyVersionCommand({ policyName, policyDocument, setAsDefault: true }));
};

/** AWS::IoT::Policy. */
export const createIotPolicy: Creator = async ({ logicalId, properties }, world) => {
  const { iot } = world.clients;
  const schema = z.object({ PolicyName: z.string().optional(), PolicyDocument: z.unknown() });
  const { PolicyName, PolicyDocument } = schema.parse(properties);
  const policyName = PolicyName ?? physicalName(world, logicalId, 128);
  const policyDocument = JSON.stringify(PolicyDocument);
  await createOr(
    () => iot.send(new CreatePolicyCommand({ policyName, policyDocument })),
    () => updatePolicy(iot, policyName, policyDocument),
  );
  return {
    ref: policyName,
    attributes: { Arn: arnOf(world, 'iot', `policy/${policyName}`), Id: policyName },
  };
};

/** AWS::IoT::TopicRule; the IoT service itself refuses actions it does not carry out. */
export const createTopicRule: Creator = async ({ logicalId, properties }, world) => {
  const schema = z.object({ RuleName: z.string().optional(), TopicRulePayload: z.unknown() });
  const { RuleName, TopicRulePayload } = schema.parse(properties);
  const ruleName = RuleName ?? physicalName(world, logicalId, 128).replaceAll('-', '_');
  const topicRulePayload = lowerFirst(TopicRulePayload as Json) as unknown;
  const input = { ruleName, topicRulePayload } as CreateTopicRuleCommandInput;
  await createOr(
    () => world.clients.iot.send(new CreateTopicRuleCommand(input)),
    () => world.clients.iot.send(new ReplaceTopicRuleCommand(input)),
  );
  return { ref: ruleName, attributes: { Arn: arnOf(world, 'iot', `rule/${ruleName}`) } };
};

/** AWS::IoT::RoleAlias. */
export const createRoleAlias: Creator = async ({ logicalId, properties }, world) => {
  const schema = z.object({
    RoleAlias: z.string().optional(),
    RoleArn: z.string(),
    CredentialDurationSeconds: z.coerce.number().default(3600),
  });
  const { RoleAlias, RoleArn, CredentialDurationSeconds } = schema.parse(properties);
  const roleAlias = RoleAlias ?? physicalName(world, logicalId, 128);
  const input = { roleAlias, roleArn: RoleArn, credentialDurationSeconds: CredentialDurationSeconds };
  await createOr(() => world.clients.iot.send(new CreateRoleAliasCommand(input)), nothing);
  return { ref: roleAlias, attributes: { RoleAliasArn: arnOf(world, 'iot', `rolealias/${roleAlias}`) } };
};

const provisioningSchema = z.object({
  TemplateName: z.string().optional(),
  TemplateBody: z.string(),
  ProvisioningRoleArn: z.string(),
  Enabled: flag.default(false),
  PreProvisioningHook: z.object({ TargetArn: z.string(), PayloadVersion: z.string().optional() }).optional(),
  TemplateType: z.literal('FLEET_PROVISIONING').default('FLEET_PROVISIONING'),
});

/** AWS::IoT::ProvisioningTemplate. */
export const createProvisioningTemplate: Creator = async ({ logicalId, properties }, world) => {
  const { iot } = world.clients;
  const given = provisioningSchema.parse(properties);
  const templateName = given.TemplateName ?? physicalName(world, logicalId, 36);
  const templateBody = given.TemplateBody;
  const hook = given.PreProvisioningHook;
  const settings = {
    templateName,
    enabled: given.Enabled,
    provisioningRoleArn: given.ProvisioningRoleArn,
    ...(hook && { preProvisioningHook: { targetArn: hook.TargetArn } }),
  };
  await createOr(
    () => iot.send(new CreateProvisioningTemplateCommand({ ...settings, templateBody })),
    async () => {
      const removal = hook === undefined ? { removePreProvisioningHook: true } : {};
      await iot.send(new UpdateProvisioningTemplateCommand({ ...settings, ...removal }));
      await updateBody(iot, templateName, templateBody);
    },
  );
  const templateArn = arnOf(world, 'iot', `provisioningtemplate/${templateName}`);
  return { ref: templateName, attributes: { TemplateArn: templateArn } };
};

const updateBody = async (iot: IoTClient, templateName: string, templateBody: string): Promise<void> => {
  const current = await iot.send(new DescribeProvisioningTemplateCommand({ templateName }));
  if (current.templateBody === templateBody) return;
  const version = { templateName, templateBody, setAsDefault: true };
  await iot.send(new CreateProvisioningTemplateVersionCommand(version));
};
