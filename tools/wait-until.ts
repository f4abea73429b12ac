import { setTimeout as pause } from 'node:timers/promises';

/** Something did not come true in time; the message says what. */
export class WaitedInVainError extends Error {
  override readonly name = 'WaitedInVainError';
}

const lookEveryMilliseconds = 500;

/** Resolves when the condition holds; `deadline` is in epoch milliseconds. Throws WaitedInVainError. */
export async function waitUntil(
  what: string,
  deadline: number,
  holds: () => Promise<boolean>,
): Promise<void> {
  while (!(await holds())) {
    if (Date.now() > deadline) throw new WaitedInVainError(`gave up waiting until ${what}`);
    await pause(lookEveryMilliseconds);
  }
}
