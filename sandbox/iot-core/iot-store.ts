import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Shadow, storedShadow } from './shadow-document.ts';

const Thing = z.object({
  thingName: z.string(),
  thingId: z.string(),
  thingTypeName: z.string().optional(),
  attributes: z.record(z.string(), z.string()),
  version: z.number(),
});
const ThingType = z.object({
  thingTypeName: z.string(),
  thingTypeId: z.string(),
  description: z.string().optional(),
  searchableAttributes: z.array(z.string()),
  createdAt: z.number(),
  deprecatedAt: z.number().optional(),
});
const Certificate = z.object({
  certificateId: z.string(),
  pem: z.string(),
  status: z.enum(['ACTIVE', 'INACTIVE', 'REVOKED', 'PENDING_ACTIVATION']),
  notBefore: z.number(),
  notAfter: z.number(),
  createdAt: z.number(),
  modifiedAt: z.number(),
});
const Policy = z.object({
  policyName: z.string(),
  document: z.string(),
  /** Number of the default version, the only one kept. */
  version: z.number(),
  createdAt: z.number(),
  modifiedAt: z.number(),
});
const TopicRule = z.object({
  ruleName: z.string(),
  sql: z.string(),
  description: z.string().optional(),
  awsIotSqlVersion: z.string(),
  ruleDisabled: z.boolean(),
  actions: z.array(z.unknown()),
  errorAction: z.unknown().optional(),
  createdAt: z.number(),
});
const RoleAlias = z.object({
  roleAlias: z.string(),
  roleArn: z.string(),
  credentialDurationSeconds: z.number(),
  createdAt: z.number(),
});
const ProvisioningTemplate = z.object({
  templateName: z.string(),
  description: z.string().optional(),
  /** JSON text, as it was given. */
  templateBody: z.string(),
  enabled: z.boolean(),
  provisioningRoleArn: z.string(),
  hookArn: z.string().optional(),
  /** Number of the default version, the only one kept. */
  version: z.number(),
  createdAt: z.number(),
  modifiedAt: z.number(),
});
/** What a certificate of CreateProvisioningClaim may do, and until when. */
const Claim = z.object({ certificateId: z.string(), templateName: z.string(), expiresAt: z.number() });
const PolicyAttachment = z.object({ policyName: z.string(), certificateId: z.string() });
const PrincipalAttachment = z.object({ thingName: z.string(), certificateId: z.string() });

const StateFile = z.object({
  things: z.array(Thing),
  thingTypes: z.array(ThingType),
  certificates: z.array(Certificate),
  policies: z.array(Policy),
  rules: z.array(TopicRule),
  roleAliases: z.array(RoleAlias),
  policyAttachments: z.array(PolicyAttachment),
  principalAttachments: z.array(PrincipalAttachment),
  // Younger than the others: files of former runs have none.
  shadows: z.array(storedShadow).default([]),
  provisioningTemplates: z.array(ProvisioningTemplate).default([]),
  claims: z.array(Claim).default([]),
});

/** Records of the registry; times are milliseconds since 1970. They are replaced, never changed in place. */
export type Thing = Readonly<z.infer<typeof Thing>>;
export type ThingType = Readonly<z.infer<typeof ThingType>>;
export type Certificate = Readonly<z.infer<typeof Certificate>>;
export type Policy = Readonly<z.infer<typeof Policy>>;
export type TopicRule = Readonly<z.infer<typeof TopicRule>>;
export type RoleAlias = Readonly<z.infer<typeof RoleAlias>>;
export type ProvisioningTemplate = Readonly<z.infer<typeof ProvisioningTemplate>>;
export type Claim = Readonly<z.infer<typeof Claim>>;
export type PolicyAttachment = Readonly<z.infer<typeof PolicyAttachment>>;
export type PrincipalAttachment = Readonly<z.infer<typeof PrincipalAttachment>>;

export interface IotStore {
  readonly things: Map<string, Thing>;
  readonly thingTypes: Map<string, ThingType>;
  readonly certificates: Map<string, Certificate>;
  readonly policies: Map<string, Policy>;
  readonly rules: Map<string, TopicRule>;
  readonly roleAliases: Map<string, RoleAlias>;
  readonly policyAttachments: Map<string, PolicyAttachment>;
  readonly principalAttachments: Map<string, PrincipalAttachment>;
  /** By thing name. */
  readonly shadows: Map<string, Shadow>;
  readonly provisioningTemplates: Map<string, ProvisioningTemplate>;
  /** By certificate id. */
  readonly claims: Map<string, Claim>;
  /** Writes everything to `dataDir/state.json`; without a folder the state lives in memory only. */
  save(): void;
}

/** Key of an attachment in the store: a name and a certificate id, neither of which can hold a space. */
export const attachmentKey = (name: string, certificateId: string): string => `${name} ${certificateId}`;

const byKey = <T>(items: readonly T[], key: (item: T) => string): Map<string, T> =>
  new Map(items.map((item) => [key(item), item]));

function readState(file: string | undefined): z.infer<typeof StateFile> {
  if (file !== undefined && existsSync(file)) return StateFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    things: [],
    thingTypes: [],
    certificates: [],
    policies: [],
    rules: [],
    roleAliases: [],
    policyAttachments: [],
    principalAttachments: [],
    shadows: [],
    provisioningTemplates: [],
    claims: [],
  };
}

/** Opens the registry kept in `dataDir`; throws when its file is not one this code wrote. */
export function openIotStore({ dataDir }: { dataDir?: string | undefined }): IotStore {
  const file = dataDir === undefined ? undefined : join(dataDir, 'state.json');
  const state = readState(file);
  const maps = {
    things: byKey(state.things, (thing) => thing.thingName),
    thingTypes: byKey(state.thingTypes, (type) => type.thingTypeName),
    certificates: byKey(state.certificates, (certificate) => certificate.certificateId),
    policies: byKey(state.policies, (policy) => policy.policyName),
    rules: byKey(state.rules, (rule) => rule.ruleName),
    roleAliases: byKey(state.roleAliases, (alias) => alias.roleAlias),
    policyAttachments: byKey(state.policyAttachments, (it) => attachmentKey(it.policyName, it.certificateId)),
    principalAttachments: byKey(state.principalAttachments, (it) =>
      attachmentKey(it.thingName, it.certificateId),
    ),
    shadows: byKey(state.shadows, (shadow) => shadow.thingName),
    provisioningTemplates: byKey(state.provisioningTemplates, (template) => template.templateName),
    claims: byKey(state.claims, (claim) => claim.certificateId),
  };
  const save = (): void => {
    if (dataDir === undefined || file === undefined) return;
    mkdirSync(dataDir, { recursive: true });
    const lists = Object.entries(maps).map(([name, map]) => [name, [...map.values()]]);
    // Written aside and renamed, so that a crash while writing leaves the former state readable.
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(lists), null, 1));
    renameSync(`${file}.new`, file);
  };
  return { ...maps, save };
}
