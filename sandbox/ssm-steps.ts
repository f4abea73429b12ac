import { z } from 'zod';
import type { LambdaRuntime } from './lambda-runtime.ts';
import type { AutomationStep } from './ssm-document.ts';
import { fillIn, type Known, select } from './ssm-values.ts';

export interface StepContext {
  readonly lambda: Pick<LambdaRuntime, 'invoke'>;
  readonly region: string;
  readonly endpointUrl: () => string;
}

/** A step did not do what it should; the message is what SSM would show of it. */
export class StepFailedError extends Error {
  override name = 'StepFailedError';
}

/** Does one step; gives its outputs by the names under which later steps find them. Rejects when it fails. */
export const runStep = async (
  step: AutomationStep,
  known: Known,
  context: StepContext,
): Promise<Readonly<Record<string, unknown>>> => {
  const inputs = z.record(z.string(), z.unknown()).parse(fillIn(step.inputs, known));
  if (step.action === 'aws:invokeLambdaFunction') return invoke(inputs, context);
  const answer = await callAws(inputs, context);
  if (step.action === 'aws:assertAwsResourceProperty') return assertProperty(inputs, answer);
  return Object.fromEntries(
    step.outputs.map(({ Name, Selector }) => {
      const value = select(answer, Selector);
      if (value === undefined) throw new StepFailedError(`the answer holds nothing at ${Selector}`);
      return [Name, value];
    }),
  );
};

const lambdaInputs = z.strictObject({ FunctionName: z.string(), InputPayload: z.unknown() });

const invoke = async (inputs: unknown, { lambda }: StepContext) => {
  const { FunctionName, InputPayload } = lambdaInputs.parse(inputs);
  const result = await lambda.invoke(FunctionName, InputPayload);
  if (!result.isOk) throw new StepFailedError(`${result.error.errorType}: ${result.error.errorMessage}`);
  return { StatusCode: 200, Payload: result.payload };
};

const assertInputs = z.looseObject({ PropertySelector: z.string(), DesiredValues: z.array(z.string()) });

const assertProperty = (inputs: unknown, answer: unknown) => {
  const { PropertySelector, DesiredValues } = assertInputs.parse(inputs);
  const found = String(select(answer, PropertySelector));
  if (DesiredValues.includes(found)) return {};
  throw new StepFailedError(`${PropertySelector} is ${found}, not ${DesiredValues.join(' or ')}`);
};

/** The services that runbooks call, by the names of their APIs. */
const services = {
  iot: () => import('@aws-sdk/client-iot'),
  sqs: () => import('@aws-sdk/client-sqs'),
  ssm: () => import('@aws-sdk/client-ssm'),
} as const;

const apiInputs = z.looseObject({
  Service: z.enum(['iot', 'sqs', 'ssm'], 'the sandbox calls no such service from a runbook'),
  Api: z.string(),
});
const clientNames = { iot: 'IoTClient', sqs: 'SQSClient', ssm: 'SSMClient' } as const;

type AnyClient = new (
  configuration: object,
) => {
  send(command: object): Promise<object>;
  destroy(): void;
};

/** Calls whatever API the step names, as SSM's own executeAwsApi does: by the SDK's commands. */
const callAws = async (inputs: unknown, { region, endpointUrl }: StepContext): Promise<unknown> => {
  const { Service, Api, PropertySelector: _, DesiredValues: __, ...parameters } = apiInputs.parse(inputs);
  const sdk: Readonly<Record<string, unknown>> = await services[Service]();
  const Client = sdk[clientNames[Service]] as AnyClient;
  const Command = sdk[`${Api}Command`] as (new (input: object) => object) | undefined;
  if (Command === undefined) throw new StepFailedError(`${Service} has no API ${Api}`);
  const credentials = { accessKeyId: 'runbook', secretAccessKey: 'sandbox' };
  const client = new Client({ region, endpoint: endpointUrl(), credentials });
  try {
    return await client.send(new Command(parameters));
  } finally {
    client.destroy();
  }
};
