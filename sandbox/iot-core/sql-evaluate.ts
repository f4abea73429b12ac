import type { SqlTemplate } from './sql-parser.ts';
import type { CompareOperator, SqlExpression, SqlFunction, SqlQuery } from './sql-query.ts';

/** A statement reads fields of a payload that is no JSON, or makes nothing that an action can carry. */
export class RuleExecutionError extends Error {
  override readonly name = 'RuleExecutionError';
}

/** What a rule's SQL may ask about one message. */
export interface SqlScope {
  /** The published topic without its Basic Ingest prefix. */
  readonly topic: string;
  readonly payload: Buffer;
  /** Absent when the message did not come over MQTT. */
  readonly clientId?: string;
  /** Certificate id of the publisher. */
  readonly principal?: string;
  readonly traceId: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A JSON value, or undefined for AWS IoT SQL's Undefined. */
type Value = unknown;

function readJson(scope: SqlScope): unknown {
  try {
    return JSON.parse(scope.payload.toString('utf8'));
  } catch {
    throw new RuleExecutionError('The payload is not JSON, and the statement refers to its content');
  }
}

const functions: Readonly<Record<SqlFunction, (scope: SqlScope, values: readonly Value[]) => Value>> = {
  topic: ({ topic }, [level]) => (level === undefined ? topic : topic.split('/')[Number(level) - 1]),
  timestamp: ({ now }) => now().getTime(),
  clientid: ({ clientId }) => clientId ?? 'N/A',
  principal: ({ principal }) => principal,
  traceid: ({ traceId }) => traceId,
  newuuid: ({ newId }) => newId(),
  encode: (_scope, [value]) => encodeBase64(value),
};

function encodeBase64(value: Value): string | undefined {
  if (value === undefined) return undefined;
  if (Buffer.isBuffer(value)) return value.toString('base64');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return Buffer.from(text, 'utf8').toString('base64');
}

function readPath(json: unknown, segments: readonly string[]): Value {
  return segments.reduce<Value>((value, segment) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    return Reflect.get(value, segment);
  }, json);
}

/** Evaluates one expression for a message; throws RuleExecutionError when it needs JSON that is not there. */
export function evaluateExpression(expression: SqlExpression, scope: SqlScope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'payload':
      return scope.payload;
    case 'path':
      return readPath(readJson(scope), expression.segments);
    case 'call':
      return functions[expression.function](
        scope,
        expression.arguments.map((argument) => evaluateExpression(argument, scope)),
      );
    case 'compare':
      return compare(
        expression.operator,
        evaluateExpression(expression.left, scope),
        evaluateExpression(expression.right, scope),
      );
    case 'not':
      return negate(evaluateExpression(expression.term, scope));
    default:
      return join(
        expression.kind,
        expression.terms.map((term) => evaluateExpression(term, scope)),
      );
  }
}

const negate = (value: Value): Value => (typeof value === 'boolean' ? !value : undefined);

/** AND is false when a term is false, else Undefined when one is not a boolean; OR likewise with true. */
function join(kind: 'and' | 'or', values: readonly Value[]): Value {
  const decisive = kind === 'or';
  if (values.includes(decisive)) return decisive;
  return values.every((value) => typeof value === 'boolean') ? !decisive : undefined;
}

function compare(operator: CompareOperator, left: Value, right: Value): Value {
  if (left === undefined || right === undefined) return undefined;
  const same = JSON.stringify(left) === JSON.stringify(right);
  if (operator === '=') return same;
  if (operator === '<>') return !same;
  const order = orderOf(left, right);
  if (order === undefined) return undefined;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

/** Numbers, and strings that hold one, compare as numbers; two other strings by their characters. */
function orderOf(left: Value, right: Value): number | undefined {
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a !== undefined && b !== undefined) return a - b;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  return left < right ? -1 : Number(left > right);
}

function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  const isNumeric = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
  return isNumeric ? Number(value) : undefined;
}

export type SqlResult =
  | { readonly kind: 'json'; readonly text: string }
  /** `SELECT *` alone over a payload that is no JSON: its bytes, for the actions that carry bytes. */
  | { readonly kind: 'raw'; readonly bytes: Buffer };

const isJson = (payload: Buffer): boolean => {
  try {
    JSON.parse(payload.toString('utf8'));
    return true;
  } catch {
    return false;
  }
};

function allEntries(scope: SqlScope): (readonly [string, Value])[] {
  const json = readJson(scope);
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return Object.entries(json);
  throw new RuleExecutionError('The payload is not a JSON object, so no field can be added to it');
}

/** Runs a rule's query over a message; undefined when its WHERE does not hold (as AWS, not true = false). */
export function evaluateQuery(query: SqlQuery, scope: SqlScope): SqlResult | undefined {
  if (query.where !== undefined && evaluateExpression(query.where, scope) !== true) return undefined;
  if (query.fields.every((field) => field.kind === 'all')) {
    return isJson(scope.payload)
      ? { kind: 'json', text: scope.payload.toString('utf8') }
      : { kind: 'raw', bytes: scope.payload };
  }
  const entries = query.fields.flatMap((field) =>
    field.kind === 'all'
      ? allEntries(scope)
      : [[field.name, evaluateExpression(field.expression, scope)] as const],
  );
  return { kind: 'json', text: JSON.stringify(Object.fromEntries(entries)) };
}

/** Fills a substitution template; throws RuleExecutionError when a part of it is Undefined. */
export function fillTemplate(template: SqlTemplate, scope: SqlScope): string {
  return template
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = evaluateExpression(part, scope);
      if (value === undefined) throw new RuleExecutionError('A substitution template resolves to Undefined');
      return typeof value === 'string' ? value : JSON.stringify(value);
    })
    .join('');
}
