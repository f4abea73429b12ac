import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { z } from 'zod';
import { readEnvironment } from './environment.ts';
import { type LambdaTelemetry, lambdaTelemetry } from './telemetry.ts';

/** What a handler's wiring gets: its parsed environment, its telemetry and the invocation's remaining time. */
export interface Wiring<Environment> {
  readonly environment: Environment;
  readonly telemetry: LambdaTelemetry;
}

export interface HandlerParams<EnvironmentSchema extends z.ZodType, Event, Result> {
  /** The function's name in logs and metrics: the use case's file name. */
  readonly name: string;
  readonly environment: EnvironmentSchema;
  /** Called once per execution environment, at its first event: builds clients and adapters. */
  readonly wire: (
    wiring: Wiring<z.infer<EnvironmentSchema>>,
  ) => (event: Event, context: Context) => Promise<Result>;
}

/** The one middleware stack of every function: request id on each log line, metrics out at the end, errors logged. */
export function zoneHandler<EnvironmentSchema extends z.ZodType, Event, Result>(
  params: HandlerParams<EnvironmentSchema, Event, Result>,
) {
  const telemetry = lambdaTelemetry(params.name);
  let run: ((event: Event, context: Context) => Promise<Result>) | undefined;
  return middy<Event, Result>()
    .use(tellAboutInvocation<Event, Result>(telemetry))
    .handler(async (event: Event, context: Context) => {
      run ??= params.wire({ environment: readEnvironment(params.environment, process.env), telemetry });
      return run(event, context);
    });
}

function tellAboutInvocation<Event, Result>(telemetry: LambdaTelemetry): MiddlewareObj<Event, Result> {
  // Blocks, not expressions: whatever a hook returns, middy takes as the function's answer.
  return {
    before: ({ context }) => {
      telemetry.logger.addContext(context);
    },
    after: () => {
      telemetry.flush();
    },
    onError: ({ error }) => {
      telemetry.logger.error('invocation failed', { error: error ?? new Error('unknown') });
      telemetry.flush();
    },
  };
}
