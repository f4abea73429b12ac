import type { OperationFields, OperationName } from '../../lambdas/zone/operations.ts';
import type { Bilingual } from '../../lambdas/zone/zone-file.ts';

/** A parameter as SSM shows and checks it. */
export interface RunbookParameter {
  readonly type: 'String' | 'Integer';
  readonly description: Bilingual;
  readonly allowedValues?: readonly (string | number)[];
  readonly allowedPattern?: string;
  readonly default?: string;
}

/** Which role the runbook works with: each has the rights of its steps and no others. */
export type RunbookGroup = 'operate' | 'redrive' | 'certificates';

export interface Runbook {
  /** In the console it stands with the prefix of `documentName`. */
  readonly name: string;
  readonly description: Bilingual;
  readonly group: RunbookGroup;
  readonly parameters: Readonly<Record<string, RunbookParameter>>;
  /** What operate-zone is asked: done, or at least written down, before any other step. */
  readonly payload: Readonly<Record<string, string>>;
  /** What AWS does itself after that. */
  readonly steps?: readonly object[];
  /** Outputs of these steps, for whoever started it. */
  readonly outputs?: readonly string[];
}

/** The fields of an operation, each a `{{ Parameter }}` or a fixed text: all must be there to compile. */
export function payloadOf<Name extends OperationName>(
  operation: Name,
  fields: OperationFields<Name>,
): Readonly<Record<string, string>> {
  return { operation, ...fields };
}

/** Beside those of other zones of the account. */
export const documentName = (zoneId: string, runbook: string) => `SafetyZone-${zoneId}-${runbook}`;

/**
 * SSM puts parameters into the JSON of a step as text. Quotes, backslashes and braces could end that text or name
 * another value of the execution; nobody needs them in a name or a reason.
 */
const harmless = '[^"\\\\{}\\x00-\\x1f]';
export const freeText = (least: number, most: number) => `^${harmless}{${least},${most}}$`;

export const operatorName: RunbookParameter = {
  type: 'String',
  description: { th: 'ชื่อผู้ปฏิบัติงาน', en: 'your name, as colleagues know you' },
  allowedPattern: freeText(1, 80),
};

export interface DocumentParams {
  readonly roleArn: string;
  /** Of operate-zone. */
  readonly functionName: string;
}

/** The content of the SSM document. It asks SSM itself who started it, so that nobody can write another name there. */
export function documentOf(runbook: Runbook, { roleArn, functionName }: DocumentParams): object {
  const asked = {
    operator: '{{ OperatorName }}',
    principal: '{{ who.ExecutedBy }}',
    executionId: '{{ automation:EXECUTION_ID }}',
  };
  return {
    schemaVersion: '0.3',
    description: inBoth(runbook.description),
    assumeRole: roleArn,
    parameters: parametersOf({ ...runbook.parameters, OperatorName: operatorName }),
    mainSteps: [
      {
        name: 'who',
        action: 'aws:executeAwsApi',
        inputs: {
          Service: 'ssm',
          Api: 'GetAutomationExecution',
          AutomationExecutionId: '{{ automation:EXECUTION_ID }}',
        },
        outputs: [{ Name: 'ExecutedBy', Selector: '$.AutomationExecution.ExecutedBy', Type: 'String' }],
      },
      {
        name: 'operate',
        action: 'aws:invokeLambdaFunction',
        // The longest that SSM waits for a function.
        timeoutSeconds: 300,
        inputs: { FunctionName: functionName, InputPayload: { ...runbook.payload, ...asked } },
      },
      ...(runbook.steps ?? []),
    ],
    outputs: ['operate.Payload', ...(runbook.outputs ?? [])],
  };
}

function parametersOf(parameters: Readonly<Record<string, RunbookParameter>>): object {
  const shown = Object.entries(parameters).map(([name, { description, ...rest }]) => [
    name,
    { ...rest, description: inBoth(description) },
  ]);
  return Object.fromEntries(shown);
}

const inBoth = ({ th, en }: Bilingual) => `${th} – ${en}`;
