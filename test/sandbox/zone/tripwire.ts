import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../../../sandbox/front-door.ts';
import type { Zone } from './run-zone.ts';

export interface TripwireParams {
  /** Logical id of the function to be killed. */
  readonly functionId: string;
  /** The DynamoDB write after which it dies, e.g. `PutItem`. */
  readonly operation: 'PutItem' | 'UpdateItem';
  /** Output that names the table. */
  readonly table: `${string}Table`;
  /** Stands in the body of the write that it dies before. @default it dies after the first write there is */
  readonly before?: string;
}

export interface Tripwire extends AsyncDisposable {
  /** How often the function was killed: 0 or 1. */
  readonly killCount: number;
}

/**
 * Kills a function at the worst moment: its write of this kind is done, or not yet, and it never learns of it. Stands
 * between the function and DynamoDB, where SDKs look for their endpoint; all else passes.
 */
export async function setTripwire({ sandbox }: Zone, params: TripwireParams): Promise<Tripwire> {
  const name = sandbox.physicalId(params.functionId);
  const definition = sandbox.lambda.functions.find((each) => each.name === name);
  if (definition === undefined) throw new Error(`no function ${name}`);
  let isSet = true;
  let killCount = 0;
  const isFatal = (target: unknown, body: string) =>
    isSet &&
    target === `DynamoDB_20120810.${params.operation}` &&
    body.includes(`"${sandbox.outputs[params.table]}"`) &&
    body.includes(params.before ?? '');

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await readBody(request)).toString();
    const isLast = isFatal(request.headers['x-amz-target'], body);
    if (isLast) isSet = false;
    if (isLast) {
      if (params.before === undefined) await forward(sandbox.endpointUrl, request, body);
      sandbox.lambda.kill(name);
      killCount += 1;
      return;
    }
    const answer = await forward(sandbox.endpointUrl, request, body);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(await answer.text());
  };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const environment = { ...definition.environment, AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` };
  sandbox.lambda.register({ ...definition, environment });
  // Processes that were started before know the way around it.
  sandbox.lambda.kill(name);
  return {
    get killCount() {
      return killCount;
    },
    [Symbol.asyncDispose]: async () => {
      sandbox.lambda.register(definition);
      sandbox.lambda.kill(name);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(origin: string, { headers, url = '/' }: IncomingMessage, body: string): Promise<Response> {
  const kept = ['authorization', 'content-type', 'x-amz-target', 'x-amz-date'];
  const passed = kept.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  return fetch(new URL(url, origin), { method: 'POST', headers: passed, body });
}
