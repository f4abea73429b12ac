import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** A mocked client stays mocked for all that its process runs later: these files get one each, all others share. */
const mocksClients = globSync('test/**/*.test.ts').filter((path) =>
  readFileSync(path, 'utf8').includes("from 'aws-sdk-client-mock'"),
);

/** Such a test comes last and finds the zone synthesized. Two at a time: a zone mostly waits. */
const runsTheZone = {
  maxWorkers: 2,
  sequence: { groupOrder: 1 },
  globalSetup: ['test/sandbox/zone/synth-zone.ts'],
};
/** By default Vitest leaves one processor idle, which is half of a small machine. */
const runsBesideOthers = { maxWorkers: '100%' };

/** One project per kind of test: what it may touch and how long it may take differ (CONTRIBUTING.md). */
const project = (name: string, include: string[], timeoutSeconds: number) => ({
  test: {
    name,
    include,
    exclude: name === 'adapter' ? [] : mocksClients,
    isolate: name === 'adapter',
    setupFiles: ['test/reset-exit-code.ts'],
    testTimeout: timeoutSeconds * 1000,
    hookTimeout: timeoutSeconds * 1000,
    ...(name === 'zone' || name === 'browser' ? runsTheZone : runsBesideOthers),
  },
});

export default defineConfig({
  test: {
    projects: [
      project(
        'unit',
        [
          'test/{alerts,cameras,console,evidence,faces,incidents,plates,poles,poll,probe,setup,sightings,watchlist,zone,runtime,tools}/**/*.test.ts',
          'test/benchmarks/!(*-accuracy).test.ts',
          'test/*.test.ts',
        ],
        20,
      ),
      project('adapter', mocksClients, 20),
      project('accuracy', ['test/benchmarks/*-accuracy.test.ts'], 600),
      project('infra', ['test/lib/**/*.test.ts'], 60),
      project('sandbox', ['test/sandbox/*.test.ts'], 180),
      project('zone', ['test/sandbox/zone/*.test.ts'], 180),
      project('browser', ['test/browser/**/*.test.ts'], 180),
    ],
  },
});
