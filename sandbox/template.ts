import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  holds,
  IntrinsicError,
  type Json,
  type JsonObject,
  references,
  resolve,
  type Scope,
} from './intrinsics.ts';

const json = z.json() as z.ZodType<Json>;
const values = z.record(z.string(), json);

const resourceSchema = z.object({
  Type: z.string(),
  Properties: values.default({}),
  DependsOn: z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]),
  Condition: z.string().optional(),
});

const templateSchema = z.object({
  Description: z.string().optional(),
  Parameters: z.record(z.string(), z.looseObject({ Default: json.optional() })).default({}),
  Mappings: values.default({}),
  Conditions: values.default({}),
  Resources: z.record(z.string(), resourceSchema).default({}),
  Outputs: z
    .record(
      z.string(),
      z.object({ Value: json, Description: z.string().optional(), Condition: z.string().optional() }),
    )
    .default({}),
});

export type Template = z.infer<typeof templateSchema>;
export type TemplateResource = z.infer<typeof resourceSchema>;

/** One file or folder that `cdk deploy` would upload: where it lies here, and the name it is known by there. */
export interface FileAsset {
  readonly path: string;
  readonly packaging: 'file' | 'zip';
  readonly bucket: string;
  readonly key: string;
}

export interface CloudAssembly {
  readonly stackName: string;
  readonly template: Template;
  readonly assets: readonly FileAsset[];
}

export interface Place {
  readonly region: string;
  readonly accountId: string;
}

export class CloudAssemblyError extends Error {
  override name = 'CloudAssemblyError';
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      displayName: z.string().optional(),
      properties: z
        .looseObject({ templateFile: z.string().optional(), stackName: z.string().optional() })
        .optional(),
    }),
  ),
});

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.looseObject({
        path: z.string().optional(),
        packaging: z.enum(['file', 'zip']).default('file'),
      }),
      destinations: z.record(z.string(), z.looseObject({ bucketName: z.string(), objectKey: z.string() })),
    }),
  ),
});

/** Reads a template that stands in a file or comes from a test. Throws zod's error for a malformed one. */
export const parseTemplate = (template: unknown): Template => templateSchema.parse(template);

const readJson = (folder: string, file: string): unknown =>
  JSON.parse(readFileSync(join(folder, file), 'utf8'));

const readAssets = (folder: string, file: string, { region, accountId }: Place): FileAsset[] =>
  Object.values(assetsSchema.parse(readJson(folder, file)).files).flatMap(({ source, destinations }) =>
    Object.values(destinations).flatMap(({ bucketName, objectKey }) => ({
      path: join(folder, source.path ?? ''),
      packaging: source.packaging,
      bucket: bucketName
        .replaceAll(`\${AWS::AccountId}`, accountId)
        .replaceAll(`\${AWS::Region}`, region)
        .replaceAll(`\${AWS::Partition}`, 'aws'),
      key: objectKey,
    })),
  );

/** Reads the one stack that `cdk synth` wrote into `folder`, with the assets it needs. */
export const readCloudAssembly = (folder: string, place: Place): CloudAssembly => {
  const { artifacts } = manifestSchema.parse(readJson(folder, 'manifest.json'));
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  const templateFile = stack?.[1].properties?.templateFile;
  if (stack === undefined || stacks.length > 1 || templateFile === undefined)
    throw new CloudAssemblyError(`${folder} must hold exactly one stack, it holds ${stacks.length}`);
  const [id, { properties }] = stack;
  // A template that itself is an asset is listed too; it has no reader here and costs nothing.
  const manifests = Object.keys(artifacts).filter((name) => artifacts[name]?.type === 'cdk:asset-manifest');
  return {
    stackName: properties?.stackName ?? id,
    template: parseTemplate(readJson(folder, templateFile)),
    assets: manifests.flatMap((name) => readAssets(folder, `${name}.json`, place)),
  };
};

export interface KnownResource {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, Json>>;
}

export interface ScopeParams extends Place {
  readonly stackName: string;
  readonly stackId: string;
  readonly template: Template;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Resources made so far; the scope reads it anew at every lookup. */
  readonly resources: ReadonlyMap<string, KnownResource>;
}

/** Lookups for `resolve` over one template; a resource must be made before it is looked up. */
export const templateScope = (params: ScopeParams): Scope => {
  const { template, resources, parameters = {} } = params;
  const pseudo: Readonly<Record<string, Json | undefined>> = {
    'AWS::Region': params.region,
    'AWS::AccountId': params.accountId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': params.stackName,
    'AWS::StackId': params.stackId,
    'AWS::NoValue': undefined,
    'AWS::NotificationARNs': [],
  };
  const known = <Value>(value: Value | undefined, what: string): Value => {
    if (value === undefined) throw new IntrinsicError(`the template refers to ${what}, which has no value`);
    return value;
  };
  return {
    ref: (name) =>
      name in pseudo
        ? pseudo[name]
        : known(resources.get(name)?.ref ?? parameters[name] ?? template.Parameters[name]?.Default, name),
    attribute: (id, name) => known(resources.get(id)?.attributes?.[name], `${id}.${name}`),
    condition: (name) => known(template.Conditions[name], `condition ${name}`),
    mapping: (name) => known(template.Mappings[name], `mapping ${name}`),
  };
};

/**
 * Resources in an order in which each one stands after all it refers to (Ref, Fn::GetAtt, Fn::Sub, DependsOn).
 * Throws `CloudAssemblyError` for a circle.
 */
export const creationOrder = (template: Template): readonly string[] => {
  const order = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const resource = template.Resources[id];
    if (resource === undefined || order.has(id)) return;
    if (path.includes(id))
      throw new CloudAssemblyError(`resources form a circle: ${[...path, id].join(' → ')}`);
    const needs = [...resource.DependsOn, ...references(resource.Properties)].filter((name) => name !== id);
    for (const need of needs) visit(need, [...path, id]);
    order.add(id);
  };
  for (const id of Object.keys(template.Resources)) visit(id, []);
  return [...order];
};

/** Whether a resource or output is wanted under the template's conditions. */
export const isWanted = (part: { readonly Condition?: string | undefined }, scope: Scope): boolean =>
  part.Condition === undefined || holds(part.Condition, scope);

/** A resource's properties with every intrinsic function replaced. */
export const resolveProperties = (properties: JsonObject, scope: Scope): JsonObject =>
  resolve(properties, scope) as JsonObject;
