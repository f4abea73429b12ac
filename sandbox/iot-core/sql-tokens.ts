/** A rule's SQL that this engine cannot read; the control plane answers it as SqlParseException. */
export class SqlParseError extends Error {
  override readonly name = 'SqlParseError';
}

export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'symbol' | 'end';
  /** The text without quotes; words keep their case. */
  readonly text: string;
  /** Position in the SQL, counted from 1. */
  readonly at: number;
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['string', /'(?:[^']|'')*'/y],
  ['symbol', /<>|!=|<=|>=|[=<>(),.*-]/y],
];
const space = /\s*/y;

function matchAt(pattern: RegExp, sql: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(sql)?.[0];
}

const unquote = (text: string): string => text.slice(1, -1).replaceAll("''", "'");

/** Splits a rule's SQL into tokens, an `end` last; throws SqlParseError on what belongs to no token. */
export function readTokens(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let index = matchAt(space, sql, 0)?.length ?? 0;
  while (index < sql.length) {
    const found = patterns
      .map(([kind, pattern]) => ({ kind, text: matchAt(pattern, sql, index) }))
      .find(({ text }) => text !== undefined);
    if (found?.text === undefined) {
      throw new SqlParseError(`Unexpected character ${JSON.stringify(sql[index])} at position ${index + 1}`);
    }
    const text = found.kind === 'string' ? unquote(found.text) : found.text;
    tokens.push({ kind: found.kind, text, at: index + 1 });
    index += found.text.length;
    index += matchAt(space, sql, index)?.length ?? 0;
  }
  return [...tokens, { kind: 'end', text: '', at: sql.length + 1 }];
}
