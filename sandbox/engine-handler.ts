import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** Answers a request without a connection: Fastify's own way for tests. https://fastify.dev/docs/latest/Guides/Testing/ */
export type Inject = (request: {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly payload: string | Buffer;
}) => Promise<{
  readonly statusCode: number;
  readonly headers: OutgoingHttpHeaders;
  readonly rawPayload: Buffer;
}>;

/** The part of an SDK request that the engines' JSON and query protocols use. */
interface EngineRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** What ends a request early: a DOM signal, or the SDK's own. */
type Signal = { readonly aborted: boolean } & Pick<AbortSignal, 'addEventListener' | 'removeEventListener'>;

/**
 * Lets SDK clients of this process speak to an engine of this process. A connection for each poll and each message
 * took a third of the zone's processor time in a burst of presses.
 */
export const engineHandler = (inject: Inject) => ({
  metadata: { handlerProtocol: 'http/1.1' },
  handle: async (request: EngineRequest, { abortSignal }: { abortSignal?: unknown } = {}) => {
    const { method, path, headers, body } = request;
    const payload = body instanceof Uint8Array ? bytesOf(body) : String(body ?? '');
    const asked = inject({ method, url: path, headers, payload });
    const reply = await unlessAborted(asked, abortSignal as Signal | undefined);
    const kept = Object.entries(reply.headers).map(([name, value]) => [name, String(value)]);
    return {
      response: {
        statusCode: reply.statusCode,
        headers: Object.fromEntries(kept) as Record<string, string>,
        body: new Uint8Array(reply.rawPayload),
      },
    };
  },
  updateHttpClientConfig: (): void => undefined,
  httpHandlerConfigs: () => ({}),
});

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

const aborted = () => Object.assign(new Error('Request aborted'), { name: 'AbortError' });

const unlessAborted = <Reply>(asked: Promise<Reply>, signal: Signal | undefined): Promise<Reply> => {
  if (signal === undefined) return asked;
  if (signal.aborted) return Promise.reject(aborted());
  return new Promise((resolve, reject) => {
    const abort = () => reject(aborted());
    signal.addEventListener('abort', abort);
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
};
