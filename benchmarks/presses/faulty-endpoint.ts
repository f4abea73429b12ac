import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../../sandbox/front-door.ts';
import type { ZoneSandbox } from '../../sandbox/start-zone-sandbox.ts';

export interface FaultyEndpointParams {
  /** Logical ids of the functions whose calls go through here. */
  readonly functionIds: readonly string[];
  /** 0–1, of calls that are refused as throttled; the SDK asks again. */
  readonly throttledShare: number;
  readonly random: () => number;
}

export interface FaultyEndpoint extends AsyncDisposable {
  readonly throttledCount: number;
  /** Kills the function's next invocation after so many milliseconds, in the midst of its work. */
  killNext(functionId: string, afterMilliseconds: number): void;
}

/** Stands between functions and DynamoDB and SNS, where SDKs look for their endpoints, and refuses a share of calls. */
export async function openFaultyEndpoint(
  sandbox: ZoneSandbox,
  { functionIds, throttledShare, random }: FaultyEndpointParams,
): Promise<FaultyEndpoint> {
  let throttledCount = 0;
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    if (random() < throttledShare) {
      throttledCount += 1;
      return refuse(request, response);
    }
    const answer = await forward(sandbox.endpointUrl, request, body);
    const type = answer.headers.get('content-type') ?? 'application/x-amz-json-1.0';
    response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
  };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const functionId of functionIds) {
    const name = sandbox.physicalId(functionId);
    const definition = sandbox.lambda.functions.find((each) => each.name === name);
    if (definition === undefined) throw new Error(`no function ${name}`);
    const endpoints = { AWS_ENDPOINT_URL_DYNAMODB: url, AWS_ENDPOINT_URL_SNS: url };
    sandbox.lambda.register({ ...definition, environment: { ...definition.environment, ...endpoints } });
    // Processes that were started before know the way around it.
    sandbox.lambda.kill(name);
  }
  return {
    killNext: (functionId, afterMilliseconds) =>
      sandbox.lambda.killNext(sandbox.physicalId(functionId), afterMilliseconds),
    get throttledCount() {
      return throttledCount;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As DynamoDB (JSON) and SNS (XML) say it. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['x-amz-target'] !== undefined) {
    const __type = 'com.amazon.coral.availability#ThrottlingException';
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type, message: 'Rate exceeded' }));
    return;
  }
  response.writeHead(400, { 'content-type': 'text/xml' });
  response.end(
    '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>',
  );
}

function forward(origin: string, { headers, url = '/' }: IncomingMessage, body: Buffer): Promise<Response> {
  const kept = ['authorization', 'content-type', 'x-amz-target', 'x-amz-date'];
  const passed = kept.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  return fetch(new URL(url, origin), { method: 'POST', headers: passed, body: new Uint8Array(body) });
}
