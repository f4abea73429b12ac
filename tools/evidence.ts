import { Argument, Command, InvalidArgumentError } from 'commander';
import { exportEvidence } from '../lambdas/evidence/export-evidence.ts';
import { verifyEvidence } from '../lambdas/evidence/verify-evidence.ts';
import { newStep } from '../lambdas/incidents/timeline.ts';
import { EvidenceFolderError, localExportFolder, readEvidenceFolder } from './evidence-folder.ts';
import type { EvidencePorts } from './evidence-ports.ts';
import { verdictText } from './evidence-words.ts';
import { idOf, nameOf, stackOption } from './incident-options.ts';
import { type SearchCommandParams, searchDefaults } from './search-options.ts';

export type EvidenceCommandParams = Omit<SearchCommandParams<EvidencePorts>, 'err'>;

const defaults: EvidenceCommandParams = {
  ...searchDefaults,
  // Loaded when it is needed: `verify` works without AWS, and `zone --help` should not wait for the SDK.
  openPorts: async (stackName) => (await import('./evidence-ports.ts')).openEvidencePorts(stackName),
};

/** Exit code of `verify` for a folder that is not intact; wrong usage is 2. */
const notIntact = 1;

/** `zone evidence export|verify|hold`. Their actions throw errors in plain words. */
export function evidenceCommand(overrides: Partial<EvidenceCommandParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  return new Command('evidence')
    .description('what cameras saw of an incident: hand it out, check it, keep it longer')
    .addCommand(exportCommand(params))
    .addCommand(verifyCommand(params))
    .addCommand(holdCommand(params));
}

interface ActOptions {
  readonly by?: string;
  readonly stack?: string;
}

function actCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<incident>', 'e.g. SOS-7KQ2MD9F', idOf)
    .option('--by <name>', 'who does it; default: the user of this computer', nameOf)
    .option(...stackOption);
}

function exportCommand(params: EvidenceCommandParams): Command {
  return actCommand('export', 'copy the evidence of an incident into a folder that anybody can check')
    .requiredOption('--out <folder>', 'a new folder')
    .action(async (incidentId: string, options: ActOptions & { readonly out: string }) => {
      const { by = params.userName(), stack, out: folder } = options;
      const ports = { ...(await params.openPorts(stack)), folder: localExportFolder(folder) };
      const done = await exportEvidence({ incidentId, by, at: params.clock() }, ports);
      params.out(
        `${folder}: ${done.fileCount} ไฟล์ files\nSHA-256 of the newest manifest: ${done.sha256}\n` +
          `Check it anywhere: npm run zone -- evidence verify ${folder}\n`,
      );
    });
}

function verifyCommand(params: EvidenceCommandParams): Command {
  return new Command('verify')
    .description('check an exported folder: needs no account and no network; exit code 1 if it is not intact')
    .argument('<folder>', 'what `export` made')
    .option('--manifest-sha256 <hash>', 'of the newest manifest, as the incident’s timeline has it', hashText)
    .action(async (path: string, { manifestSha256 }: { readonly manifestSha256?: string }) => {
      const told = manifestSha256 === undefined ? {} : { newestManifestSha256: manifestSha256 };
      const verdict = verifyEvidence({ ...(await readEvidenceFolder(path)), ...told });
      params.out(verdictText(verdict));
      if (verdict.findings.length > 0) process.exitCode = notIntact;
    });
}

function holdCommand(params: EvidenceCommandParams): Command {
  return actCommand(
    'hold',
    'keep the evidence of an incident beyond its time (on), or let it expire again (off)',
  )
    .addArgument(new Argument('<state>', 'on or off').choices(['on', 'off']))
    .requiredOption('--reason <text>', 'for the timeline, e.g. the number of the case')
    .action(
      async (incidentId: string, state: 'on' | 'off', options: ActOptions & { readonly reason: string }) => {
        const { by = params.userName(), stack, reason } = options;
        const { store, holds, incidents } = await params.openPorts(stack);
        const files = await store.list(incidentId);
        if (files.length === 0) throw new EvidenceFolderError(`there is no evidence of ${incidentId}`);
        const hold = { isOn: state === 'on', isLocked: await holds.isLocked() };
        for (const file of files) await holds.set(incidentId, file, hold);
        const text = `hold ${state}: ${files.length} files${hold.isLocked ? ', legal hold' : ''}; ${reason}`;
        await incidents.addStep(incidentId, newStep({ at: params.clock(), what: 'evidence', by, text }));
        params.out(`${incidentId}: ${holdText(state, files.length, hold.isLocked)}\n`);
      },
    );
}

function holdText(state: 'on' | 'off', count: number, isLocked: boolean): string {
  if (state === 'off') return `${count} files expire again with retention.evidenceDays`;
  if (isLocked) return `${count} files have a legal hold: nobody can delete them before it is off`;
  return `${count} files no longer expire; whoever may delete in the bucket still can (no Object Lock)`;
}

function hashText(text: string): string {
  if (!/^[0-9a-fA-F]{64}$/.test(text)) throw new InvalidArgumentError('it must be 64 hexadecimal digits.');
  return text;
}
