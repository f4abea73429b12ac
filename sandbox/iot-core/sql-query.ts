/** A rule's SQL, parsed. Only what `sql-parser.ts` reads can stand here. */
export interface SqlQuery {
  readonly fields: readonly SqlField[];
  /** The FROM topic filter; a rule for Basic Ingest alone needs none. */
  readonly topicFilter?: string;
  readonly where?: SqlExpression;
}

/** `*`, or an expression with the name it gets in the result. */
export type SqlField =
  | { readonly kind: 'all' }
  | { readonly kind: 'named'; readonly expression: SqlExpression; readonly name: string };

export type CompareOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type SqlExpression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'path'; readonly segments: readonly string[] }
  /** The payload's bytes as they came, whatever they hold; `*` as the argument of encode(). */
  | { readonly kind: 'payload' }
  | { readonly kind: 'call'; readonly function: SqlFunction; readonly arguments: readonly SqlExpression[] }
  | {
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly left: SqlExpression;
      readonly right: SqlExpression;
    }
  | { readonly kind: 'not'; readonly term: SqlExpression }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly SqlExpression[] };

/** The functions of AWS IoT SQL that are imitated, with the fewest and the most arguments. */
export const sqlFunctions = {
  topic: [0, 1],
  timestamp: [0, 0],
  clientid: [0, 0],
  principal: [0, 0],
  traceid: [0, 0],
  newuuid: [0, 0],
  encode: [2, 2],
} as const satisfies Record<string, readonly [number, number]>;

export type SqlFunction = keyof typeof sqlFunctions;

export const isSqlFunction = (name: string): name is SqlFunction => Object.hasOwn(sqlFunctions, name);
