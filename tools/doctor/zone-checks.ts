import { isDeepStrictEqual } from 'node:util';
import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import { StackMissingError } from '../stack-outputs.ts';
import type { DoctorPorts } from './doctor-ports.ts';
import { type Check, fail, notChecked, ok, type Verdict, warn } from './finding.ts';

export interface ZoneCheckParams {
  readonly zone: ZoneFile;
  readonly file: string;
  readonly ports: DoctorPorts;
}

/** What only a deployed zone can tell. */
export function zoneChecks({ zone, file, ports }: ZoneCheckParams): readonly Check[] {
  const after = (name: string, run: Check['run']): Check => ({ name, when: 'after', run });
  return [
    after('deployed zone', () =>
      ifDeployed(async () => checkSettings(await ports.deployedSettings(), zone, file)),
    ),
    after('video streams', async () => checkStreams(await ports.streamNames(), zone)),
    after('subscriptions', async () => checkSubscriptions(await ports.pendingSubscriptions())),
  ];
}

async function ifDeployed(run: Check['run']): Promise<readonly Verdict[]> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof StackMissingError) return [notChecked('the zone is not deployed yet')];
    throw error;
  }
}

function checkSettings(deployed: unknown, { zone }: ZoneFile, file: string): readonly Verdict[] {
  // As JSON, which knows no key without a value.
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  if (isDeepStrictEqual(plain(deployed), plain(zone)))
    return [ok(`the deployed settings are those of ${file}`)];
  return [
    warn(
      `the deployed settings are not those of ${file}`,
      `npx cdk diff -c zone=${file}, then npx cdk deploy`,
    ),
  ];
}

function checkStreams(names: readonly string[], { cameras }: ZoneFile): readonly Verdict[] {
  const missing = cameras.filter(({ id }) => !names.includes(id)).map(({ id }) => id);
  if (missing.length === 0) return [ok(`each of ${cameras.length} cameras has its video stream`)];
  return [
    fail(
      `no video stream for ${missing.join(', ')}`,
      'npx cdk deploy, which makes the streams of the zone file',
    ),
  ];
}

function checkSubscriptions(pending: number): readonly Verdict[] {
  if (pending === 0) return [ok('every mailbox has confirmed')];
  const mend =
    'they click the link in the mail "AWS Notification"; after two days: npx cdk deploy, which asks again';
  return [fail(`${pending} mailboxes have not confirmed and are told nothing`, mend)];
}
