/** The function died here: what came before happened, what comes after did not. */
export class DiedError extends Error {
  override readonly name = 'DiedError';
}

export interface Dying<Ports> {
  readonly ports: Ports;
  readonly calls: () => number;
}

/**
 * The same ports, but the call number `dyingCall` (counted over all of them, from 1) dies before or after it does its
 * work, and so does every later one: a dead process does not clean up.
 */
export function dying<Ports extends object>(
  ports: Ports,
  dyingCall: number,
  when: 'before' | 'after',
): Dying<Ports> {
  let calls = 0;
  const mortal = (port: object): object =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          calls++;
          if (calls > dyingCall || (calls === dyingCall && when === 'before')) throw new DiedError();
          const result: unknown = await Reflect.apply(member, target, args);
          if (calls === dyingCall) throw new DiedError();
          return result;
        };
      },
    });
  const mortalPorts = Object.entries(ports).map(([name, port]) => [name, mortal(port as object)]);
  return { ports: Object.fromEntries(mortalPorts) as Ports, calls: () => calls };
}
