import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** There is no deployed stack to work with, neither here nor in the account. */
export class StackMissingError extends Error {
  override readonly name = 'StackMissingError';
}

export const defaultStackName = 'SafetyZone';

/** The outputs of the deployed stack, by name. Throws StackMissingError. */
export async function readStackOutputs(
  stackName: string = defaultStackName,
  client: CloudFormationClient = new CloudFormationClient(),
): Promise<Record<string, string>> {
  const stack = await describeStack(stackName, client);
  return Object.fromEntries(
    (stack?.Outputs ?? []).flatMap(({ OutputKey, OutputValue }) =>
      OutputKey === undefined || OutputValue === undefined ? [] : [[OutputKey, OutputValue]],
    ),
  );
}

/** One output. Throws StackMissingError also when the stack is too old to have it. */
export async function readStackOutput(name: string, client?: CloudFormationClient): Promise<string> {
  const value = (await readStackOutputs(defaultStackName, client))[name];
  if (value === undefined) {
    throw new StackMissingError(`the stack ${defaultStackName} has no output "${name}": deploy it again`);
  }
  return value;
}

async function describeStack(stackName: string, client: CloudFormationClient) {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    return Stacks?.[0];
  } catch (cause) {
    // CloudFormation has no error of its own for this: it is a ValidationError with these words.
    if (!(cause instanceof Error) || !/does not exist/i.test(cause.message)) throw cause;
    const advice = 'start it here with npm start, or deploy it with npx cdk deploy';
    throw new StackMissingError(`there is no stack ${stackName}: ${advice}`, { cause });
  }
}
