import { join } from 'node:path';
import { type DeployedResource, deploy, readState, uploadFiles, writeState } from './deploy.ts';
import { sweepExpired } from './dynamodb.ts';
import { startEventSource } from './event-sources.ts';
import { openFunctionUrl } from './function-url.ts';
import type { Scope } from './intrinsics.ts';
import { ACCOUNT_ID, type Closers, type LocalAws } from './local-aws.ts';
import type { World } from './resources/world.ts';
import { everyRealTime, startSchedules } from './schedules.ts';
import type { SandboxOptions } from './start-sandbox.ts';
import { type CloudAssembly, readCloudAssembly, templateScope } from './template.ts';

const SWEEP_SECONDS = 60;

/** A template on its way to becoming resources. */
export interface Stack {
  readonly assembly: CloudAssembly;
  readonly scope: Scope;
  readonly world: World;
  readonly resources: Map<string, DeployedResource>;
  readonly stateFile: string | undefined;
}

export class ResourceMissingError extends Error {
  override name = 'ResourceMissingError';
}

/** By logical id, with or without CDK's hash at its end. */
export const physicalIdIn = (resources: Stack['resources'], logicalId: string): string => {
  const exact = resources.get(logicalId);
  if (exact !== undefined) return exact.ref;
  const similar = [...resources].filter(([id]) => id.replace(/[0-9A-F]{8}$/, '') === logicalId);
  const [only, ...others] = similar;
  if (only === undefined || others.length > 0)
    throw new ResourceMissingError(`${similar.length} resources are called ${logicalId}`);
  return only[1].ref;
};

/** Reads the cloud assembly; nothing is made yet. */
export const makeStack = (
  options: SandboxOptions,
  aws: LocalAws,
  folder: string,
  closers: Closers,
): Stack => {
  const place = { region: options.region ?? 'ap-southeast-1', accountId: ACCOUNT_ID };
  const assembly = readCloudAssembly(options.cloudAssembly ?? 'cdk.out', place);
  const { stackName, template } = assembly;
  const stackId = `arn:aws:cloudformation:${place.region}:${ACCOUNT_ID}:stack/${stackName}/sandbox`;
  const resources = new Map<string, DeployedResource>();
  const world: World = {
    ...place,
    ...aws,
    stackName,
    stackId,
    workDir: join(folder, 'inline-code'),
    assets: assembly.assets,
    concurrencyCap: options.concurrencyCap ?? 2,
    layers: new Map(),
    dashboards: new Map(),
    eventSources: [],
    expiringTables: [],
    schedules: [],
    openFunctionUrl: async (functionName) => {
      const { url, close } = await openFunctionUrl(aws.lambda, functionName);
      closers.add(close);
      return url;
    },
    onProgress: options.onProgress ?? (() => undefined),
  };
  const parameters = options.parameters ?? {};
  const scope = templateScope({ ...place, stackName, stackId, template, resources, parameters });
  const stateFile = options.dataDir === undefined ? undefined : join(folder, 'stack.json');
  return { assembly, scope, world, resources, stateFile };
};

/** Makes the template's resources, or updates those of an earlier start on the same data folder. */
export const deployStack = async ({ assembly, scope, world, resources, stateFile }: Stack): Promise<void> => {
  await uploadFiles(world.clients.s3, assembly.assets);
  try {
    await deploy({ template: assembly.template, scope, world, resources, previous: readState(stateFile) });
  } finally {
    if (stateFile !== undefined) writeState(stateFile, resources);
  }
};

/** Starts what acts by itself: queues that feed functions, schedules, the expiry of items. */
export const startMotion = (
  { world }: Stack,
  aws: LocalAws,
  options: SandboxOptions,
  closers: Closers,
): void => {
  const { every = everyRealTime, now = () => new Date() } = options;
  const { region, lambda } = world;
  for (const definition of world.eventSources) {
    const source = startEventSource({ ...definition, region, sqs: aws.pollSqs, invoke: lambda.invoke });
    closers.add(source.stop);
  }
  const onFailure = (name: string, error: unknown) => world.onProgress(`schedule ${name}: ${String(error)}`);
  const sweep = {
    name: 'time to live',
    expression: `rate(${SWEEP_SECONDS / 60} minutes)`,
    fire: async (at: Date) => void (await sweepExpired(world.clients.dynamodb, world.expiringTables, at)),
  };
  closers.add(startSchedules({ schedules: [...world.schedules, sweep], every, now, onFailure }));
  // Ends first: pollers wait for the invocation they made, and a killed one gives its messages back.
  closers.add(lambda.close);
};
