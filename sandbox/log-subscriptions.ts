import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { LambdaRuntime } from './lambda-runtime.ts';

export interface LogLine {
  readonly message: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Log groups that functions are subscribed to. Nothing is kept of what nobody subscribed to. */
export interface LogSubscriptions {
  /** Again for the same group: takes the place of the one before. */
  subscribe(logGroup: string, functionArn: string): void;
  /** Has the line handed to the group's function, with those that come at the same time. */
  write(logGroup: string, line: LogLine): void;
  /** What was not handed over yet is dropped. */
  stop(): void;
}

/** CloudWatch Logs gathers lines too; a batch for each would take the processors from what is tested. */
const gatherMilliseconds = 500;
/** An asynchronous invocation that fails is tried twice more. */
const mostTries = 3;

export const createLogSubscriptions = (invoke: LambdaRuntime['invoke']): LogSubscriptions => {
  const subscribers = new Map<string, string>();
  const waiting = new Map<string, LogLine[]>();
  const timers = new Set<NodeJS.Timeout>();

  const hand = async (logGroup: string, lines: readonly LogLine[]): Promise<void> => {
    const event = { awslogs: { data: pack(logGroup, lines) } };
    for (let tries = 1; tries <= mostTries; tries++)
      if ((await invoke(subscribers.get(logGroup) ?? '', event)).isOk) return;
  };

  const handLater = (logGroup: string, lines: readonly LogLine[]): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      waiting.delete(logGroup);
      hand(logGroup, lines).catch(console.error);
    }, gatherMilliseconds);
    timers.add(timer);
  };

  return {
    subscribe: (logGroup, functionArn) => {
      subscribers.set(logGroup, functionArn);
    },
    write: (logGroup, line) => {
      if (!subscribers.has(logGroup)) return;
      const lines = waiting.get(logGroup) ?? [];
      if (lines.push(line) > 1) return;
      waiting.set(logGroup, lines);
      handLater(logGroup, lines);
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
const pack = (logGroup: string, lines: readonly LogLine[]): string => {
  const batch = {
    messageType: 'DATA_MESSAGE',
    owner: '000000000000',
    logGroup,
    logStream: randomUUID(),
    subscriptionFilters: ['sandbox'],
    logEvents: lines.map(({ message, at }) => ({ id: randomUUID(), timestamp: at, message })),
  };
  return gzipSync(JSON.stringify(batch)).toString('base64');
};
