import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Inject } from './engine-handler.ts';

/** What an HTTP server does with a request, without its socket. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Resolves when the answer is out, or its client has gone. */
export const answered = (
  listener: Listener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> =>
  new Promise((resolve) => {
    response.on('close', resolve);
    listener(request, response);
  });

/** The request again with a body that was read already, and perhaps changed; an engine reads it as if it came anew. */
export const replay = (request: IncomingMessage, body: Buffer): IncomingMessage => {
  const { method, url, httpVersion, socket } = request;
  const headers = { ...request.headers, 'content-length': String(body.length) };
  const again = new Readable({ read: () => undefined });
  again.push(body);
  again.push(null);
  return Object.assign(again, { method, url, httpVersion, socket, headers }) as unknown as IncomingMessage;
};

const initialized = 'fastify.initialization';

/**
 * Starts an engine that is built on Fastify and does not show it, and gives its way in beside its port: a second
 * connection for each request costs more than most answers. https://fastify.dev/docs/latest/Reference/Hooks/#diagnostics-channel-hooks
 */
export const withListener = async <Engine>(
  start: () => Promise<Engine>,
): Promise<{ readonly engine: Engine; readonly listener: Listener; readonly inject: Inject }> => {
  const found: { readonly routing: Listener; readonly inject: Inject }[] = [];
  const remember = (message: unknown): void => {
    found.push((message as { fastify: { routing: Listener; inject: Inject } }).fastify);
  };
  subscribe(initialized, remember);
  try {
    const engine = await start();
    const [fastify] = found;
    if (fastify === undefined) throw new Error('the engine is not built on Fastify any more');
    return {
      engine,
      listener: (request, response) => fastify.routing(request, response),
      inject: (request) => fastify.inject(request),
    };
  } finally {
    unsubscribe(initialized, remember);
  }
};
