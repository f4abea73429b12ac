import { LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import { type RecipientsFile, recipientsFile } from './recipients-file.ts';
import { type ZoneFile, zoneFile } from './zone-file.ts';

/** One thing that is wrong in a file, for a person with an editor open. */
export interface FileProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Dotted path, e.g. `cameras.3.site`. */
  readonly field: string;
  /** What is wrong and what would be right. */
  readonly problem: string;
}

/** A zone or recipients file that cannot be used; the message lists every problem as `file:line: field: problem`. */
export class FileRefusedError extends Error {
  override readonly name = 'FileRefusedError';
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line}: ${p.field}: ${p.problem}`).join('\n'));
    this.problems = problems;
  }
}

/** Parses the YAML text of a zone file. Throws FileRefusedError with all that is wrong at once. */
export const parseZoneFile = (text: string, file: string): ZoneFile => parseYaml(zoneFile, text, file);

/** Parses the YAML text of a recipients file. Throws FileRefusedError. */
export const parseRecipientsFile = (text: string, file: string): RecipientsFile =>
  parseYaml(recipientsFile, text, file);

/** Parses YAML by a schema of plain objects. Throws FileRefusedError with all that is wrong at once. */
export function parseYaml<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
): z.infer<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problem = (line: number, field: string, what: string) => ({ file, line, field, problem: what });
  if (document.errors.length > 0) {
    throw new FileRefusedError(
      document.errors.map((error) =>
        problem(lines.linePos(error.pos[0]).line, 'YAML', firstLine(error.message)),
      ),
    );
  }
  const value = toValue(document, (what) => new FileRefusedError([problem(1, 'YAML', what)]));
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const jsonSchema = z.toJSONSchema(schema, { io: 'input' });
  throw new FileRefusedError(
    parsed.error.issues
      .flatMap((issue) => explainIssue(issue, jsonSchema, value))
      .map((found) =>
        problem(lineOf(document, found.path, lines), found.path.join('.') || '(whole file)', found.problem),
      ),
  );
}

/** Tells the line (from 1) of each value of a YAML text, or of its nearest parent: for what a schema cannot judge. */
export function locateFields(text: string): (path: readonly PropertyKey[]) => number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return (path) => lineOf(document, path, lines);
}

/** Aliases stay unresolved: the files need none, and a few lines of them can expand to gigabytes. */
function toValue(
  document: ReturnType<typeof parseDocument>,
  refuse: (what: string) => FileRefusedError,
): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw refuse(
      error instanceof ReferenceError ? 'aliases (*name) are not used in this file' : String(error),
    );
  }
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? 'is not readable';
}

/** The line of the value at `path`, or of the nearest parent that exists (a missing key has no line of its own). */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
  lines: LineCounter,
): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as Node | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
