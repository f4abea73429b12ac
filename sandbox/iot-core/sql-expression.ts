import {
  type CompareOperator,
  isSqlFunction,
  type SqlExpression,
  type SqlFunction,
  sqlFunctions,
} from './sql-query.ts';
import { SqlParseError, type Token } from './sql-tokens.ts';

/** A place in the tokens of one SQL text; `take` steps over a keyword or symbol if it stands there. */
export interface Cursor {
  peek(ahead?: number): Token;
  next(): Token;
  take(text: string): boolean;
  fail(wanted: string): SqlParseError;
}

/** Deeper nesting than any rule needs is refused, so that parsing cannot exhaust the stack. */
const maxDepth = 50;

const reserved: ReadonlySet<string> = new Set(['SELECT', 'FROM', 'WHERE', 'AS', 'AND', 'OR', 'NOT']);
const literals = new Map<string, boolean | null>([
  ['TRUE', true],
  ['FALSE', false],
  ['NULL', null],
]);
const compareOperators = new Map<string, CompareOperator>([
  ['=', '='],
  ['<>', '<>'],
  ['!=', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

type Parse = (cursor: Cursor, depth: number) => SqlExpression;

function chain(kind: 'and' | 'or', parseTerm: Parse): Parse {
  return (cursor, depth) => {
    const first = parseTerm(cursor, depth);
    const terms = [first];
    while (cursor.take(kind.toUpperCase())) terms.push(parseTerm(cursor, depth));
    return terms.length === 1 ? first : { kind, terms };
  };
}

/** Parses a condition or value; NOT binds tighter than AND, AND tighter than OR. */
export const parseOr: Parse = chain('or', chain('and', parseNot));

function parseNot(cursor: Cursor, depth: number): SqlExpression {
  if (depth > maxDepth) throw new SqlParseError(`The expression is nested deeper than ${maxDepth} levels`);
  if (cursor.take('NOT')) return { kind: 'not', term: parseNot(cursor, depth + 1) };
  const left = parsePrimary(cursor, depth);
  const token = cursor.peek();
  const operator = token.kind === 'symbol' ? compareOperators.get(token.text) : undefined;
  if (operator === undefined) return left;
  cursor.next();
  return { kind: 'compare', operator, left, right: parsePrimary(cursor, depth) };
}

function parsePrimary(cursor: Cursor, depth: number): SqlExpression {
  if (cursor.take('(')) {
    const inner = parseOr(cursor, depth + 1);
    if (!cursor.take(')')) throw cursor.fail('")"');
    return inner;
  }
  const sign = cursor.take('-') ? -1 : 1;
  const token = cursor.peek();
  if (token.kind === 'number') return { kind: 'literal', value: sign * Number(cursor.next().text) };
  if (sign < 0) throw cursor.fail('a number after "-"');
  if (token.kind === 'string') return { kind: 'literal', value: cursor.next().text };
  if (token.kind !== 'word' || reserved.has(token.text.toUpperCase())) {
    throw cursor.fail('a field, a literal or a function');
  }
  const next = cursor.peek(1);
  return next.kind === 'symbol' && next.text === '(' ? parseCall(cursor, depth) : parsePath(cursor);
}

function parsePath(cursor: Cursor): SqlExpression {
  const first = cursor.next().text;
  const literal = literals.get(first.toUpperCase());
  if (literal !== undefined) return { kind: 'literal', value: literal };
  const segments = [first];
  while (cursor.take('.')) {
    if (cursor.peek().kind !== 'word') throw cursor.fail('a field name after "."');
    segments.push(cursor.next().text);
  }
  return { kind: 'path', segments };
}

function parseCall(cursor: Cursor, depth: number): SqlExpression {
  const token = cursor.next();
  const name = token.text.toLowerCase();
  if (!isSqlFunction(name)) {
    const known = Object.keys(sqlFunctions).join(', ');
    throw new SqlParseError(`Unknown function ${token.text}() at position ${token.at}; here are: ${known}`);
  }
  cursor.take('(');
  const parsed: SqlExpression[] = [];
  while (!cursor.take(')')) {
    if (parsed.length > 0 && !cursor.take(',')) throw cursor.fail('"," or ")"');
    parsed.push(parseArgument(cursor, depth, name === 'encode' && parsed.length === 0));
  }
  checkArguments(name, parsed, token.at);
  return { kind: 'call', function: name, arguments: parsed };
}

const parseArgument = (cursor: Cursor, depth: number, mayBePayload: boolean): SqlExpression =>
  mayBePayload && cursor.take('*') ? { kind: 'payload' } : parseOr(cursor, depth + 1);

function checkArguments(name: SqlFunction, parsed: readonly SqlExpression[], at: number): void {
  const [fewest, most] = sqlFunctions[name];
  if (parsed.length < fewest || parsed.length > most) {
    const wanted = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
    throw new SqlParseError(`${name}() at position ${at} takes ${wanted} arguments, not ${parsed.length}`);
  }
  const scheme = parsed[1];
  if (name === 'encode' && !(scheme?.kind === 'literal' && scheme.value === 'base64')) {
    throw new SqlParseError(`encode() at position ${at} knows the scheme 'base64' alone`);
  }
}
