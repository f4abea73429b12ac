import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { StackOutput, StackResource } from './cloudformation.ts';
import { type JsonObject, resolve, type Scope } from './intrinsics.ts';
import { creatorFor } from './resources/creators.ts';
import { type CreatedResource, ResourceError, type World } from './resources/world.ts';
import { creationOrder, type FileAsset, isWanted, resolveProperties, type Template } from './template.ts';

export interface DeployedResource extends CreatedResource {
  readonly type: string;
  readonly properties: JsonObject;
}

/** Puts the files that functions read at run time where `cdk deploy` puts them; code folders stay where they are. */
export const uploadFiles = async (s3: S3Client, assets: readonly FileAsset[]): Promise<void> => {
  const files = assets.filter(({ packaging }) => packaging === 'file');
  for (const Bucket of new Set(files.map(({ bucket }) => bucket)))
    await s3.send(new CreateBucketCommand({ Bucket }));
  for (const { bucket, key, path } of files)
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await readFile(path) }));
};

/** Resources of an earlier start on the same data folder. */
export const readState = (file: string | undefined): Readonly<Record<string, DeployedResource>> =>
  file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};

export const writeState = (file: string, resources: ReadonlyMap<string, DeployedResource>): void =>
  writeFileSync(file, JSON.stringify(Object.fromEntries(resources), undefined, 2));

/** Stops before anything is made when the template holds a type that the sandbox does not know. */
export const refuseUnknownTypes = (template: Template): void => {
  for (const [logicalId, { Type }] of Object.entries(template.Resources))
    if (creatorFor(Type) === undefined)
      throw new ResourceError(
        { logicalId, type: Type },
        'the sandbox does not know this type; give it a creator or a reason in sandbox/resources/no-effect.ts',
      );
};

export interface DeployParams {
  readonly template: Template;
  readonly scope: Scope;
  readonly world: World;
  readonly previous: Readonly<Record<string, DeployedResource>>;
  /** Filled as resources come to be; the scope reads it. */
  readonly resources: Map<string, DeployedResource>;
}

const deployOne = async (params: DeployParams, logicalId: string): Promise<void> => {
  const { template, scope, world, resources } = params;
  const resource = template.Resources[logicalId];
  if (resource === undefined || !isWanted(resource, scope)) return;
  const type = resource.Type;
  try {
    const properties = resolveProperties(resource.Properties, scope);
    const known = params.previous[logicalId];
    const previous = known?.type === type ? known : undefined;
    const created = await creatorFor(type)?.({ logicalId, type, properties, previous }, world);
    if (created !== undefined)
      resources.set(logicalId, { ref: created.ref, attributes: created.attributes ?? {}, type, properties });
  } catch (error) {
    throw error instanceof ResourceError
      ? error
      : new ResourceError({ logicalId, type }, String(error), error);
  }
};

/**
 * Makes every resource of the template, each after those it refers to. Rejects with a `ResourceError` that
 * names the first one that cannot be made.
 */
export const deploy = async (params: DeployParams): Promise<void> => {
  refuseUnknownTypes(params.template);
  for (const logicalId of creationOrder(params.template)) await deployOne(params, logicalId);
};

export const resolveOutputs = (template: Template, scope: Scope): readonly StackOutput[] =>
  Object.entries(template.Outputs)
    .filter(([, output]) => isWanted(output, scope))
    .map(([key, { Value, Description }]) => ({
      key,
      value: String(resolve(Value, scope)),
      description: Description,
    }));

export const listResources = (resources: ReadonlyMap<string, DeployedResource>): readonly StackResource[] =>
  [...resources].map(([logicalId, { ref, type }]) => ({ logicalId, physicalId: ref, type }));
