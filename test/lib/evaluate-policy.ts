/** A statement of a policy as it stands in the template. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyRequest {
  readonly action: string;
  /** With references as they stand in the template: `${AuditTable.Arn}`. */
  readonly resource: string;
  /** Of the request; a condition on what is not here is not met. */
  readonly context?: Readonly<Record<string, string>>;
}

/** As IAM decides of identity policies alone: a deny wins, what nothing allows is denied. */
export function isAllowed(statements: readonly Statement[], request: PolicyRequest): boolean {
  const fitting = statements.filter((statement) => fits(statement, request));
  return fitting.length > 0 && fitting.every(({ Effect }) => Effect === 'Allow');
}

function fits({ Action, Resource, Condition = {} }: Statement, request: PolicyRequest): boolean {
  const { action, resource, context = {} } = request;
  return (
    [Action].flat().some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    [Resource].flat().some((pattern) => like(asText(pattern), resource)) &&
    Object.values(Condition).every((tests) =>
      Object.entries(tests).every(
        ([key, patterns]) =>
          key in context && [patterns].flat().some((pattern) => like(pattern, context[key] ?? '')),
      ),
    )
  );
}

/** IAM's patterns: `*` any signs, `?` one. */
function like(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}

/** A value of the template as text: what is known at deployment only stands there by its name. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, argument] = ['', undefined]] = Object.entries(value as Record<string, unknown>);
  if (name === 'Fn::Join') return (argument as [string, unknown[]])[1].map(asText).join('');
  if (name === 'Fn::GetAtt') return `\${${(argument as string[]).join('.')}}`;
  return `\${${String(argument)}}`;
}
