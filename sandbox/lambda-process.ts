import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readBody } from './front-door.ts';
import { environmentOf, type LambdaFunction } from './lambda-environment.ts';

export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** `payload` is the handler's answer as JSON text. */
export type InvocationResult =
  | { readonly isOk: true; readonly payload: string }
  | { readonly isOk: false; readonly error: LambdaError };

export interface LambdaProcessParams {
  readonly definition: LambdaFunction;
  readonly region: string;
  readonly endpointUrl: string;
  readonly onLine: (line: string, requestId: string | undefined) => void;
  readonly onExit: () => void;
}

interface Invocation {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly event: string;
  /** Ends the process this long after it got the event: for tests of what a crash leaves behind. */
  readonly killAfterMilliseconds?: number | undefined;
}

interface Running extends Invocation {
  readonly settle: (result: InvocationResult) => void;
  timer?: NodeJS.Timeout;
}

const runtimeClient = createRequire(import.meta.url).resolve('aws-lambda-ric');
const preload = fileURLToPath(new URL('./lambda-native-client.ts', import.meta.url));

// Lambda allows 10 seconds; a laptop that starts ten functions at once needs longer.
const INIT_LIMIT_SECONDS = 60;

const failure = (errorType: string, errorMessage: string): InvocationResult => ({
  isOk: false,
  error: { errorType, errorMessage },
});

/**
 * One execution environment of a function: a Node process that runs AWS's own runtime client against a
 * Runtime API of its own. It takes one invocation at a time; a timeout kills it, as Lambda does.
 */
export class LambdaProcess {
  readonly #params: LambdaProcessParams;
  readonly #server: Server;
  #child: ChildProcess | undefined;
  #waiting: ServerResponse | undefined;
  #running: Running | undefined;
  #initError: LambdaError | undefined;
  #isHanded = false;
  #isEnded = false;

  constructor(params: LambdaProcessParams) {
    this.#params = params;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
    this.#server.listen(0, '127.0.0.1', () => this.#start());
  }

  get isAlive(): boolean {
    return !this.#isEnded;
  }

  invoke(invocation: Invocation): Promise<InvocationResult> {
    return new Promise((settle) => {
      this.#running = { ...invocation, settle };
      this.#isHanded = false;
      this.#limit(INIT_LIMIT_SECONDS);
      this.#handOver();
    });
  }

  kill(): void {
    this.#isEnded = true;
    if (this.#child === undefined) this.#settle(this.#exitResult('signal: SIGKILL'));
    else this.#child.kill('SIGKILL');
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #start(): void {
    if (this.#isEnded) return;
    const { definition, onLine, onExit } = this.#params;
    const { port } = this.#server.address() as AddressInfo;
    const options = [`--max-old-space-size=${definition.memoryMb}`, '--import', preload, runtimeClient];
    const child = spawn(process.execPath, options, {
      cwd: definition.codeRoot,
      env: environmentOf({ ...this.#params, runtimeApi: `127.0.0.1:${port}` }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const input of [child.stdout, child.stderr])
      createInterface({ input }).on('line', (line) => onLine(line, this.#running?.requestId));
    child.on('error', (error) => this.#settle(failure('Runtime.StartError', error.message)));
    child.on('exit', (code, signal) => {
      this.#waiting = undefined;
      this.kill();
      onExit();
      this.#settle(this.#exitResult(signal === null ? `exit status ${code}` : `signal: ${signal}`));
    });
  }

  #exitResult(how: string): InvocationResult {
    if (this.#initError !== undefined) return { isOk: false, error: this.#initError };
    const id = this.#running?.requestId;
    return failure('Runtime.ExitError', `RequestId: ${id} Error: Runtime exited with error: ${how}`);
  }

  #limit(seconds: number): void {
    const running = this.#running;
    if (running === undefined) return;
    clearTimeout(running.timer);
    running.timer = setTimeout(() => {
      const text = `RequestId: ${running.requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
      this.kill();
      this.#settle(failure('Sandbox.Timedout', text));
    }, seconds * 1000);
  }

  #handOver(): void {
    const { definition } = this.#params;
    if (this.#waiting === undefined || this.#running === undefined || this.#isHanded) return;
    this.#isHanded = true;
    this.#limit(definition.timeoutSeconds);
    this.#waiting.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': this.#running.requestId,
      'lambda-runtime-deadline-ms': String(Date.now() + definition.timeoutSeconds * 1000),
      'lambda-runtime-invoked-function-arn': definition.arn,
    });
    this.#waiting.end(this.#running.event);
    const { killAfterMilliseconds } = this.#running;
    if (killAfterMilliseconds !== undefined) setTimeout(() => this.kill(), killAfterMilliseconds);
    this.#waiting = undefined;
  }

  /** The Runtime API: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('/');
    if (path.at(-1) === 'next') {
      this.#waiting = response;
      this.#handOver();
      return;
    }
    const body = (await readBody(request)).toString();
    response.writeHead(202).end();
    if (path.at(-2) === 'init') this.#initError = JSON.parse(body) as LambdaError;
    else if (path.at(-2) !== this.#running?.requestId) return;
    else if (path.at(-1) === 'response') this.#settle({ isOk: true, payload: body });
    else this.#settle({ isOk: false, error: JSON.parse(body) as LambdaError });
  }

  #settle(result: InvocationResult): void {
    const running = this.#running;
    this.#running = undefined;
    clearTimeout(running?.timer);
    running?.settle(result);
  }
}
