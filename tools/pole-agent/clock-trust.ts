import { existsSync } from 'node:fs';

/** systemd-timesyncd makes it when a time server has set the clock, once per start of the machine. */
const synchronizedMark = '/run/systemd/timesync/synchronized';

/**
 * Whether the clock may date a press. A board without a battery for its clock starts where it stopped, hours or years
 * ago, until a time server answered; a press without a time is taken at the server's.
 */
export function isClockSet(mark = synchronizedMark): boolean {
  return existsSync(mark);
}
