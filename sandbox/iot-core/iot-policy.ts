import { z } from 'zod';
import { IotError, invalid } from './iot-error.ts';

/** AWS's hard limit on a policy document, white space not counted (IoT Core quotas). */
const documentCharacters = 2048;

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));
const values = oneOrMore(z.union([z.string(), z.boolean()])).transform((list) => list.map(String));
const operands = z.record(z.string(), values);

/** Condition operators that are evaluated here; a policy with any other is refused, never half obeyed. */
const Condition = z.strictObject({
  Bool: operands.optional(),
  StringEquals: operands.optional(),
  StringNotEquals: operands.optional(),
  StringLike: operands.optional(),
  StringNotLike: operands.optional(),
});
const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore(z.string().regex(/^(iot:[A-Za-z*?]+|\*)$/)),
  Resource: oneOrMore(z.string()),
  Condition: Condition.optional(),
});
const PolicyDocument = z.strictObject({
  Id: z.string().optional(),
  Version: z.literal('2012-10-17'),
  Statement: oneOrMore(Statement),
});

export type PolicyDocument = z.infer<typeof PolicyDocument>;
type PolicyStatement = z.infer<typeof Statement>;

export interface PolicyQuestion {
  /** `iot:Connect`, `iot:Publish`, `iot:RetainPublish`, `iot:Subscribe` or `iot:Receive`. */
  readonly action: string;
  readonly resource: string;
  /** Values of policy variables and condition keys by name; what is absent does not resolve. */
  readonly variables: ReadonlyMap<string, string>;
}

/** Reads a policy document; throws MalformedPolicyException, or InvalidRequestException for its size. */
export function parsePolicy(text: string): PolicyDocument {
  if (text.replace(/\s/g, '').length > documentCharacters) {
    throw invalid(`Policy cannot be created - size exceeds hard limit (${documentCharacters})`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new IotError('MalformedPolicyException', 'The policy document is not JSON');
  }
  const result = PolicyDocument.safeParse(json);
  if (result.success) return result.data;
  throw new IotError(
    'MalformedPolicyException',
    `Policy document is malformed: ${z.prettifyError(result.error)}`,
  );
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const literals: ReadonlySet<string> = new Set(['*', '?', '$']);

/** Turns a pattern into a RegExp; undefined when one of its `${variables}` has no value. */
function compilePattern(pattern: string, variables: PolicyQuestion['variables']): RegExp | undefined {
  let source = '';
  for (const [token, variable] of pattern.matchAll(/\$\{([^}]*)\}|[\s\S]/g)) {
    if (variable === undefined) {
      source += token === '*' ? '.*' : token === '?' ? '.' : escapeRegExp(token);
      continue;
    }
    // ${*}, ${?} and ${$} stand for the character itself; a value never acts as a wildcard.
    const value = literals.has(variable) ? variable : variables.get(variable);
    if (value === undefined) return undefined;
    source += escapeRegExp(value);
  }
  return new RegExp(`^${source}$`, 's');
}

const matches = (pattern: string, text: string, variables: PolicyQuestion['variables']): boolean =>
  compilePattern(pattern, variables)?.test(text) ?? false;

type Operator = keyof z.infer<typeof Condition>;
const isLike = (actual: string | undefined, wanted: string, variables: PolicyQuestion['variables']) =>
  actual !== undefined && matches(wanted, actual, variables);
const isEqual = (actual: string | undefined, wanted: string, variables: PolicyQuestion['variables']) =>
  isLike(
    actual,
    wanted.replace(/[*?](?![^{]*\})/g, (character) => `\${${character}}`),
    variables,
  );

const operators: Readonly<
  Record<Operator, (actual: string | undefined, wanted: string[], v: PolicyQuestion['variables']) => boolean>
> = {
  Bool: (actual, wanted) => wanted.some((value) => value.toLowerCase() === actual?.toLowerCase()),
  StringEquals: (actual, wanted, v) => wanted.some((value) => isEqual(actual, value, v)),
  StringNotEquals: (actual, wanted, v) => !wanted.some((value) => isEqual(actual, value, v)),
  StringLike: (actual, wanted, v) => wanted.some((value) => isLike(actual, value, v)),
  StringNotLike: (actual, wanted, v) => !wanted.some((value) => isLike(actual, value, v)),
};

function conditionHolds(statement: PolicyStatement, { variables }: PolicyQuestion): boolean {
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys ?? {}).every(([key, wanted]) =>
      operators[operator as Operator](variables.get(key), wanted, variables),
    ),
  );
}

function applies(statement: PolicyStatement, question: PolicyQuestion): boolean {
  const { action, resource, variables } = question;
  return (
    statement.Action.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase(), variables)) &&
    statement.Resource.some((pattern) => matches(pattern, resource, variables)) &&
    conditionHolds(statement, question)
  );
}

/** Whether the policies together allow it: some Allow applies and no Deny does. */
export function isAllowed(documents: readonly PolicyDocument[], question: PolicyQuestion): boolean {
  const applicable = documents
    .flatMap((document) => document.Statement)
    .filter((statement) => applies(statement, question));
  return applicable.length > 0 && applicable.every((statement) => statement.Effect === 'Allow');
}
