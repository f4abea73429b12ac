// `npm test`: lint, types, then every test; ends with the line `N passed, N failed` that CI reads.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Programs that some tests use, by their Debian package. */
const programs = {
  chromium: '/usr/bin/chromium',
  awscli: '/usr/bin/aws',
  'mosquitto-clients': '/usr/bin/mosquitto_pub',
};

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

/** As root installs what is missing; else says the command. Without Chromium the page cannot be tested at all. */
function ensurePrograms(): void {
  const missing = Object.entries(programs).flatMap(([name, path]) => (existsSync(path) ? [] : [name]));
  if (missing.length === 0) return;
  const install = ['install', '--yes', '-qq', '--no-install-recommends', ...missing];
  console.log(`Some tests need: apt-get ${install.join(' ')}`);
  const isInstalled =
    process.getuid?.() === 0 && run('apt-get', ['update', '-qq']) && run('apt-get', install);
  if (!isInstalled && missing.includes('chromium')) throw new Error('install chromium as said above');
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

ensurePrograms();
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
