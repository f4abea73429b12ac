import { beforeEach } from 'vitest';

/** Commands leave it to their process, which test files share. */
beforeEach(() => {
  process.exitCode = undefined;
});
