/** One thing that is wrong in a file to import. */
export interface ImportProblem {
  /** As people count in such a file: `line 3` of a CSV, `feature 3`, `placemark 3`, or `file`. */
  readonly row: string;
  readonly field: string;
  /** What is wrong and what would be right. */
  readonly problem: string;
}

/** A file that cannot be imported; the message lists every problem as `row: field: problem`. */
export class ImportRefusedError extends Error {
  override readonly name = 'ImportRefusedError';
  readonly problems: readonly ImportProblem[];

  constructor(problems: readonly ImportProblem[], file?: string) {
    const before = file === undefined ? '' : `${file}: `;
    super(problems.map(({ row, field, problem }) => `${before}${row}: ${field}: ${problem}`).join('\n'));
    this.problems = problems;
  }
}

export function refusal(row: string, field: string, problem: string): ImportRefusedError {
  return new ImportRefusedError([{ row, field, problem }]);
}

/** A row of an import before anything is known to be right. */
export interface ImportRow {
  readonly row: string;
  readonly cells: Readonly<Record<string, unknown>>;
}
