import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { dynamoPollKeeper } from '../lambdas/poll/dynamo-poll-keeper.ts';
import type { PollKeeper } from '../lambdas/poll/poll-store.ts';
import type { AuditLog } from '../lambdas/watchlist/audit-log.ts';
import { openZoneTables } from './zone-tables.ts';

export interface PollPorts {
  readonly polls: PollKeeper;
  readonly audit: AuditLog;
  /** Of the page, with a slash at its end. */
  readonly url: string;
}

/** What every `zone poll` command is given. */
export interface PollCommandParams {
  readonly openPorts: (stackName?: string) => Promise<PollPorts>;
  readonly out: (text: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly userName: () => string;
  readonly random: (bytes: number) => Uint8Array;
}

export const pollDefaults: PollCommandParams = {
  openPorts: openPollPorts,
  out: (text) => process.stdout.write(text),
  clock: Date.now,
  userName: () => userInfo().username,
  random: randomBytes,
};

/** The poll of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openPollPorts(stackName?: string): Promise<PollPorts> {
  const tables = await openZoneTables(stackName);
  return {
    polls: dynamoPollKeeper(tables.at('PollTable')),
    audit: tables.audit(),
    url: tables.output('PollUrl'),
  };
}
