import { randomUUID } from 'node:crypto';
import type { LambdaFunction } from './lambda-environment.ts';
import { type InvocationResult, type LambdaError, LambdaProcess } from './lambda-process.ts';

/** One line that a function wrote, or a report of the sandbox about one invocation. */
export interface LambdaLogLine {
  readonly functionName: string;
  readonly requestId: string | undefined;
  readonly line: string;
}

export interface LambdaRuntimeParams {
  readonly region: string;
  /** Read at each process start: the front door opens after the runtime is made. */
  readonly endpointUrl: () => string;
  readonly onLog?: (line: LambdaLogLine) => void;
  /** Processes without work are ended after this time. */
  readonly idleSeconds?: number;
}

export interface LambdaRuntime {
  /** Adds a function, or replaces the one of the same name. */
  register(definition: LambdaFunction): void;
  readonly functions: readonly LambdaFunction[];
  /** By function name or ARN. Waits for its turn when the function's concurrency is used up. */
  invoke(nameOrArn: string, event: unknown): Promise<InvocationResult>;
  /** Ends every process of a function now, as an out-of-memory kill would. */
  kill(functionName: string): void;
  /** Ends the process of the function's next invocation in the middle of its work. */
  killNext(functionName: string, afterMilliseconds?: number): void;
  /** Ends all processes; what they worked on counts as failed, and nothing is started any more. */
  close(): Promise<void>;
}

export class FunctionMissingError extends Error {
  override name = 'FunctionMissingError';
}

/** A function answered with an error: for callers that have no use for an error as a value. */
export class InvocationError extends Error {
  override name = 'InvocationError';
  readonly lambdaError: LambdaError;

  constructor(functionName: string, lambdaError: LambdaError) {
    super(`${functionName}: ${lambdaError.errorType}: ${lambdaError.errorMessage}`);
    this.lambdaError = lambdaError;
  }
}

/** All processes of one function: those at work, those that wait for work, and who waits for them. */
interface Pool {
  definition: LambdaFunction;
  readonly busy: Set<LambdaProcess>;
  /** With the timer that ends it when no work comes. */
  readonly idle: Map<LambdaProcess, NodeJS.Timeout>;
  readonly queue: (() => void)[];
  taken: number;
  killAfter: number | undefined;
}

const throttled: InvocationResult = {
  isOk: false,
  error: { errorType: 'TooManyRequestsException', errorMessage: 'The function has a concurrency of 0' },
};

const closed: InvocationResult = {
  isOk: false,
  error: { errorType: 'Sandbox.Closed', errorMessage: 'The sandbox is stopping' },
};

/** Runs functions as Lambda does: own processes, started on demand and used again. */
export const createLambdaRuntime = (params: LambdaRuntimeParams): LambdaRuntime => {
  const { region, onLog, idleSeconds = 300 } = params;
  const pools = new Map<string, Pool>();
  let isClosed = false;

  const poolOf = (nameOrArn: string): Pool => {
    const pool = pools.get(nameOrArn.split(':')[6] ?? nameOrArn);
    if (pool === undefined) throw new FunctionMissingError(`no function ${nameOrArn}`);
    return pool;
  };

  // A place is taken at once, before anything is awaited; whoever leaves hands its place to the next in line.
  const turn = (pool: Pool): Promise<void> => {
    if (pool.taken >= pool.definition.concurrency) return new Promise((resolve) => pool.queue.push(resolve));
    pool.taken += 1;
    return Promise.resolve();
  };

  const leave = (pool: Pool): void => {
    const next = pool.queue.shift();
    if (next === undefined) pool.taken -= 1;
    else next();
  };

  const start = (pool: Pool): LambdaProcess => {
    const { name: functionName } = pool.definition;
    const started = new LambdaProcess({
      definition: pool.definition,
      region,
      endpointUrl: params.endpointUrl(),
      onLine: (line, requestId) => onLog?.({ functionName, requestId, line }),
      onExit: () => pool.idle.delete(started),
    });
    return started;
  };

  const rest = (pool: Pool, process: LambdaProcess): void => {
    if (!process.isAlive) return;
    clearTimeout(pool.idle.get(process));
    const end = () => {
      pool.idle.delete(process);
      process.kill();
    };
    pool.idle.set(process, setTimeout(end, idleSeconds * 1000).unref());
  };

  const run = async (pool: Pool, event: unknown): Promise<InvocationResult> => {
    const [warm] = pool.idle.keys();
    const process = warm ?? start(pool);
    clearTimeout(pool.idle.get(process));
    pool.idle.delete(process);
    pool.busy.add(process);
    const requestId = randomUUID();
    const killAfterMilliseconds = pool.killAfter;
    pool.killAfter = undefined;
    const startedAt = performance.now();
    const result = await process.invoke({
      requestId,
      event: JSON.stringify(event ?? {}),
      killAfterMilliseconds,
    });
    pool.busy.delete(process);
    rest(pool, process);
    leave(pool);
    const record = {
      type: 'platform.report',
      requestId,
      status: result.isOk ? 'success' : result.error.errorType,
      durationMs: Math.round(performance.now() - startedAt),
    };
    onLog?.({ functionName: pool.definition.name, requestId, line: JSON.stringify(record) });
    return result;
  };

  const end = (pool: Pool): void => {
    for (const process of [...pool.busy, ...pool.idle.keys()]) process.kill();
    pool.idle.clear();
  };

  return {
    register: (definition) => {
      const known = pools.get(definition.name);
      if (known !== undefined) Object.assign(known, { definition });
      else
        pools.set(definition.name, {
          definition,
          busy: new Set(),
          idle: new Map(),
          queue: [],
          taken: 0,
          killAfter: undefined,
        });
    },
    get functions() {
      return [...pools.values()].map(({ definition }) => definition);
    },
    invoke: async (nameOrArn, event) => {
      const pool = poolOf(nameOrArn);
      if (pool.definition.concurrency === 0) return throttled;
      await turn(pool);
      return isClosed ? closed : run(pool, event);
    },
    kill: (functionName) => end(poolOf(functionName)),
    killNext: (functionName, afterMilliseconds = 50) => {
      poolOf(functionName).killAfter = afterMilliseconds;
    },
    close: async () => {
      isClosed = true;
      for (const pool of pools.values()) end(pool);
    },
  };
};
