/** The page lacks the marks between which the generated part stands. */
export class ResultsPageError extends Error {
  override readonly name = 'ResultsPageError';
}

const begin = '<!-- plates: generated, do not edit -->';
const end = '<!-- plates: end -->';

/** The page with `generated` between its marks, the rest untouched. Throws ResultsPageError. */
export function replaceGenerated(page: string, generated: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new ResultsPageError(`want "${begin}" and, below it, "${end}" in the page`);
  return `${page.slice(0, from + begin.length)}\n\n${generated.trim()}\n\n${page.slice(to)}`;
}
