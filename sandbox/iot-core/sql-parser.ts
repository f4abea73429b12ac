import { topicFilterFault } from './mqtt-topic.ts';
import { type Cursor, parseOr } from './sql-expression.ts';
import type { SqlExpression, SqlField, SqlQuery } from './sql-query.ts';
import { readTokens, SqlParseError, type Token } from './sql-tokens.ts';

const end: Token = { kind: 'end', text: '', at: 0 };

function cursorOver(sql: string): Cursor {
  const tokens = readTokens(sql);
  let index = 0;
  const peek = (ahead = 0): Token => tokens[index + ahead] ?? tokens.at(-1) ?? end;
  const next = (): Token => {
    const token = peek();
    index += 1;
    return token;
  };
  const isText = (text: string): boolean =>
    ['word', 'symbol'].includes(peek().kind) && peek().text.toUpperCase() === text;
  const take = (text: string): boolean => isText(text) && next().kind !== 'end';
  const fail = (wanted: string): SqlParseError => {
    const found = peek().kind === 'end' ? 'the end' : `"${peek().text}"`;
    return new SqlParseError(`Expected ${wanted} but found ${found} at position ${peek().at}`);
  };
  return { peek, next, take, fail };
}

/** AWS names a plain field after the last segment of its path; anything else has to be given a name. */
function fieldName(cursor: Cursor, expression: SqlExpression): string {
  if (cursor.take('AS')) {
    if (cursor.peek().kind !== 'word') throw cursor.fail('a name after AS');
    return cursor.next().text;
  }
  const name = expression.kind === 'path' ? expression.segments.at(-1) : undefined;
  if (name === undefined) throw cursor.fail('AS and a name, which a function or literal must have here');
  return name;
}

function parseField(cursor: Cursor): SqlField {
  if (cursor.take('*')) return { kind: 'all' };
  const expression = parseOr(cursor, 0);
  return { kind: 'named', expression, name: fieldName(cursor, expression) };
}

function parseFrom(cursor: Cursor): string {
  const token = cursor.peek();
  if (token.kind !== 'string') throw cursor.fail('a quoted topic filter');
  const fault = topicFilterFault(token.text);
  if (fault !== undefined) throw new SqlParseError(`The topic filter '${token.text}' is malformed: ${fault}`);
  return cursor.next().text;
}

function expectEnd(cursor: Cursor, wanted: string): void {
  if (cursor.peek().kind !== 'end') throw cursor.fail(wanted);
}

/**
 * Parses the SQL of a topic rule: SELECT fields [FROM 'filter'] [WHERE condition].
 * @throws SqlParseError for everything else, an unknown function included, and nothing but that.
 */
export function parseSql(sql: string): SqlQuery {
  const cursor = cursorOver(sql);
  if (!cursor.take('SELECT')) throw cursor.fail('SELECT');
  const fields = [parseField(cursor)];
  while (cursor.take(',')) fields.push(parseField(cursor));
  const topicFilter = cursor.take('FROM') ? parseFrom(cursor) : undefined;
  const where = cursor.take('WHERE') ? parseOr(cursor, 0) : undefined;
  expectEnd(cursor, where === undefined ? 'FROM, WHERE or the end' : 'the end');
  return {
    fields,
    ...(topicFilter === undefined ? {} : { topicFilter }),
    ...(where === undefined ? {} : { where }),
  };
}

/** A text with `${expression}` parts, as the fields of rule actions may hold them. */
export type SqlTemplate = readonly (string | SqlExpression)[];

/** Parses a substitution template; throws SqlParseError when an expression in it cannot be read. */
export function parseTemplate(text: string): SqlTemplate {
  return text.split(/(\$\{[^}]*\})/).map((part) => {
    if (!part.startsWith('${') || !part.endsWith('}')) return part;
    const cursor = cursorOver(part.slice(2, -1));
    const expression = parseOr(cursor, 0);
    expectEnd(cursor, 'the end of the template');
    return expression;
  });
}
