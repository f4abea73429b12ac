import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFunctionWatch, readLine, shortName } from '../../sandbox/page/health.ts';

const report = (status: string) => JSON.stringify({ type: 'platform.report', status });
const failed = JSON.stringify({ level: 'ERROR', message: 'MESSAGE_FAILED' });
const line = (text: string) => ({
  functionName: 'SafetyZone-PolesReceive1E2B1616-6F4BAF7CD048',
  requestId: 'r',
  line: text,
});

describe('what the page tells of functions', () => {
  it('counts runs and errors and keeps the last error in the function’s own words', () => {
    const watch = createFunctionWatch(() => 1000);

    for (const text of [report('success'), failed, report('Sandbox.Timedout')]) watch.accept(line(text));

    expect(watch.functions()).toEqual([
      { name: 'PolesReceive', invocations: 2, errors: 1, lastError: { at: 1000, text: 'MESSAGE_FAILED' } },
    ]);
  });

  it('reads any line a function may write', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(typeof readLine(text).isReport).toBe('boolean');
      }),
    );
  });

  it('knows a resource by the name it has in the code', () => {
    expect(shortName('SafetyZone-CamerasQueueC48FF487-558FB27996E7')).toBe('CamerasQueue');
    expect(shortName('something-else')).toBe('something-else');
  });
});
