import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const parameterSchema = z.strictObject({
  type: z.enum(['String', 'Integer'], 'the sandbox knows String and Integer'),
  description: z.string().optional(),
  default: scalar.optional(),
  allowedValues: z.array(scalar).min(1).optional(),
  allowedPattern: z.string().optional(),
});

const stepSchema = z.strictObject({
  name: z.string().regex(/^\w{3,128}$/),
  action: z.enum(['aws:executeAwsApi', 'aws:invokeLambdaFunction', 'aws:assertAwsResourceProperty']),
  timeoutSeconds: z.coerce.number().optional(),
  inputs: z.record(z.string(), z.unknown()),
  outputs: z
    .array(z.strictObject({ Name: z.string(), Selector: z.string().startsWith('$'), Type: z.string() }))
    .default([]),
});
export type AutomationStep = Readonly<z.infer<typeof stepSchema>>;

/** The content of an Automation document, as far as the sandbox runs it; anything else is refused at the start. */
export const automationDocument = z.strictObject({
  schemaVersion: z.literal('0.3'),
  description: z.string().optional(),
  assumeRole: z.string(),
  parameters: z.record(z.string().regex(/^\w+$/), parameterSchema).default({}),
  mainSteps: z.array(stepSchema).min(1),
  outputs: z.array(z.string()).default([]),
});
export type AutomationDocument = Readonly<z.infer<typeof automationDocument>>;

/** An answer of SSM that is an error; `type` is its name in the API reference. */
export class SsmError extends Error {
  override name = 'SsmError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export type ParameterValues = Readonly<Record<string, string | number>>;

/** Checks what was given for a document's parameters as SSM does, and fills in defaults. Throws SsmError. */
export const readParameters = (
  { parameters }: AutomationDocument,
  given: Readonly<Record<string, readonly string[]>>,
): ParameterValues => {
  const refuse = (reason: string): never => {
    throw new SsmError('InvalidAutomationExecutionParametersException', reason);
  };
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(parameters, name));
  if (unknown !== undefined) refuse(`the document has no parameter ${unknown}`);
  const values = Object.entries(parameters).map(([name, parameter]) => {
    const texts = given[name] ?? (parameter.default === undefined ? [] : [String(parameter.default)]);
    const [text, ...others] = texts;
    if (text === undefined || others.length > 0) return refuse(`${name} needs one value`);
    const { allowedValues, allowedPattern, type } = parameter;
    if (allowedValues !== undefined && !allowedValues.map(String).includes(text))
      refuse(`${name} is none of the allowed values`);
    if (allowedPattern !== undefined && !new RegExp(allowedPattern).test(text))
      refuse(`${name} does not match ${allowedPattern}`);
    if (type === 'Integer' && !/^-?\d+$/.test(text)) refuse(`${name} is no whole number`);
    return [name, type === 'Integer' ? Number(text) : text] as const;
  });
  return Object.fromEntries(values);
};
