/** What a spreadsheet takes for a formula; wide signs too, as those of Asian languages do: https://owasp.org/www-community/attacks/CSV_Injection */
const formula = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * Rows as CSV (RFC 4180) with the mark by which spreadsheets know Thai. A cell that a spreadsheet would run as a formula
 * gets an apostrophe before it.
 */
export function csvOf(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

/** The text of a cell as it was before `csvOf`. */
export const withoutApostrophe = (cell: string): string =>
  formula.test(cell) ? cell.replace(/^'/, '') : cell;

function cellOf(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value);
  // Programs that part cells by semicolon or tab must not find one bare.
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
