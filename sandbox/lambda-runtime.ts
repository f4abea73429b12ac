import { FunctionPool, type FunctionPoolParams } from './function-pool.ts';
import type { LambdaFunction } from './lambda-environment.ts';
import type { InvocationResult, LambdaError } from './lambda-process.ts';

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

const throttled: InvocationResult = {
  isOk: false,
  error: { errorType: 'TooManyRequestsException', errorMessage: 'The function has a concurrency of 0' },
};

const closed: InvocationResult = {
  isOk: false,
  error: { errorType: 'Sandbox.Closed', errorMessage: 'The sandbox is stopping' },
};

/** Runs functions as Lambda does: own processes, started on demand and used again. */
export const createLambdaRuntime = (params: FunctionPoolParams): LambdaRuntime => {
  const pools = new Map<string, FunctionPool>();
  let isClosed = false;

  const poolOf = (nameOrArn: string): FunctionPool => {
    const pool = pools.get(nameOrArn.split(':')[6] ?? nameOrArn);
    if (pool === undefined) throw new FunctionMissingError(`no function ${nameOrArn}`);
    return pool;
  };

  return {
    register: (definition) => {
      const known = pools.get(definition.name);
      if (known !== undefined) known.definition = definition;
      else pools.set(definition.name, new FunctionPool(definition, params));
    },
    get functions() {
      return [...pools.values()].map(({ definition }) => definition);
    },
    invoke: async (nameOrArn, event) => {
      const pool = poolOf(nameOrArn);
      if (pool.definition.concurrency === 0) return throttled;
      await pool.turn();
      return isClosed ? closed : pool.run(event);
    },
    kill: (functionName) => poolOf(functionName).end(),
    killNext: (functionName, afterMilliseconds = 50) => {
      poolOf(functionName).killNextAfter = afterMilliseconds;
    },
    close: async () => {
      isClosed = true;
      for (const pool of pools.values()) pool.end();
    },
  };
};
