/** DynamoDB or SNS refused the call, three times in a row, as the SDK asks again twice. */
export class ThrottledError extends Error {
  override readonly name = 'ThrottledError';
}

/** The function was killed here: what came before happened, what comes after did not. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

export interface Fate {
  /** 0–1, of each call that a table or a topic gets. */
  readonly throttledShare: number;
  /** 0–1, of invocations. */
  readonly killedShare: number;
  /** 0 up to 1, as Math.random. */
  readonly random: () => number;
  /** Told of each fault, e.g. `killed after sender.send`, `throttled alerts.markSent`. */
  readonly onFault: (fault: string) => void;
}

const attempts = 3;
/** A use case makes about a dozen calls, so that each of them is hit. */
const mostCalls = 14;

/**
 * One invocation's ports: calls of those in `throttled` are refused at random, the invocation may be killed before or
 * after any call, and each call waits a little, so that invocations overtake each other.
 */
export function faultyPorts<Ports extends object>(
  ports: Ports,
  throttled: readonly (keyof Ports & string)[],
  fate: Fate,
): Ports {
  const { random } = fate;
  const killedAt = random() < fate.killedShare ? 1 + Math.floor(random() * mostCalls) : undefined;
  const when = random() < 0.5 ? 'before' : 'after';
  let calls = 0;
  let isDead = false;
  const kill = (call: string): never => {
    if (!isDead) fate.onFault(`killed ${when} ${call}`);
    isDead = true;
    throw new KilledError(call);
  };
  const wrap = (name: string, port: object): object =>
    new Proxy(port, {
      get: (target, member) => {
        const work: unknown = Reflect.get(target, member);
        if (typeof work !== 'function') return work;
        const call = `${name}.${String(member)}`;
        return async (...args: unknown[]) => {
          calls += 1;
          if (isDead || (calls === killedAt && when === 'before')) kill(call);
          await pause(random);
          if (throttled.some((one) => one === name) && isThrottled(fate)) {
            fate.onFault(`throttled ${call}`);
            throw new ThrottledError(call);
          }
          const answer: unknown = await Reflect.apply(work, target, args);
          if (calls === killedAt) kill(call);
          return answer;
        };
      },
    });
  const wrapped = Object.entries(ports).map(([name, port]) => [
    name,
    typeof port === 'object' && port !== null && name !== 'telemetry' && isPort(port)
      ? wrap(name, port)
      : port,
  ]);
  return Object.fromEntries(wrapped) as Ports;
}

const isPort = (value: object) => Object.values(value).some((member) => typeof member === 'function');

function isThrottled({ throttledShare, random }: Fate): boolean {
  return Array.from({ length: attempts }, random).every((value) => value < throttledShare);
}

async function pause(random: () => number): Promise<void> {
  for (let turns = Math.floor(random() * 4); turns > 0; turns--) await undefined;
}
