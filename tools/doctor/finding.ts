import { explainError } from '../explain-error.ts';

/** What a check found: a line for the person who runs the zone. */
export interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'not checked';
  /** What is right or wrong, or why it could not be looked at. */
  readonly what: string;
  /** The command, or the place, that mends it. */
  readonly mend?: string;
}

export type Verdict = Omit<Finding, 'check'>;

export const ok = (what: string): Verdict => ({ status: 'ok', what });
export const warn = (what: string, mend: string): Verdict => ({ status: 'warn', what, mend });
export const fail = (what: string, mend: string): Verdict => ({ status: 'fail', what, mend });
export const notChecked = (because: string): Verdict => ({
  status: 'not checked',
  what: `because ${because}`,
});

/** Looks at one thing; what it throws becomes "not checked". */
export interface Check {
  readonly name: string;
  /** Before the zone is deployed, after it, or both. */
  readonly when: 'before' | 'after' | 'always';
  readonly run: () => Promise<readonly Verdict[]>;
}

/** One check after the other, so that their lines stand in order; none keeps another from being run. */
export async function runChecks(checks: readonly Check[]): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const { name, run } of checks) {
    const verdicts = await run().catch((error: unknown) => [notChecked(reasonOf(error))]);
    found.push(...verdicts.map((verdict) => ({ check: name, ...verdict })));
  }
  return found;
}

/** In one line: what went wrong, and what to do where that is known. */
export function reasonOf(error: unknown): string {
  return explainError(error).split('\n').join('; ').slice(0, 300);
}
