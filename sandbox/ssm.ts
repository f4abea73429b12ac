import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { answerJson, readBody } from './front-door.ts';
import type { LocalService } from './local-service.ts';
import { type AutomationDocument, automationDocument, readParameters, SsmError } from './ssm-document.ts';
import { runStep, type StepContext } from './ssm-steps.ts';
import { fillIn } from './ssm-values.ts';

export interface SsmParams extends StepContext {
  readonly accountId: string;
  readonly now: () => Date;
}

/** SSM Automation of the local run: the documents of the template, and their executions. */
export interface Ssm extends LocalService {
  /** Adds a document, or another version of it. Throws a ZodError for what the sandbox cannot run. */
  register(name: string, content: unknown): void;
}

interface Execution {
  readonly id: string;
  readonly documentName: string;
  readonly executedBy: string;
  readonly startedAt: Date;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  status: 'InProgress' | 'Success' | 'Failed';
  endedAt?: Date;
  failure?: string;
  readonly steps: { name: string; action: string; status: 'Success' | 'Failed'; failure?: string }[];
  outputs: Readonly<Record<string, readonly string[]>>;
}

const startInput = z.looseObject({
  DocumentName: z.string(),
  Parameters: z.record(z.string(), z.array(z.string())).default({}),
});
const getInput = z.looseObject({ AutomationExecutionId: z.string() });

export const createSsm = (params: SsmParams): Ssm => {
  const documents = new Map<string, AutomationDocument>();
  const executions = new Map<string, Execution>();
  const running = new Set<Promise<void>>();

  const start = (body: unknown, executedBy: string): object => {
    const { DocumentName, Parameters } = startInput.parse(body);
    const document = documents.get(DocumentName);
    if (document === undefined)
      throw new SsmError('AutomationDefinitionNotFoundException', `no document ${DocumentName}`);
    const values = readParameters(document, Parameters);
    const execution: Execution = {
      ...{ id: randomUUID(), documentName: DocumentName, executedBy, startedAt: params.now() },
      ...{ parameters: Parameters, status: 'InProgress', steps: [], outputs: {} },
    };
    executions.set(execution.id, execution);
    const run = execute(execution, document, values, params).finally(() => running.delete(run));
    running.add(run);
    return { AutomationExecutionId: execution.id };
  };

  const get = (body: unknown): object => {
    const { AutomationExecutionId } = getInput.parse(body);
    const execution = executions.get(AutomationExecutionId);
    if (execution !== undefined) return { AutomationExecution: describe(execution) };
    throw new SsmError('AutomationExecutionNotFoundException', `no execution ${AutomationExecutionId}`);
  };

  const answer = async (request: IncomingMessage): Promise<object> => {
    const action = String(request.headers['x-amz-target']).replace('AmazonSSM.', '');
    const body: unknown = JSON.parse((await readBody(request)).toString());
    if (action === 'GetAutomationExecution') return get(body);
    if (action === 'StartAutomationExecution') return start(body, callerOf(request, params));
    throw new SsmError('UnknownOperationException', `the sandbox does not imitate ${action} of SSM`);
  };

  return {
    signingNames: ['ssm'],
    register: (name, content) => void documents.set(name, automationDocument.parse(content)),
    handle: async (request, response) => {
      try {
        answerJson(response, 200, await answer(request));
      } catch (error) {
        const type = error instanceof SsmError ? error.type : 'ValidationException';
        answerJson(response, 400, { __type: type, message: String(error) });
      }
    },
    close: async () => void (await Promise.allSettled(running)),
  };
};

/** Who signed the request: nobody checks it here. */
const callerOf = ({ headers }: IncomingMessage, { accountId }: SsmParams): string => {
  const [, key = 'unknown'] = /Credential=([^/,\s]+)\//.exec(headers.authorization ?? '') ?? [];
  return `arn:aws:iam::${accountId}:user/${key}`;
};

/** Step after step, until one fails; nothing is tried again. */
const execute = async (
  execution: Execution,
  { mainSteps, outputs }: AutomationDocument,
  values: Readonly<Record<string, unknown>>,
  params: SsmParams,
): Promise<void> => {
  const known: Record<string, unknown> = {
    ...values,
    'automation:EXECUTION_ID': execution.id,
    'global:REGION': params.region,
    'global:ACCOUNT_ID': params.accountId,
  };
  try {
    for (const step of mainSteps) {
      const { name, action } = step;
      try {
        const found = await runStep(step, known, params);
        for (const [key, value] of Object.entries(found)) known[`${name}.${key}`] = value;
        execution.steps.push({ name, action, status: 'Success' });
      } catch (error) {
        execution.steps.push({ name, action, status: 'Failed', failure: String(error) });
        throw error;
      }
    }
    const shown = outputs.map((name) => [name, [String(fillIn(`{{ ${name} }}`, known))]] as const);
    execution.outputs = Object.fromEntries(shown);
    execution.status = 'Success';
  } catch (error) {
    execution.status = 'Failed';
    execution.failure = `Step fails when it is Execute/Cancelling action. ${String(error)}`;
  }
  execution.endedAt = params.now();
};

const seconds = (at: Date) => at.getTime() / 1000;

const describe = (execution: Execution): object => ({
  AutomationExecutionId: execution.id,
  DocumentName: execution.documentName,
  DocumentVersion: '1',
  ExecutionStartTime: seconds(execution.startedAt),
  ...(execution.endedAt && { ExecutionEndTime: seconds(execution.endedAt) }),
  AutomationExecutionStatus: execution.status,
  ExecutedBy: execution.executedBy,
  Parameters: execution.parameters,
  Outputs: execution.outputs,
  ...(execution.failure && { FailureMessage: execution.failure }),
  StepExecutions: execution.steps.map(({ name, action, status, failure }) => ({
    ...{ StepName: name, Action: action, StepStatus: status },
    ...(failure && { FailureMessage: failure }),
  })),
});
