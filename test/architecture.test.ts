import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each folder of lambdas/ may import from, besides itself, `zone` and `runtime` (docs/architecture.md). */
const arrows: Readonly<Record<string, readonly string[]>> = {
  zone: [],
  runtime: [],
  alerts: [],
  incidents: ['alerts'],
  // A press that joins an incident tells why it sent no alert.
  poles: ['incidents', 'alerts'],
  // It presses as a pole does.
  probe: ['incidents', 'poles'],
  plates: [],
  watchlist: ['plates'],
  sightings: ['plates', 'watchlist', 'incidents'],
  // A face that one shot took for somebody, and no second one did, says why nobody was told.
  faces: ['sightings', 'alerts'],
  cameras: ['plates', 'sightings', 'incidents'],
  // Nothing knows it: it keeps what cameras hold, behind their masks, and what they saw.
  evidence: ['cameras', 'sightings', 'incidents', 'alerts'],
  setup: [],
  // The people's poll stands by itself.
  poll: [],
  // The control room shows and moves whatever the zone knows; nothing knows it.
  console: [
    'cameras',
    'plates',
    'sightings',
    'watchlist',
    'faces',
    'poles',
    'incidents',
    'alerts',
    'evidence',
    'poll',
  ],
};

/** Only these know how things are done; rules and use cases get them as ports. */
const adapter = /^(dynamo|rekognition|kvs|sns|sqs|s3|iot|onnx|sharp|aws)-[a-z0-9-]+\.ts$/;
const technology =
  /^(@aws-sdk\/|@aws-lambda-powertools\/|@middy\/|onnxruntime-node|sharp$|node:(fs|http|https|net|tls|child_process))/;

interface Source {
  readonly path: string;
  readonly imports: readonly string[];
}

function readSources(): Source[] {
  return globSync('{bin,lib,lambdas,sandbox,tools,models,test,benchmarks}/**/*.ts').map((path) => ({
    path,
    imports: importsOf(path, readFileSync(path, 'utf8')),
  }));
}

/** Packages as they are named, own files as paths from the project's root. */
function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return Array.from(found, ([, name = '']) =>
    name.startsWith('.') ? normalize(join(dirname(path), name)) : name,
  );
}

function breaches(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.flatMap((target) => {
      const reason = breach(path, target);
      return reason ? [`${path} imports ${target}: ${reason}`] : [];
    }),
  );
}

function breach(path: string, target: string): string | undefined {
  const [top = ''] = path.split('/');
  if (top === 'lambdas') return lambdaBreach(path, target);
  if (top === 'lib') return libBreach(target);
  return undefined;
}

function libBreach(target: string): string | undefined {
  if (/^(lib|lambdas\/zone)\//.test(target) || target.endsWith('.env.ts')) return undefined;
  if (/^(bin|lambdas|sandbox|tools|models|test|benchmarks)\//.test(target))
    return 'lib/ knows only zone/ and *.env.ts';
  return undefined;
}

function lambdaBreach(path: string, target: string): string | undefined {
  const [, folder = '', file = ''] = path.split('/');
  const isWiring = file.endsWith('.handler.ts');
  if (technology.test(target)) {
    return isWiring || adapter.test(file) || folder === 'runtime'
      ? undefined
      : 'only adapters and handlers know the technology';
  }
  const [top = '', to = '', toFile = ''] = target.split('/');
  if (/^(bin|lib|sandbox|tools|models|test|benchmarks)$/.test(top)) return 'nothing imports it';
  if (top !== 'lambdas') return undefined;
  if (file.endsWith('.env.ts') && to !== 'zone') return 'an environment knows only zone/';
  if (adapter.test(toFile) && !isWiring && !adapter.test(file)) return 'adapters are wired by handlers';
  if (to === 'runtime' && !isWiring && !adapter.test(file) && folder !== 'runtime')
    return 'rules and use cases run without the runtime';
  if (to === folder || to === 'zone' || to === 'runtime') return undefined;
  return arrows[folder]?.includes(to) ? undefined : `no arrow from ${folder} to ${to}`;
}

describe('architecture', () => {
  it('has an arrow list for every folder of lambdas/', () => {
    const folders = new Set(globSync('lambdas/*/*.ts').map((path) => path.split('/')[1]));

    expect([...folders].filter((folder) => folder === undefined || !(folder in arrows))).toEqual([]);
  });

  it('imports one way only', () => {
    expect(breaches(readSources())).toEqual([]);
  });

  it.each([
    ['lambdas/alerts/alert-text.ts', '../incidents/incident.ts', 'no arrow from alerts to incidents'],
    ['lambdas/plates/vote.ts', '@aws-sdk/client-s3', 'only adapters and handlers know the technology'],
    ['lambdas/poles/press.ts', './dynamo-press-store.ts', 'adapters are wired by handlers'],
    ['lambdas/zone/names.ts', '../../sandbox/front-door.ts', 'nothing imports it'],
    ['lib/cameras.ts', '../lambdas/cameras/passes.ts', 'lib/ knows only zone/ and *.env.ts'],
    ['lambdas/cameras/passes.ts', '../runtime/jpeg.ts', 'rules and use cases run without the runtime'],
  ])('finds the planted import of %s from %s', (path, name, reason) => {
    const planted = { path, imports: importsOf(path, `import { x } from '${name}';`) };

    expect(breaches([planted])).toEqual([expect.stringContaining(reason)]);
  });

  it('keeps handlers to wiring: at most 60 lines under a four-line head', () => {
    const faults = globSync('lambdas/**/*.handler.ts').filter((path) => {
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
      return lines.length > 64 || !/^\/\/ Triggered by:/.test(lines[0] ?? '');
    });

    expect(faults).toEqual([]);
  });
});
