import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** A mirror that does not answer must not hold up the tests. */
const installLimit = { timeout: 120_000 } as const;

/** A program of the host, e.g. `/usr/bin/aws`, from a Debian package; installed first when that needs nobody's leave. */
export async function findProgram(path: string, debianPackage: string): Promise<boolean> {
  if (existsSync(path)) return true;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  try {
    await run('apt-get', ['update', '-qq'], installLimit);
    await run('apt-get', ['install', '--yes', '-qq', '--no-install-recommends', debianPackage], installLimit);
  } catch {
    return false;
  }
  return existsSync(path);
}

export interface Ended {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a program to its end; an exit code other than 0 is an answer, not an error. */
export async function runProgram(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  try {
    const { stdout } = await run(path, args, { env: { PATH, HOME, ...environment } });
    return { exitCode: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    return { exitCode: typeof code === 'number' ? code : -1, output: `${stdout}${stderr}` };
  }
}
