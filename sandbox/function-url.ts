import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { readBody } from './front-door.ts';
import type { LambdaRuntime } from './lambda-runtime.ts';

export interface FunctionUrl {
  readonly url: string;
  close(): Promise<void>;
}

const answerSchema = z.looseObject({
  statusCode: z.number(),
  headers: z.record(z.string(), z.coerce.string()).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

const isText = (contentType: string | undefined): boolean =>
  contentType === undefined ||
  /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded))/.test(contentType);

const joined = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(',')]));

/** Payload format 2.0: docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
const toEvent = async (request: IncomingMessage, now: Date) => {
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split('?');
  const { cookie, ...headers } = joined(request.headers);
  const body = await readBody(request);
  const isPlain = isText(request.headers['content-type']);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers,
    ...(rawQueryString === ''
      ? {}
      : { queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)) }),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'sandbox',
      domainName: request.headers.host,
      domainPrefix: 'sandbox',
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isPlain ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isPlain,
  };
};

const write = (response: ServerResponse, payload: string): void => {
  const answer = answerSchema.safeParse(JSON.parse(payload));
  if (!answer.success) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(payload);
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = answer.data;
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response
    .writeHead(statusCode, { 'content-type': 'application/json', ...headers })
    .end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
};

/** Opens an address that invokes a function for each request, as a function URL without authorization does. */
export const openFunctionUrl = async (lambda: LambdaRuntime, functionName: string): Promise<FunctionUrl> => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const result = await lambda.invoke(functionName, await toEvent(request, new Date()));
    if (result.isOk) write(response, result.payload);
    else
      response
        .writeHead(502, { 'content-type': 'application/json' })
        .end('{"Message":"Internal Server Error"}');
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
