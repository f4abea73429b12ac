import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { certificateRoutes } from './certificate-operations.ts';
import { endpointRoutes } from './endpoint-operations.ts';
import type { IotContext } from './iot-context.ts';
import { IotError, invalid } from './iot-error.ts';
import type { IotLog } from './iot-options.ts';
import { type IotRequest, type IotRoute, matchPath, readJsonBody } from './iot-request.ts';
import { policyRoutes } from './policy-operations.ts';
import { principalRoutes } from './principal-operations.ts';
import { roleAliasRoutes } from './role-alias-operations.ts';
import { ruleRoutes } from './rule-operations.ts';
import { templateRoutes } from './template-operations.ts';
import { thingRoutes } from './thing-operations.ts';
import { thingTypeRoutes } from './thing-type-operations.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly errorType?: string;
}

/** Answers the REST-JSON calls of IoT Core's control plane and keeps what they change. */
export function createControlPlane(
  context: IotContext,
  { newId, log }: { newId: () => string; log: IotLog },
) {
  const routes = [
    endpointRoutes,
    thingRoutes,
    thingTypeRoutes,
    policyRoutes,
    certificateRoutes,
    principalRoutes,
    ruleRoutes,
    roleAliasRoutes,
    templateRoutes,
  ].flatMap((group) => group(context));

  async function answer(incoming: IncomingMessage): Promise<Answer> {
    try {
      const { route, request } = await findRoute(routes, incoming);
      const body = await route.answer(request);
      if (route.method !== 'GET') context.store.save();
      return { status: 200, body: body ?? {} };
    } catch (error) {
      if (error instanceof IotError) return refusal(error);
      log('IOT_CALL_FAILED', { method: incoming.method, error: String(error) });
      return refusal(new IotError('InternalFailureException', 'The local IoT Core failed; see its log'));
    }
  }

  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body, errorType } = await answer(incoming);
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-amzn-requestid': newId(),
      ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }),
    });
    response.end(JSON.stringify(body));
  };
}

const refusal = (error: IotError): Answer => ({
  status: error.status,
  body: { message: error.message },
  errorType: error.code,
});

async function findRoute(routes: readonly IotRoute[], incoming: IncomingMessage) {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  for (const route of routes) {
    const params = route.method === incoming.method ? matchPath(route.path, url.pathname) : undefined;
    if (params === undefined) continue;
    return { route, request: toRequest(incoming, url, params, await readJsonBody(incoming)) };
  }
  throw new IotError('UnknownOperationException', `${incoming.method} ${url.pathname} is not imitated here`);
}

function toRequest(
  incoming: IncomingMessage,
  url: URL,
  params: ReadonlyMap<string, string>,
  json: unknown,
): IotRequest {
  return {
    param: (name) => {
      const value = params.get(name);
      if (value === undefined) throw new RouteError(`The route has no {${name}}`);
      return value;
    },
    query: (name) => url.searchParams.get(name) ?? undefined,
    header: (name) => {
      const value = incoming.headers[name];
      if (typeof value !== 'string') throw invalid(`The header ${name} is missing`);
      return value;
    },
    body: (schema) => {
      const result = schema.safeParse(json);
      if (!result.success) throw invalid(z.prettifyError(result.error));
      return result.data;
    },
  };
}

/** An operation asks for a path part that its own route does not have: a mistake in this folder. */
export class RouteError extends Error {
  override readonly name = 'RouteError';
}
