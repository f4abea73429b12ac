import { z } from 'zod';

/** A function's environment does not fit its schema: a deployment fault, named by variable. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Parses `process.env` by the schema that CDK filled it by (`*.env.ts`). */
export function readEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  variables: NodeJS.ProcessEnv,
): z.infer<Schema> {
  const parsed = schema.safeParse(variables);
  if (!parsed.success) {
    throw new EnvironmentError(`environment does not fit:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
