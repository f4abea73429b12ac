// `npm test`: lint, types, then every test; ends with the line `N passed, N failed` that CI reads.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const chromium = '/usr/bin/chromium';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  /** Files that could not even be loaded count here and hold no test. */
  readonly numFailedTestSuites: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

/** The browser tests need Debian's Chromium; as root it is installed here, else the command to run is told. */
function ensureChromium(): void {
  if (existsSync(chromium)) return;
  console.log('The browser tests need Chromium: apt-get install --yes chromium');
  if (process.getuid?.() !== 0)
    throw new Error(`${chromium} is missing: sudo apt-get install --yes chromium`);
  if (
    !run('apt-get', ['update', '-qq']) ||
    !run('apt-get', ['install', '--yes', '-qq', '--no-install-recommends', 'chromium'])
  ) {
    throw new Error('apt-get could not install chromium');
  }
}

function runVitest(): VitestReport {
  const folder = mkdtempSync(join(tmpdir(), 'safety-zone-tests-'));
  const outputFile = join(folder, 'report.json');
  try {
    run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`]);
    return JSON.parse(readFileSync(outputFile, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

ensureChromium();
const isClean = run('biome', ['check', '--error-on-warnings']) && run('tsc', []);
const report = runVitest();
const unloaded = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
);
const failed = report.numFailedTests + unloaded.length + (isClean ? 0 : 1);
if (!isClean) console.error('biome or tsc found faults (above): counted as one failed test');
const skipped = report.numPendingTests > 0 ? `, ${report.numPendingTests} skipped` : '';
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0;
