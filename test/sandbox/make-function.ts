import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LambdaFunction } from '../../sandbox/lambda-environment.ts';

/** Writes a bundle of one file and describes the function that runs it. */
export const makeFunction = (code: string, overrides: Partial<LambdaFunction> = {}): LambdaFunction => {
  const codeRoot = mkdtempSync(join(tmpdir(), 'function-'));
  writeFileSync(join(codeRoot, 'index.mjs'), code);
  return {
    name: 'subject',
    arn: 'arn:aws:lambda:ap-southeast-1:000000000000:function:subject',
    codeRoot,
    handler: 'index.handler',
    environment: {},
    timeoutSeconds: 5,
    memoryMb: 128,
    concurrency: 2,
    logFormat: 'JSON',
    layers: [],
    ...overrides,
  };
};
