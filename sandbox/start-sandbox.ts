import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCloudFormation, type StackResource } from './cloudformation.ts';
import { listResources, resolveOutputs } from './deploy.ts';
import type { LambdaLogLine } from './function-pool.ts';
import { InvocationError, type LambdaRuntime } from './lambda-runtime.ts';
import { type Closers, createClosers, type LocalAws, type OpenServices, openLocalAws } from './local-aws.ts';
import type { LocalService } from './local-service.ts';
import type { Mailboxes } from './mailboxes.ts';
import { deployStack, makeStack, physicalIdIn, startMotion } from './run-stack.ts';
import type { Every } from './schedules.ts';

export interface SandboxOptions {
  /** Folder that `cdk synth` wrote. @default 'cdk.out' */
  readonly cloudAssembly?: string;
  /** Keeps all data; a second start on it updates what the first one made. @default everything in memory */
  readonly dataDir?: string;
  /** The one port of all services; 0 takes any free one. @default 4566 */
  readonly port?: number;
  /** @default 'ap-southeast-1' */
  readonly region?: string;
  /** Values for the template's parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What the start is doing, and what of the template has no effect here. */
  readonly onProgress?: (text: string) => void;
  /** Each line that a function logs; all of them also stand in `functions.log`. */
  readonly onLog?: (line: LambdaLogLine) => void;
  /** Services besides the core, made when engines and front door stand (see `services.ts`). */
  readonly openServices?: OpenServices;
  readonly extraServices?: readonly LocalService[];
  /** Most processes per function. @default 2 */
  readonly concurrencyCap?: number;
  /** The clock of schedules and of expiry. @default the system's */
  readonly every?: Every;
  readonly now?: () => Date;
}

export interface Sandbox {
  readonly stackName: string;
  /** Set this as AWS_ENDPOINT_URL. */
  readonly endpointUrl: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly StackResource[];
  readonly clients: LocalAws['clients'];
  readonly mailboxes: Mailboxes;
  readonly lambda: LambdaRuntime;
  readonly cloudWatch: LocalAws['cloudWatch'];
  /** Bodies of dashboards by name: JSON, as CloudWatch would get it. */
  readonly dashboards: ReadonlyMap<string, string>;
  /** What functions logged. Without a data folder it goes with the sandbox. */
  readonly logFile: string;
  /** By logical id, with or without CDK's hash at its end. Throws for an unknown or ambiguous one. */
  physicalId(logicalId: string): string;
  /** Answer of a function, by name, ARN or logical id; rejects with `InvocationError` when it fails. */
  invoke(nameOrLogicalId: string, event: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

const openFolder = (dataDir: string | undefined, closers: Closers): string => {
  if (dataDir !== undefined) {
    mkdirSync(dataDir, { recursive: true });
    return dataDir;
  }
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  closers.add(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const openLog = (folder: string, options: SandboxOptions, closers: Closers) => {
  const logFile = join(folder, 'functions.log');
  const file = createWriteStream(logFile, { flags: 'a' });
  closers.add(() => new Promise((resolve) => file.end(resolve)));
  const onLog = (line: LambdaLogLine): void => {
    file.write(`${JSON.stringify(line)}\n`);
    options.onLog?.(line);
  };
  return { logFile, onLog };
};

const start = async (options: SandboxOptions, closers: Closers): Promise<Sandbox> => {
  const { port = 4566, region = 'ap-southeast-1', now = () => new Date() } = options;
  const folder = openFolder(options.dataDir, closers);
  const { logFile, onLog } = openLog(folder, options, closers);
  const { dataDir, openServices } = options;
  const aws = await openLocalAws({ port, region, now, onLog, dataDir, folder, openServices });
  closers.add(aws.stop);
  for (const service of options.extraServices ?? []) aws.addService(service);
  const stack = makeStack(options, aws, folder, closers);
  const { assembly, resources, scope, world } = stack;
  const { template, stackName } = assembly;
  let isComplete = false;
  const createdAt = now();
  const outputs = () => (isComplete ? resolveOutputs(template, scope) : []);
  aws.addService(
    createCloudFormation(() => ({
      name: stackName,
      id: world.stackId,
      description: template.Description,
      createdAt,
      isComplete,
      resources: listResources(resources),
      outputs: outputs(),
    })),
  );
  await deployStack(stack);
  isComplete = true;
  startMotion(stack, aws, options, closers);
  const isFunction = (name: string) =>
    aws.lambda.functions.some((each) => [each.name, each.arn].includes(name));
  return {
    stackName,
    endpointUrl: aws.endpointUrl,
    outputs: Object.fromEntries(outputs().map(({ key, value }) => [key, value])),
    resources: listResources(resources),
    clients: aws.clients,
    mailboxes: aws.mailboxes,
    lambda: aws.lambda,
    cloudWatch: aws.cloudWatch,
    dashboards: world.dashboards,
    logFile,
    physicalId: (logicalId) => physicalIdIn(resources, logicalId),
    invoke: async (name, event) => {
      const functionName = isFunction(name) ? name : physicalIdIn(resources, name);
      const result = await aws.lambda.invoke(functionName, event);
      if (!result.isOk) throw new InvocationError(functionName, result.error);
      return JSON.parse(result.payload);
    },
    stop: closers.closeAll,
  };
};

/**
 * Runs a stack on this machine: engines, front door, all resources of the template, then queues, schedules
 * and mailboxes. Rejects, with everything closed again, when the template needs what the sandbox lacks or a
 * custom resource fails; the error names the resource.
 */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const closers = createClosers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
};
