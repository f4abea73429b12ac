import { CsvError, parse } from 'csv-parse/sync';
import { withoutApostrophe } from '../csv.ts';
import { type ImportRow, refusal } from './import-error.ts';

interface ParsedRow {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** The rows of a CSV under its head, each with its line. Comma, semicolon or tab may part the fields. Throws ImportRefusedError. */
export function csvRows(text: string): readonly ImportRow[] {
  const [head, ...rows] = parseLines(text, separatorOf(text));
  if (head === undefined)
    throw refusal('file', '(whole file)', 'is empty, must begin with a line of column names');
  const columns = head.record;
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined)
    throw refusal('line 1', twice || '(no name)', 'is there twice: each column needs a name of its own');
  return rows.map(({ info, record }) => {
    const row = `line ${info.lines}`;
    if (record.length !== columns.length)
      throw refusal(
        row,
        '(whole line)',
        `has ${record.length} fields, must have ${columns.length} as the first line`,
      );
    return {
      row,
      cells: Object.fromEntries(columns.map((column, i) => [column, withoutApostrophe(record[i] ?? '')])),
    };
  });
}

/** Thai and European spreadsheets write semicolons, copied tables tabs. */
function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1);
  return [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ',';
}

function parseLines(text: string, delimiter: string): readonly ParsedRow[] {
  try {
    const options = {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    } as const;
    // With `info` each record comes with where it was found, which the package's types leave out.
    return parse(text, { ...options, delimiter }) as unknown as readonly ParsedRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? `line ${error.lines}` : 'file';
    throw refusal(line, '(whole line)', `is no CSV: ${error.message}`);
  }
}
