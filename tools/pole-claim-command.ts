import { existsSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import type { ClaimedPole } from './claim-pole.ts';
import { asPoleId } from './pole-id.ts';

interface ClaimOptions {
  readonly out: string;
  readonly replace?: true;
  readonly json?: true;
}

/** The claim would take the place of another file. */
export class ClaimFileExistsError extends Error {
  override readonly name = 'ClaimFileExistsError';
}

/** `zone pole claim`: what an installer brings to a new pole. */
export function poleClaimCommand(): Command {
  return new Command('claim')
    .description('let a new pole get its own certificate within five minutes (for installers)')
    .argument('<id>', 'the pole in the zone file', asPoleId)
    .requiredOption('--out <file>', 'where the claim goes; bring it to the pole and delete it')
    .option('--replace', "make the pole's active certificates inactive: another board takes its place")
    .option('--json', 'print the result as JSON, without what is secret')
    .action(async (poleId: string, { out, replace, json }: ClaimOptions) => {
      if (existsSync(out))
        throw new ClaimFileExistsError(`${out} is there already: delete it, or name another`);
      // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
      const { openClaimPorts } = await import('./pole-claim-ports.ts');
      const { claimPole } = await import('./claim-pole.ts');
      const isReplacement = replace === true;
      const claimed = await claimPole({ ...(await openClaimPorts()), poleId, isReplacement });
      writeFileSync(out, `${JSON.stringify(claimed.claim, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
      console.log(json ? JSON.stringify(reportOf(claimed, out)) : describe(claimed, out).join('\n'));
    });
}

function reportOf({ claim, claimCertificateId, replaced }: ClaimedPole, file: string) {
  const { poleId, expiresAt } = claim;
  return { poleId, file, expiresAt, claimCertificateId, replaced };
}

function describe({ claim, replaced }: ClaimedPole, file: string): readonly string[] {
  const { poleId, expiresAt } = claim;
  return [
    ...replaced.map((id) => `${poleId}: certificate ${id.slice(0, 12)}… is inactive from now on`),
    `${file}: claim for ${poleId}, good until ${expiresAt}`,
    `On the pole: npm run zone -- pole run ${poleId} --claim ${file}`,
  ];
}
