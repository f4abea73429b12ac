import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { WatchlistPorts } from './watchlist-ports.ts';

/** What the commands of the watchlist share. */
export interface WatchlistCommandParams {
  readonly openPorts: (stackName?: string) => Promise<WatchlistPorts>;
  readonly out: (text: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly userName: () => string;
}

export const watchlistDefaults: WatchlistCommandParams = {
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./watchlist-ports.ts')).openWatchlistPorts(stackName),
  out: (text) => process.stdout.write(text),
  clock: Date.now,
  userName: () => userInfo().username,
};

/** Opens the watchlist of the stack that the command line names. */
export function portsOf(self: Command, { openPorts }: WatchlistCommandParams): Promise<WatchlistPorts> {
  return openPorts(self.optsWithGlobals<{ readonly stack?: string }>().stack);
}
