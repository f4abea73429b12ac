import { GetQueueAttributesCommand, ListQueuesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LambdaLogLine } from '../function-pool.ts';

export interface QueueView {
  readonly name: string;
  readonly waiting: number;
  /** Messages here were given up on. */
  readonly isDeadLetter: boolean;
}

export interface FunctionView {
  readonly name: string;
  readonly invocations: number;
  readonly errors: number;
  readonly lastError?: { readonly at: number; readonly text: string };
}

/** Whether queues drain and functions succeed. */
export interface Health {
  readonly queues: readonly QueueView[];
  readonly functions: readonly FunctionView[];
}

/** Counts what the functions report; feed it every log line. */
export interface FunctionWatch {
  accept(line: LambdaLogLine): void;
  functions(): readonly FunctionView[];
}

const longestErrorText = 300;

/** `now` is in epoch milliseconds. */
export function createFunctionWatch(now: () => number): FunctionWatch {
  const seen = new Map<string, FunctionView>();
  return {
    accept: ({ functionName, line }) => {
      const name = shortName(functionName);
      const before = seen.get(name) ?? { name, invocations: 0, errors: 0 };
      const report = readLine(line);
      if (report.isReport) {
        const isError = report.error !== undefined;
        const counted = { invocations: before.invocations + 1, errors: before.errors + (isError ? 1 : 0) };
        seen.set(name, { ...before, ...counted, ...lastError(before, report.error, now()) });
      } else if (report.error !== undefined) {
        seen.set(name, { ...before, lastError: { at: now(), text: report.error } });
      }
    },
    functions: () => [...seen.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

/** The function's own words say more than the report, which follows them. */
function lastError({ lastError: known }: FunctionView, error: string | undefined, at: number) {
  if (error === undefined || (known !== undefined && at - known.at < 5_000)) return {};
  return { lastError: { at, text: error } };
}

/** A platform report, an error that a function logged, or nothing of interest. Never throws. */
export function readLine(line: string): { readonly isReport: boolean; readonly error?: string } {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== 'object' || record === null) return { isReport: false };
    const { type, status, level, message } = record as Readonly<Record<string, unknown>>;
    if (type === 'platform.report') {
      return { isReport: true, ...(status === 'success' ? {} : { error: String(status) }) };
    }
    if (level !== 'ERROR') return { isReport: false };
    return { isReport: false, error: String(message).slice(0, longestErrorText) };
  } catch {
    return { isReport: false };
  }
}

/** `SafetyZone-CamerasWatchCamera617FABCF-EDC757A1D39B` → `CamerasWatchCamera`. */
export function shortName(physicalName: string): string {
  const [, middle = physicalName] = /^[^-]+-(.+)-[0-9A-F]{8,12}$/.exec(physicalName) ?? [];
  return middle.replace(/[0-9A-F]{8}$/, '');
}

/** All queues of the stack; those of the sandbox's own mailboxes are left out. */
export async function readQueues(sqs: SQSClient): Promise<readonly QueueView[]> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ MaxResults: 1000 }));
  const names = QueueUrls.map((url) => ({ url, name: url.split('/').at(-1) ?? url }));
  const own = names.filter(({ name }) => !name.startsWith('sandbox-'));
  const queues = own.map(async ({ url, name }) => {
    const attributes = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...attributes] }),
    );
    const waiting = attributes.reduce((sum, attribute) => sum + Number(Attributes[attribute] ?? 0), 0);
    const short = shortName(name);
    return { name: short, waiting, isDeadLetter: /dead|dlq|errors/i.test(short) };
  });
  return (await Promise.all(queues)).toSorted((a, b) => a.name.localeCompare(b.name));
}
