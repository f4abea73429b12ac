import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalService } from './local-service.ts';

export type Handle = LocalService['handle'];

export interface FrontDoorParams {
  /** 0 takes any free port. */
  readonly port: number;
  /** Who answers a request signed for a service, by SigV4 service name. A name given twice goes to the later one. */
  readonly services: readonly LocalService[];
  /** Answers by path, before any service is asked: for requests that AWS does not sign. */
  readonly paths?: Readonly<Record<string, Handle>>;
  /** Told of a service that threw: that is a defect of the sandbox, not of its client. */
  readonly onDefect?: (error: unknown) => void;
}

export interface FrontDoor {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The SigV4 service name a request is signed for (`…/ap-southeast-1/sqs/aws4_request` → `sqs`).
 * Presigned URLs carry it in the query; a request without any signature can only be meant for S3.
 */
export const signingName = (request: Pick<IncomingMessage, 'headers' | 'url'>): string => {
  const query = new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
  const signed = request.headers.authorization ?? `Credential=${query.get('X-Amz-Credential') ?? ''}`;
  const name = /Credential=[^,\s/]*\/\d*\/[^/,]*\/([^/,]+)\/aws4_request/.exec(signed)?.[1] ?? 's3';
  // AWS CLI before 2.13 signs its IoT calls under the older name.
  return name === 'execute-api' ? 'iot' : name;
};

/** Reads a request's body to its end. */
export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** The whole of one answered request: for a service that has nothing to stream. */
export const answerJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const refuse = (response: ServerResponse, service: string): void => {
  const message = `the sandbox has no service that is signed as "${service}" (sandbox/LIMITATIONS.md)`;
  answerJson(response, 400, { __type: 'UnknownServiceException', message });
};

const handlerFor = (request: IncomingMessage, params: FrontDoorParams): Handle | undefined => {
  const [, byPath] = Object.entries(params.paths ?? {}).find(([path]) => request.url?.startsWith(path)) ?? [];
  if (byPath !== undefined) return byPath;
  const name = signingName(request);
  const service = params.services.findLast(({ signingNames }) => signingNames.includes(name));
  return service === undefined ? undefined : (incoming, answer) => service.handle(incoming, answer);
};

/** Opens the one port that all AWS clients of the local run speak to. Rejects when the port is taken. */
export const openFrontDoor = async (params: FrontDoorParams): Promise<FrontDoor> => {
  const server = createServer((incoming, answer) => {
    const handle = handlerFor(incoming, params);
    if (handle === undefined) return refuse(answer, signingName(incoming));
    handle(incoming, answer).catch((error: unknown) => {
      params.onDefect?.(error);
      if (answer.headersSent) answer.destroy();
      else answerJson(answer, 500, { __type: 'InternalFailure', message: String(error) });
    });
  });
  // Video uploads last for hours, long polls for 20 seconds: only the client may end a request.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(params.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
