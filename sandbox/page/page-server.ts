import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BoardRoutesParams, boardRoutes } from './board-routes.ts';
import { findStaticFile } from './static-files.ts';
import { createViewFeed, type ViewFeed } from './view-feed.ts';

/** What of the zone never changes while it runs. */
export interface PageZone {
  readonly name: { readonly th: string; readonly en: string };
  readonly timeZone: string;
  readonly endpointUrl: string;
  readonly sites: readonly {
    readonly id: string;
    readonly name: { readonly th: string; readonly en: string };
  }[];
  readonly cameras: readonly {
    readonly id: string;
    readonly site: string;
    readonly watches: readonly string[];
  }[];
  readonly poles: readonly { readonly id: string; readonly site: string }[];
}

export interface PageServerParams {
  /** 0 takes any free port. */
  readonly port: number;
  readonly zone: PageZone;
  readonly readView: () => Promise<unknown>;
  /** Newest JPEG of a camera of the zone. */
  readonly latestFrame: (cameraId: string) => Promise<Buffer | undefined>;
  /** JPEG kept with a sighting. */
  readonly readPicture: (sightingId: string) => Promise<Uint8Array | undefined>;
  readonly pressPole: (poleId: string, pressId: string) => Promise<void>;
  readonly board: BoardRoutesParams;
}

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse, id: string) => Promise<void> | void;

/** Serves the page of the local run to this machine alone. Rejects when the port is taken. */
export async function openPageServer(params: PageServerParams): Promise<PageServer> {
  const feed = createViewFeed(params.readView);
  const routes = [...makeRoutes(params, feed), ...boardRoutes(params.board)];
  const headers = securityHeaders(params.zone.endpointUrl);
  const server = createServer((request, response) => {
    answer(request, response, { routes, headers }).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { message });
    });
  });
  server.listen(params.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      feed.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Links to pictures lead to the local S3; no style but the page's own files and what scripts set. */
const securityHeaders = (endpointUrl: string) => ({
  'content-security-policy': `default-src 'self'; img-src 'self' data: blob: ${new URL(endpointUrl).origin}; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
});

/** The page can press buttons, so only pages and people of this machine may speak to it (no DNS rebinding, no CSRF). */
function isFromHere({ headers }: IncomingMessage): boolean {
  const isLocal = (host: string) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  const origin = headers.origin;
  return isLocal(headers.host ?? '') && (origin === undefined || isLocal(origin.replace(/^https?:\/\//, '')));
}

interface Site {
  readonly routes: Routes;
  readonly headers: Readonly<Record<string, string>>;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { routes, headers }: Site,
): Promise<void> {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!isFromHere(request)) return sendJson(response, 403, { message: 'only this machine may ask' });
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  for (const { method, path, answer: give } of routes) {
    const [, id = ''] = path.exec(pathname) ?? [undefined];
    if (request.method === method && path.test(pathname)) return give(request, response, id);
  }
  const file = request.method === 'GET' ? await findStaticFile(pathname) : undefined;
  if (file === undefined) return sendJson(response, 404, { message: 'not found' });
  response.writeHead(200, { 'content-type': file.type, 'cache-control': file.cache }).end(file.bytes);
}

type Routes = readonly { readonly method: 'GET' | 'POST'; readonly path: RegExp; readonly answer: Answer }[];

function makeRoutes({ zone, latestFrame, readPicture, pressPole }: PageServerParams, feed: ViewFeed): Routes {
  const sendJpeg = (response: ServerResponse, jpeg: Uint8Array | undefined) => {
    if (jpeg === undefined) return sendJson(response, 404, { message: 'no picture' });
    response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store' }).end(jpeg);
  };
  const has = (list: readonly { readonly id: string }[], id: string) => list.some((each) => each.id === id);
  return [
    { method: 'GET', path: /^\/zone\.json$/, answer: (_, response) => sendJson(response, 200, zone) },
    { method: 'GET', path: /^\/events$/, answer: (_, response) => feed.subscribe(response) },
    {
      method: 'GET',
      path: /^\/frames\/([\w-]+)\.jpg$/,
      answer: async (_, response, id) =>
        sendJpeg(response, has(zone.cameras, id) ? await latestFrame(id) : undefined),
    },
    {
      method: 'GET',
      path: /^\/pictures\/([\w-]+)\.jpg$/,
      answer: async (_, response, id) => sendJpeg(response, await readPicture(id)),
    },
    {
      method: 'POST',
      path: /^\/poles\/([\w-]+)\/press$/,
      answer: async (_, response, id) => {
        if (!has(zone.poles, id)) return sendJson(response, 404, { message: 'no such pole' });
        const pressId = randomUUID();
        await pressPole(id, pressId);
        sendJson(response, 200, { pressId });
      },
    },
  ];
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
