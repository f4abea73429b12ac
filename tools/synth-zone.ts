import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/** The CDK app refused the zone or could not bundle a function; the message is its own. */
export class SynthFailedError extends Error {
  override readonly name = 'SynthFailedError';
}

export interface SynthZoneParams {
  readonly zoneFile: string;
  readonly recipientsFile: string;
  readonly outDir: string;
}

/** Root of the project. */
export const projectDir = join(import.meta.dirname, '..');

/**
 * Writes the cloud assembly that `cdk deploy` would send, without the CLI, which takes a second and a half more.
 * Throws SynthFailedError.
 */
export async function synthZone({ zoneFile, recipientsFile, outDir }: SynthZoneParams): Promise<void> {
  const context = { zone: resolve(zoneFile), recipients: resolve(recipientsFile) };
  const child = spawn(process.execPath, [join('bin', 'safety-zone.ts')], {
    cwd: projectDir,
    env: { ...process.env, CDK_OUTDIR: resolve(outDir), CDK_CONTEXT_JSON: JSON.stringify(context) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new SynthFailedError(`the CDK app failed:\n${lastLines(complained || said)}`);
}

const lastLines = (output: string) => output.trim().split('\n').slice(-30).join('\n');
