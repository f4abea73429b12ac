import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  arnOf,
  type Creator,
  flag,
  physicalName,
  ResourceError,
  type ResourceRequest,
  type World,
} from './world.ts';

const codeSchema = z.object({
  S3Key: z.string().optional(),
  ZipFile: z.string().optional(),
});

const functionSchema = z.object({
  FunctionName: z.string().optional(),
  Runtime: z.string().default('container image'),
  Handler: z.string().default(''),
  Code: codeSchema,
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  LoggingConfig: z
    .object({
      LogFormat: z.enum(['JSON', 'Text']).default('Text'),
      ApplicationLogLevel: z.string().optional(),
    })
    .default({ LogFormat: 'Text' }),
  Layers: z.array(z.string()).default([]),
});

const assetFolder = (request: ResourceRequest, { assets }: World, key: string): string => {
  const asset = assets.find((each) => each.key === key);
  if (asset?.packaging !== 'zip') throw new ResourceError(request, `no folder among the assets for ${key}`);
  return asset.path;
};

/** Code that stands in the template itself, as Lambda stores it: one file named index. */
const inlineFolder = (code: string, { workDir }: World, logicalId: string): string => {
  const folder = join(workDir, logicalId);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), code);
  return folder;
};

const codeFolder = (request: ResourceRequest, world: World, code: z.infer<typeof codeSchema>): string => {
  if (code.ZipFile !== undefined) return inlineFolder(code.ZipFile, world, request.logicalId);
  return assetFolder(request, world, code.S3Key ?? '');
};

/** AWS::Lambda::Function on Node; other runtimes and container images are refused. */
export const createFunction: Creator = async (request, world) => {
  const properties = functionSchema.parse(request.properties);
  if (!properties.Runtime.startsWith('nodejs'))
    throw new ResourceError(request, `the sandbox runs Node.js functions only, not ${properties.Runtime}`);
  const name = properties.FunctionName ?? physicalName(world, request.logicalId);
  const arn = arnOf(world, 'lambda', `function:${name}`);
  const { LogFormat, ApplicationLogLevel } = properties.LoggingConfig;
  const level = ApplicationLogLevel === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: ApplicationLogLevel };
  world.lambda.register({
    name,
    arn,
    codeRoot: codeFolder(request, world, properties.Code),
    handler: properties.Handler,
    environment: { ...level, ...properties.Environment?.Variables },
    timeoutSeconds: properties.Timeout,
    memoryMb: properties.MemorySize,
    concurrency: Math.min(
      properties.ReservedConcurrentExecutions ?? world.concurrencyCap,
      world.concurrencyCap,
    ),
    logFormat: LogFormat,
    layers: properties.Layers.flatMap((layer) => world.layers.get(layer) ?? []),
  });
  return { ref: name, attributes: { Arn: arn } };
};

const layerSchema = z.object({ LayerName: z.string().optional(), Content: z.object({ S3Key: z.string() }) });

/** AWS::Lambda::LayerVersion: its modules are found by `require`, not by `import`. */
export const createLayer: Creator = async (request, world) => {
  const { LayerName, Content } = layerSchema.parse(request.properties);
  const arn = arnOf(world, 'lambda', `layer:${LayerName ?? physicalName(world, request.logicalId)}:1`);
  world.layers.set(arn, assetFolder(request, world, Content.S3Key));
  return { ref: arn, attributes: { LayerVersionArn: arn } };
};

const versionSchema = z.object({ FunctionName: z.string(), Name: z.string().default('1') });

/** AWS::Lambda::Version and AWS::Lambda::Alias: names for the one code that there is. */
export const createVersion: Creator = async ({ properties }, world) => {
  const { FunctionName, Name } = versionSchema.parse(properties);
  const arn = FunctionName.startsWith('arn:')
    ? FunctionName
    : arnOf(world, 'lambda', `function:${FunctionName}`);
  return { ref: `${arn}:${Name}`, attributes: { FunctionArn: `${arn}:${Name}`, Version: '1' } };
};

const eventSourceSchema = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  BatchSize: z.coerce.number().default(10),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  Enabled: flag.default(true),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number() }).optional(),
  FilterCriteria: z.undefined('the sandbox does not filter event sources').optional(),
});

/** AWS::Lambda::EventSourceMapping of a queue; it starts when all resources are there. */
export const createEventSource: Creator = async (request, world) => {
  const mapping = eventSourceSchema.parse(request.properties);
  const [, , service, , , queueName = ''] = mapping.EventSourceArn.split(':');
  if (service !== 'sqs') throw new ResourceError(request, `the sandbox reads queues only, not ${service}`);
  const functionName = mapping.FunctionName.split(':')[6] ?? mapping.FunctionName;
  if (mapping.Enabled)
    world.eventSources.push({
      functionName,
      queueArn: mapping.EventSourceArn,
      queueUrl: `${world.endpointUrl}/${world.accountId}/${queueName}`,
      batchSize: mapping.BatchSize,
      windowSeconds: mapping.MaximumBatchingWindowInSeconds,
      concurrency: Math.min(
        mapping.ScalingConfig?.MaximumConcurrency ?? world.concurrencyCap,
        world.concurrencyCap,
      ),
      reportsItemFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    });
  const id = physicalName(world, request.logicalId);
  return {
    ref: id,
    attributes: { Id: id, EventSourceMappingArn: arnOf(world, 'lambda', `event-source-mapping:${id}`) },
  };
};

/** AWS::Lambda::Url: a local address of its own, open to every caller on this machine. */
export const createFunctionUrl: Creator = async ({ properties }, world) => {
  const { TargetFunctionArn } = z.object({ TargetFunctionArn: z.string() }).parse(properties);
  const functionName = TargetFunctionArn.split(':')[6] ?? TargetFunctionArn;
  const url = await world.openFunctionUrl(functionName);
  return { ref: arnOf(world, 'lambda', `function:${functionName}`), attributes: { FunctionUrl: url } };
};
