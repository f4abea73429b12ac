import type { CostReport } from './cost-report.ts';
import {
  assumptionsTable,
  costTables,
  describeBill,
  linesTable,
  markdownTable,
  pricesTable,
} from './cost-words.ts';
import type { PriceFile } from './prices.ts';

const marks = { begin: '<!-- cost: generated, do not edit -->', end: '<!-- cost: end -->' };

/** The whole bill as Markdown: what it comes to, each line with its reason, what it rests on. */
export function costMarkdown(report: CostReport, prices: PriceFile): string {
  const tables = [...costTables(report), linesTable(report), assumptionsTable(), pricesTable(prices)];
  return [
    describeBill(report),
    ...tables.map(markdownTable),
    '\\* not confirmed: see the note in the table of prices.',
  ].join('\n\n');
}

/** A document with its marked part written anew. Throws where it has no such part. */
export function putIntoDocument(document: string, markdown: string): string {
  const [before, rest] = document.split(marks.begin);
  const after = rest?.split(marks.end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`the document has no part between ${marks.begin} and ${marks.end}`);
  return `${before}${marks.begin}\n\n${markdown}\n\n${marks.end}${after}`;
}
