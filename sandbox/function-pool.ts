import { randomUUID } from 'node:crypto';
import type { LambdaFunction } from './lambda-environment.ts';
import { type InvocationResult, LambdaProcess } from './lambda-process.ts';

/** One line that a function wrote, or a report of the sandbox about one invocation. */
export interface LambdaLogLine {
  readonly functionName: string;
  readonly requestId: string | undefined;
  readonly line: string;
}

export interface FunctionPoolParams {
  readonly region: string;
  /** Read at each process start: the front door opens after the runtime is made. */
  readonly endpointUrl: () => string;
  readonly onLog?: (line: LambdaLogLine) => void;
  /** Processes without work are ended after this time. @default 300 */
  readonly idleSeconds?: number;
}

/** All processes of one function: those at work, those that wait for work, and who waits for them. */
export class FunctionPool {
  /** May be replaced; processes that run already keep the old one. */
  definition: LambdaFunction;
  /** Ends the process of the next invocation this many milliseconds after it got its event. */
  killNextAfter: number | undefined;
  readonly #params: FunctionPoolParams;
  readonly #busy = new Set<LambdaProcess>();
  /** With the timer that ends it when no work comes. */
  readonly #idle = new Map<LambdaProcess, NodeJS.Timeout>();
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(definition: LambdaFunction, params: FunctionPoolParams) {
    this.definition = definition;
    this.#params = params;
  }

  /** Waits for a place. It is taken at once, before anything is awaited, and handed to the next in line. */
  turn(): Promise<void> {
    if (this.#taken >= this.definition.concurrency)
      return new Promise((resolve) => this.#waiting.push(resolve));
    this.#taken += 1;
    return Promise.resolve();
  }

  /** Runs one invocation in the place that `turn` gave, and leaves it. */
  async run(event: unknown): Promise<InvocationResult> {
    const process = this.#takeProcess();
    const requestId = randomUUID();
    const killAfterMilliseconds = this.killNextAfter;
    this.killNextAfter = undefined;
    const startedAt = performance.now();
    const result = await process.invoke({
      requestId,
      event: JSON.stringify(event ?? {}),
      killAfterMilliseconds,
    });
    this.#busy.delete(process);
    this.#rest(process);
    this.#leave();
    this.#report(requestId, result, Math.round(performance.now() - startedAt));
    return result;
  }

  /** Ends every process now, as an out-of-memory kill would. */
  end(): void {
    for (const process of [...this.#busy, ...this.#idle.keys()]) process.kill();
    this.#idle.clear();
  }

  #takeProcess(): LambdaProcess {
    const [warm] = this.#idle.keys();
    const process = warm ?? this.#start();
    clearTimeout(this.#idle.get(process));
    this.#idle.delete(process);
    this.#busy.add(process);
    return process;
  }

  #start(): LambdaProcess {
    const { region, endpointUrl, onLog } = this.#params;
    const { definition } = this;
    const started = new LambdaProcess({
      definition,
      region,
      endpointUrl: endpointUrl(),
      onLine: (line, requestId) => onLog?.({ functionName: definition.name, requestId, line }),
      onExit: () => this.#idle.delete(started),
    });
    return started;
  }

  #rest(process: LambdaProcess): void {
    if (!process.isAlive) return;
    const end = () => {
      this.#idle.delete(process);
      process.kill();
    };
    this.#idle.set(process, setTimeout(end, (this.#params.idleSeconds ?? 300) * 1000).unref());
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }

  #report(requestId: string, result: InvocationResult, durationMs: number): void {
    const status = result.isOk ? 'success' : result.error.errorType;
    const line = JSON.stringify({ type: 'platform.report', requestId, status, durationMs });
    this.#params.onLog?.({ functionName: this.definition.name, requestId, line });
  }
}
