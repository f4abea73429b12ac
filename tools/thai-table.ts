import Table from 'cli-table3';

/** A sign with the Thai vowels and tone marks above and below it: they take no place of their own in a terminal. */
const stacked = /.[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+/gu;
const firstPrivateSign = 0xe000;
/** Signs that nobody sees could move a terminal's cursor, or turn a line around; joiners belong to scripts. */
const unseen = /[^\P{C}\n\u200c\u200d]/gu;

/**
 * Rows under a head, aligned; with lines between them unless they are `compact`. The table's package counts a Thai
 * vowel above a letter as one more place.
 */
export function thaiTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { compact = false } = {},
): string {
  const stacks: string[] = [];
  // One sign of no script stands for each stack while the table is laid out.
  const flatten = (cell: string) =>
    cell.replace(unseen, ' ').replace(stacked, (stack) => {
      if (!stacks.includes(stack)) stacks.push(stack);
      return String.fromCharCode(firstPrivateSign + stacks.indexOf(stack));
    });
  const table = new Table({ head: head.map(flatten), style: { head: [], border: [], compact } });
  for (const row of rows) table.push(row.map(flatten));
  return table
    .toString()
    .replace(/[\ue000-\uf8ff]/g, (sign) => stacks[sign.charCodeAt(0) - firstPrivateSign] ?? sign);
}
