import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from '../front-door.ts';
import { type DrawRequest, drawRequest } from './draw-widget.ts';

export interface BoardRoutesParams {
  /** Bodies of dashboards by name: JSON. */
  readonly dashboards: ReadonlyMap<string, string>;
  /** Calls a function of a widget as the console does. Rejects when it fails. */
  readonly callWidget: (endpoint: string, event: unknown) => Promise<unknown>;
  /** Draws what no function answers; nothing for a widget that there is not. */
  readonly drawWidget: (request: DrawRequest) => string | undefined;
}

export interface BoardRoute {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** A page may call the functions of widgets alone, whatever else runs here. */
const call = z.object({
  endpoint: z.string().regex(/^arn:aws:lambda:[\w-]+:\d{12}:function:customWidget[\w-]+$/),
  event: z.record(z.string(), z.unknown()),
});

/** What the local board asks for: the dashboards, and what the console would ask of Lambda. */
export function boardRoutes({
  dashboards,
  callWidget,
  drawWidget,
}: BoardRoutesParams): readonly BoardRoute[] {
  return [
    {
      method: 'GET',
      path: /^\/dashboards\.json$/,
      answer: async (_, response) =>
        sendJson(
          response,
          200,
          Object.fromEntries([...dashboards].map(([name, body]) => [name, JSON.parse(body)])),
        ),
    },
    {
      method: 'POST',
      path: /^\/widgets$/,
      answer: async (request, response) => {
        const asked = call.safeParse(parseJson((await readBody(request)).toString()));
        if (!asked.success) return sendJson(response, 400, { message: 'not a call of a widget' });
        const { endpoint, event } = asked.data;
        sendJson(response, 200, { answer: await callWidget(endpoint, event) });
      },
    },
    {
      method: 'POST',
      path: /^\/drawings$/,
      answer: async (request, response) => {
        const asked = drawRequest.safeParse(parseJson((await readBody(request)).toString()));
        const answer = asked.success ? drawWidget(asked.data) : undefined;
        if (answer === undefined) return sendJson(response, 400, { message: 'not a widget of a board' });
        sendJson(response, 200, { answer });
      },
    },
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
