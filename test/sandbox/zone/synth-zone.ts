// Set up once per vitest project: `cdk synth` of the tests' own zone file, shared by all files that run the zone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder that `cdk synth` wrote for test/fixtures/zone.yaml. */
    readonly zoneAssembly: string;
  }
}

const root = join(import.meta.dirname, '..', '..', '..');
const cacheDir = join(root, '.cache', 'zone-tests');
const zoneFile = 'test/fixtures/zone.yaml';
const recipientsFile = 'test/fixtures/recipients.yaml';
/** All that a synth depends on. Another state of them is another folder. */
const sources = ['bin', 'lib', 'lambdas', 'models/plates', 'test/fixtures', 'cdk.json', 'package-lock.json'];
const oldMilliseconds = 60 * 60_000;

/** `cdk synth` ended with an error; its words are in the message. */
class SynthFailedError extends Error {
  override readonly name = 'SynthFailedError';
}

export async function setup(project: TestProject): Promise<void> {
  const folder = join(cacheDir, await hashOf(sources));
  if (!existsSync(folder)) await synth(folder);
  project.provide('zoneAssembly', folder);
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesOf(path)) hash.update(file).update(await readFile(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(join(root, path))).isDirectory()) return [path];
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(ts|onnx|json|yaml)$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
}

/** The folder appears whole or not at all: a second project may want it at the same time. */
async function synth(folder: string): Promise<void> {
  await removeOld();
  const partial = `${folder}-${process.pid}`;
  await mkdir(cacheDir, { recursive: true });
  const context = ['-c', `zone=${zoneFile}`, '-c', `recipients=${recipientsFile}`];
  const cdk = spawn('cdk', ['synth', '--quiet', '--no-notices', ...context, '-o', partial], {
    cwd: root,
    // The project's own Node and tools, whatever the host has.
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve, reject) => cdk.on('error', reject).on('exit', resolve));
  const words = text(cdk.stderr);
  if ((await exit) !== 0) throw new SynthFailedError(`cdk synth of ${zoneFile}:\n${await words}`);
  await rename(partial, folder).catch(() => rm(partial, { recursive: true }));
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(cacheDir).catch(() => [])) {
    const { mtimeMs } = await stat(join(cacheDir, name));
    if (Date.now() - mtimeMs > oldMilliseconds) await rm(join(cacheDir, name), { recursive: true });
  }
}
