/** The page lacks the marks between which the generated part stands. */
export class ResultsPageError extends Error {
  override readonly name = 'ResultsPageError';
}

/** The page with `generated` between the marks of its subject, the rest untouched. Throws ResultsPageError. */
export function replaceGenerated(page: string, generated: string, subject = 'plates'): string {
  const [begin, end] = [`<!-- ${subject}: generated, do not edit -->`, `<!-- ${subject}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new ResultsPageError(`want "${begin}" and, below it, "${end}" in the page`);
  return `${page.slice(0, from + begin.length)}\n\n${generated.trim()}\n\n${page.slice(to)}`;
}
