import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { signingName } from '../../sandbox/front-door.ts';

/** What the local zone spent, by process and by call. */
export interface ZoneCost {
  /** Processor time in ms: `zone` is the process of broker, tables, queues and topics, the others are functions. */
  readonly processorMilliseconds: Readonly<Record<string, number>>;
  /** Requests of functions and of the broker's rules to tables, queues and topics, e.g. `dynamodb PutItem`. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Counts from now on; `functionIds` name the processes, `endpointUrl` is where calls are counted. */
export function startCost(functionNames: readonly string[], endpointUrl: string) {
  const calls = countCalls(Number(new URL(endpointUrl).port));
  const before = processorTimes(functionNames);
  return {
    stop: (): ZoneCost => {
      const after = processorTimes(functionNames);
      const spent = Object.entries(after).map(
        ([name, value]) => [name, value - (before[name] ?? 0)] as const,
      );
      const processorMilliseconds = Object.fromEntries(spent.filter(([, value]) => value > 0));
      return { processorMilliseconds, calls: calls.stop() };
    },
  };
}

const requestChannel = 'http.server.request.start';

function countCalls(port: number) {
  const counts = new Map<string, number>();
  const count = (message: unknown): void => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    if (socket.localPort !== port) return;
    const target = String(request.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1);
    const name = `${signingName(request)} ${target === '' ? request.method : target}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  subscribe(requestChannel, count);
  return {
    stop: () => {
      unsubscribe(requestChannel, count);
      return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
    },
  };
}

/** A process's clock tick on Linux, in ms: USER_HZ is 100 on every architecture that Node runs on. */
const tickMilliseconds = 10;

/** By process, in ms; processes that ended are missing, and everything but `zone` on systems without /proc. */
function processorTimes(functionNames: readonly string[]): Readonly<Record<string, number>> {
  const { user, system } = process.cpuUsage();
  const times: Record<string, number> = { zone: (user + system) / 1000 };
  for (const { name, milliseconds } of childTimes(functionNames))
    times[name] = (times[name] ?? 0) + milliseconds;
  return times;
}

function childTimes(functionNames: readonly string[]) {
  return processIds().flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      if (Number(stat[1]) !== process.pid) return [];
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      const name = environment.find((line) => line.startsWith(nameVariable))?.slice(nameVariable.length);
      const milliseconds = (Number(stat[11]) + Number(stat[12])) * tickMilliseconds;
      return [{ name: functionNames.find((each) => name?.includes(each)) ?? 'others', milliseconds }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

const nameVariable = 'AWS_LAMBDA_FUNCTION_NAME=';

function processIds(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
