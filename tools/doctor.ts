import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { parseRecipientsFile, parseZoneFile } from '../lambdas/zone/read-zone-file.ts';
import { costReport } from './cost/cost-report.ts';
import { readPriceFile } from './cost/prices.ts';
import { accountChecks } from './doctor/account-checks.ts';
import { type AwsDoctorParams, awsDoctorPorts } from './doctor/aws-doctor-ports.ts';
import { costChecks } from './doctor/cost-checks.ts';
import type { DoctorPorts } from './doctor/doctor-ports.ts';
import { fileChecks } from './doctor/file-checks.ts';
import { type Check, type Finding, runChecks } from './doctor/finding.ts';
import { zoneChecks } from './doctor/zone-checks.ts';
import { faceModels } from './model-packages.ts';
import { projectDir } from './synth-zone.ts';

export interface DoctorParams {
  readonly openPorts: (params: AwsDoctorParams) => DoctorPorts;
  readonly out: (text: string) => void;
  /** Epoch ms. */
  readonly clock: () => number;
}

interface DoctorOptions {
  readonly recipients: string;
  readonly before: boolean;
  readonly after: boolean;
  readonly cost: boolean;
  readonly json: boolean;
  readonly stack?: string;
}

const defaults: DoctorParams = {
  openPorts: awsDoctorPorts,
  out: (text) => process.stdout.write(text),
  clock: Date.now,
};

/** `zone doctor [FILE]`: what is wrong with files, account and zone, and what mends it; exit code 1 if anything fails. */
export function doctorCommand(overrides: Partial<DoctorParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  return new Command('doctor')
    .description('what is wrong with the files, the account and the zone, and what mends it')
    .argument('[file]', 'the zone file', 'zones/nongkhai.yaml')
    .option('--recipients <file>', 'the recipients file', 'zones/recipients.yaml')
    .option('--before', 'only what matters before a deployment', false)
    .option('--after', 'only what a deployed zone can tell', false)
    .option('--cost', 'also the forecast against the budget and the caps of paid calls', false)
    .option('--json', 'print an array', false)
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async (file: string, options: DoctorOptions) => {
      const findings = await runChecks(chosen(checksOf(file, options, params), options));
      params.out(options.json ? `${JSON.stringify(findings, null, 2)}\n` : describe(findings));
      if (findings.some(({ status }) => status === 'fail')) process.exitCode = 1;
    });
}

function chosen(checks: readonly Check[], { before, after }: DoctorOptions): readonly Check[] {
  if (before === after) return checks;
  return checks.filter(({ when }) => (before ? when !== 'after' : when === 'after'));
}

function checksOf(file: string, options: DoctorOptions, params: DoctorParams): readonly Check[] {
  const files = fileChecks({
    zoneFile: file,
    recipientsFile: options.recipients,
    sums: [join(projectDir, 'models/plates/SHA256SUMS')],
    pinned: faceModels.files.map(({ path, sha256 }) => ({
      path: join(projectDir, '.cache/faces', path.split('/').at(-1) ?? path),
      sha256,
    })),
  });
  const zone = attempt(() => parseZoneFile(readFileSync(file, 'utf8'), file));
  // The file's own check has said why; the rest needs a zone.
  if (zone === undefined) return files;
  const report = costReport({ zone, prices: readPriceFile() });
  const isLocal = process.env.AWS_ENDPOINT_URL !== undefined;
  const { rekognitionRegion } = zone.zone;
  const ports = params.openPorts({ isLocal, rekognitionRegion, stackName: options.stack });
  const recipients = recipientsIn(options.recipients);
  return [
    ...files,
    ...accountChecks({ zone, recipients, forecast: report.estimate, ports, clock: params.clock }),
    ...zoneChecks({ zone, file, ports }),
    ...(options.cost ? costChecks({ report, zone, file }) : []),
  ];
}

function recipientsIn(file: string) {
  if (!existsSync(file)) return [];
  return attempt(() => parseRecipientsFile(readFileSync(file, 'utf8'), file).recipients) ?? [];
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const marks: Readonly<Record<Finding['status'], string>> = {
  ok: 'ok   ',
  warn: 'WARN ',
  fail: 'FAIL ',
  'not checked': '–    ',
};

function describe(findings: readonly Finding[]): string {
  const lines = findings.map(({ check, status, what, mend }) => {
    const said = status === 'not checked' ? `not checked, ${what}` : what;
    return `${marks[status]}${check}: ${said}${mend === undefined ? '' : `\n       → ${mend}`}`;
  });
  const count = (status: Finding['status']) => findings.filter((one) => one.status === status).length;
  const sum = `${count('fail')} to mend, ${count('warn')} to look at, ${count('ok')} all right, ${count('not checked')} not checked`;
  return `${[...lines, sum].join('\n')}\n`;
}
