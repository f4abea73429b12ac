export interface CsvRow {
  /** In the file, from 1; of the row's first line. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The text is not CSV as RFC 4180 has it; the message names the line. */
export class CsvFormatError extends Error {
  override readonly name = 'CsvFormatError';
}

/** One cell (quoted or plain) and what ends it. A quote inside quotes is written twice. */
const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/uy;

/** The rows of a CSV text; empty lines and a byte order mark are left out. Throws CsvFormatError. */
export function parseCsv(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let [line, rowLine] = [1, 1];
  cell.lastIndex = text.startsWith('\ufeff') ? 1 : 0;
  while (cell.lastIndex < text.length || cells.length > 0) {
    const found = cell.exec(text);
    if (found === null)
      throw new CsvFormatError(`line ${line}: a quote is not closed or stands inside a cell`);
    const [whole, quoted, plain = '', end] = found;
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: rowLine, cells });
    [cells, rowLine] = [[], line];
  }
  return rows;
}

/** Rows as records by the names in the first one. Throws CsvFormatError, also for a row of another length. */
export function parseCsvRecords(text: string): readonly { line: number; fields: Record<string, string> }[] {
  const [head, ...rows] = parseCsv(text);
  const names = head?.cells.map((name) => name.trim().toLowerCase()) ?? [];
  return rows.map(({ line, cells }) => {
    if (cells.length !== names.length)
      throw new CsvFormatError(`line ${line}: ${cells.length} cells where the head has ${names.length}`);
    return { line, fields: Object.fromEntries(names.map((name, at) => [name, cells[at]?.trim() ?? ''])) };
  });
}
