import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port is taken; the message names the flag that chooses another. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/** Throws PortTakenError when something listens on the port of this machine already; 0 is always free. */
export async function requireFreePort(port: number, flag: string): Promise<void> {
  const server = createServer();
  const failed = once(server, 'error').then(([error]) => error as NodeJS.ErrnoException);
  server.listen(port, '127.0.0.1');
  const error = await Promise.race([failed, once(server, 'listening').then(() => undefined)]);
  if (error === undefined) {
    server.close();
    await once(server, 'close');
    return;
  }
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
  const reason = error.code === 'EACCES' ? 'may not be used by this account' : 'is in use';
  throw new PortTakenError(`port ${port} ${reason}: choose another one with ${flag}`);
}
