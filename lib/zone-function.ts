import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, RecursiveLoop, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type BundlingOptions, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import type { ZoneQueue } from './zone-queue.ts';

export interface ZoneFunctionProps<Environment extends z.ZodObject> {
  /** Path of the handler from the project's root, e.g. `lambdas/poles/receive-pole-message.handler.ts`. */
  readonly handler: string;
  /** The function's environment schema (`*.env.ts`): CDK must fill every variable of it to compile. */
  readonly schema: Environment;
  readonly environment: Record<keyof z.input<Environment>, string>;
  /** @default 256 */
  readonly memoryMegabytes?: number;
  /** @default 10 seconds */
  readonly timeout?: Duration;
  /** @default arm64 */
  readonly architecture?: Architecture;
  /**
   * Sends messages to its own queue on purpose, with an end in sight. Lambda takes about 16 such steps in a row for a
   * runaway loop, and stops it: https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
   * @default false
   */
  readonly feedsItself?: boolean;
  /** Runs at most so many times at once, and takes as many from what all others share. @default neither */
  readonly reservedConcurrency?: number;
  /** Bundling beyond the defaults, for functions with native modules. */
  readonly bundling?: BundlingOptions;
}

/** Absolute path of the project, with a slash at its end. */
export const projectRoot = new URL('..', import.meta.url).pathname;

/** A Lambda function with the zone's defaults: Node.js 24, arm64, JSON logs, tracing, its own role and log group. */
export class ZoneFunction<Environment extends z.ZodObject> extends NodejsFunction {
  /** As logs and metrics call it: `receive-pole-message`. */
  readonly useCase: string;
  readonly #ownRole: Role;

  constructor(scope: Construct, id: string, props: ZoneFunctionProps<Environment>) {
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: `${projectRoot}${props.handler}`,
      projectRoot,
      depsLockFilePath: `${projectRoot}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: props.architecture ?? Architecture.ARM_64,
      memorySize: props.memoryMegabytes ?? 256,
      timeout: props.timeout ?? Duration.seconds(10),
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      ...(props.reservedConcurrency && { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...(props.feedsItself && { recursiveLoop: RecursiveLoop.ALLOW }),
      role,
      logGroup,
      bundling: { ...defaultBundling, ...props.bundling },
    });
    this.useCase = basename(props.handler, '.handler.ts');
    this.#ownRole = role;
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray PutTraceSegments and PutTelemetryRecords support no resource-level permission',
    });
  }

  /** Feeds the function from a queue, failing records reported alone. */
  consume(queue: ZoneQueue, options: { readonly batchSize: number; readonly maxConcurrency?: number }): void {
    this.addEventSource(new SqsEventSource(queue, { ...options, reportBatchItemFailures: true }));
  }

  /** Allows actions on resources that have no grant method. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  /** Allows actions on the objects under some prefixes of a bucket. */
  allowObjects(actions: readonly string[], bucket: Bucket, prefixes: readonly string[]): void {
    const resources = prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
    this.allow(actions, resources);
    for (const resource of resources)
      acceptWildcard(this.#ownRole, resource, 'every picture is an object of its own');
  }

  /** Allows actions on a resource with a wildcard, and says why it cannot be narrower. */
  allowAny(actions: readonly string[], resource: string, reason: string): void {
    this.allow(actions, [resource]);
    acceptWildcard(this.#ownRole, resource, reason);
  }
}

/** Tells cdk-nag why a wildcard resource stands in the policy of `construct`. */
export function acceptWildcard(construct: Construct, resource: string, reason: string): void {
  Validations.of(construct).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${findingName(construct, resource)}]`,
    reason,
  });
}

/** cdk-nag names a resource as it stands in the template, references and variables as `<LogicalId.Attribute>`. */
function findingName(scope: Construct, resource: string): string {
  const resolved: unknown = Stack.of(scope).resolve(resource);
  return flatten(resolved);
}

function flatten(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll(/\$\{([^}]+)\}/g, '<$1>');
  const [[name, argument] = ['', undefined]] = Object.entries(value as Record<string, unknown>);
  if (name === 'Fn::Join') return (argument as [string, unknown[]])[1].map(flatten).join('');
  if (name === 'Fn::GetAtt') return `<${(argument as string[]).join('.')}>`;
  return `<${String(argument)}>`;
}

/** The SDK is bundled too: the bundle then runs the versions that were tested, and starts faster. */
export const defaultBundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node24',
  minify: false,
  sourceMap: true,
  externalModules: [],
  mainFields: ['module', 'main'],
  // CommonJS dependencies inside an ES module bundle still call require().
  banner: "import{createRequire as zoneRequire}from'node:module';const require=zoneRequire(import.meta.url);",
  esbuildVersion: createRequire(import.meta.url)('esbuild/package.json').version,
};
