import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { LambdaLogLine } from '../../sandbox/function-pool.ts';
import { createLambdaRuntime, FunctionMissingError } from '../../sandbox/lambda-runtime.ts';
import { makeFunction } from './make-function.ts';

const closers: (() => Promise<void>)[] = [];

const makeRuntime = (code: string, overrides: Parameters<typeof makeFunction>[1] = {}) => {
  const log: LambdaLogLine[] = [];
  const runtime = createLambdaRuntime({
    region: 'ap-southeast-1',
    endpointUrl: () => 'http://127.0.0.1:1',
    onLog: (line) => log.push(line),
  });
  closers.push(runtime.close);
  runtime.register(makeFunction(code, overrides));
  return { runtime, log };
};

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe('Lambda runtime', () => {
  it('answers with what the handler returns', async () => {
    const { runtime } = makeRuntime('export const handler = async (event) => ({ twice: event.number * 2 });');

    const result = await runtime.invoke('subject', { number: 21 });

    expect(result).toEqual({ isOk: true, payload: '{"twice":42}' });
  });

  it('finds a function by its ARN', async () => {
    const { runtime } = makeRuntime('export const handler = async () => 1;');

    const result = await runtime.invoke('arn:aws:lambda:ap-southeast-1:000000000000:function:subject', {});

    expect(result.isOk).toBe(true);
  });

  it('refuses a function that does not exist', async () => {
    const { runtime } = makeRuntime('export const handler = async () => 1;');

    await expect(runtime.invoke('other', {})).rejects.toThrow(FunctionMissingError);
  });

  it('gives the function the environment of Lambda and of the template, and nothing of the host', async () => {
    const { runtime } = makeRuntime('export const handler = async () => process.env;', {
      environment: { TABLE: 'passes' },
    });

    const result = await runtime.invoke('subject', {});

    const environment = result.isOk ? (JSON.parse(result.payload) as Record<string, string>) : {};
    expect(environment).toMatchObject({
      TABLE: 'passes',
      AWS_REGION: 'ap-southeast-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      TZ: ':UTC',
    });
    expect(environment).not.toHaveProperty('HOME');
  });

  it('keeps a process for the next invocation', async () => {
    const { runtime } = makeRuntime('let count = 0; export const handler = async () => ++count;');

    await runtime.invoke('subject', {});
    const second = await runtime.invoke('subject', {});

    expect(second).toEqual({ isOk: true, payload: '2' });
  });

  it('reports what the handler throws with its type and message', async () => {
    const { runtime } = makeRuntime(
      'export const handler = async () => { throw new RangeError("no such plate"); };',
    );

    const result = await runtime.invoke('subject', {});

    expect(result).toMatchObject({
      isOk: false,
      error: { errorType: 'RangeError', errorMessage: 'no such plate' },
    });
  });

  it('reports a bundle that cannot be loaded', async () => {
    const { runtime } = makeRuntime('throw new Error("broken bundle");');

    const result = await runtime.invoke('subject', {});

    expect(result).toMatchObject({ isOk: false, error: { errorMessage: 'broken bundle' } });
  });

  it('refuses a package that the bundle lacks, though the project has it', async () => {
    // A bundle of the product lies in cdk.out, where Node would look for packages in the project itself.
    const folder = mkdtempSync(new URL('../../node_modules/.sandbox-test-', import.meta.url).pathname);
    writeFileSync(join(folder, 'index.mjs'), 'import "zod"; export const handler = async () => 1;');
    const { runtime } = makeRuntime('', { codeRoot: folder });

    const result = await runtime.invoke('subject', {});

    rmSync(folder, { recursive: true });
    expect(result).toMatchObject({
      isOk: false,
      error: { errorMessage: expect.stringContaining("Cannot find package 'zod' in the bundle") },
    });
  });

  it('kills a function that works past its timeout, and starts a fresh process after it', async () => {
    const { runtime } = makeRuntime(
      'let count = 0; export const handler = async ({ isBusy }) => { count++; while (isBusy); return count; };',
      { timeoutSeconds: 0.3 },
    );

    const late = await runtime.invoke('subject', { isBusy: true });
    const next = await runtime.invoke('subject', { isBusy: false });

    expect(late).toMatchObject({ isOk: false, error: { errorType: 'Sandbox.Timedout' } });
    expect(next).toEqual({ isOk: true, payload: '1' });
  });

  it('reports an exit in the middle of an invocation', async () => {
    const { runtime } = makeRuntime('export const handler = async () => process.exit(3);');

    const result = await runtime.invoke('subject', {});

    expect(result).toMatchObject({ isOk: false, error: { errorType: 'Runtime.ExitError' } });
  });

  it('fails the invocation whose process is killed on demand', async () => {
    const { runtime } = makeRuntime(
      'export const handler = async () => new Promise((resolve) => setTimeout(resolve, 4000));',
    );
    runtime.killNext('subject');

    const result = await runtime.invoke('subject', {});

    expect(result).toMatchObject({ isOk: false, error: { errorType: 'Runtime.ExitError' } });
  });

  it('runs no more processes than the function may have', async () => {
    const { runtime } = makeRuntime(
      `import { appendFileSync, readFileSync } from 'node:fs';
       export const handler = async () => {
         appendFileSync('trace', '(');
         await new Promise((resolve) => setTimeout(resolve, 50));
         appendFileSync('trace', ')');
         return readFileSync('trace', 'utf8');
       };`,
      { concurrency: 1 },
    );

    const results = await Promise.all([1, 2, 3].map(() => runtime.invoke('subject', {})));

    expect(results.at(-1)).toEqual({ isOk: true, payload: '"()()()"' });
  });

  it('refuses every invocation of a function whose concurrency is zero', async () => {
    const { runtime } = makeRuntime('export const handler = async () => 1;', { concurrency: 0 });

    const result = await runtime.invoke('subject', {});

    expect(result).toMatchObject({ isOk: false, error: { errorType: 'TooManyRequestsException' } });
  });

  it('hands on what the function logs, with the request it belongs to', async () => {
    const { runtime, log } = makeRuntime('export const handler = async () => console.log("seen");');

    await runtime.invoke('subject', {});

    const line = log.find((each) => each.line.includes('"seen"'));
    expect(line?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});
