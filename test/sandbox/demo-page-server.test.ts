import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPageServer, type PageServer } from '../../sandbox/page/page-server.ts';

const name = { th: 'ตลาด', en: 'Market' };
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);

let server: PageServer;
let pressed: string[];

beforeEach(async () => {
  pressed = [];
  server = await openPageServer({
    port: 0,
    zone: {
      name,
      timeZone: 'Asia/Bangkok',
      endpointUrl: 'http://127.0.0.1:4566',
      sites: [{ id: 'market', name }],
      cameras: [{ id: 'cam-1', site: 'market', watches: ['faces'] }],
      poles: [{ id: 'pole-1', site: 'market' }],
    },
    readView: async () => ({ incidents: ['<b>one</b>'] }),
    latestFrame: async () => jpeg,
    readPicture: async (id) => (id === 'face-1' ? jpeg : undefined),
    pressPole: async (poleId) => void pressed.push(poleId),
    board: {
      dashboards: new Map([['zone-operator', '{"widgets":[]}']]),
      callWidget: async (endpoint, event) => [endpoint, event],
      drawWidget: ({ index }) => (index === 0 ? '<p>drawn</p>' : undefined),
    },
  });
});
afterEach(() => server.close());

const get = (path: string) => fetch(new URL(path, server.url));
const press = (poleId: string) => fetch(new URL(`/poles/${poleId}/press`, server.url), { method: 'POST' });

/** fetch does not let a test choose the Host or Origin that a strange page would send. */
async function askAs(headers: Record<string, string>): Promise<{ status: number | undefined; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<import('node:http').IncomingMessage>();
  request(new URL('/poles/pole-1/press', server.url), { method: 'POST', headers }, resolve)
    .on('error', reject)
    .end();
  const response = await promise;
  return { status: response.statusCode, body: await text(response) };
}

describe('the page of the local run', () => {
  it('serves the page, its fonts and its code, and nothing else of the disk', async () => {
    for (const path of ['/', '/page.js', '/page.css', '/fonts/thai-400.woff2'])
      expect((await get(path)).status).toBe(200);
    for (const path of [
      '/page-server.ts',
      '/..%2fpage-server.ts',
      '/fonts/../page.js.map',
      '/fonts/thai-900.woff2',
    ])
      expect((await get(path)).status).toBe(404);
  });

  it('shows the frames of its own cameras and the pictures that are kept', async () => {
    expect((await get('/frames/cam-1.jpg')).headers.get('content-type')).toBe('image/jpeg');
    expect((await get('/frames/other.jpg')).status).toBe(404);
    expect((await get('/pictures/face-1.jpg')).status).toBe(200);
    expect((await get('/pictures/face-2.jpg')).status).toBe(404);
  });

  it('presses the pole that was asked for, with an id of its own', async () => {
    const answer = await press('pole-1');

    expect(await answer.json()).toEqual({ pressId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(pressed).toEqual(['pole-1']);
    expect((await press('pole-2')).status).toBe(404);
  });

  it.each([
    ['another host name, as DNS rebinding uses', { host: 'evil.example' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
  ])('lets nobody press through %s', async (_, headers) => {
    expect((await askAs(headers)).status).toBe(403);
    expect(pressed).toEqual([]);
  });

  it('forbids scripts and pictures from elsewhere', async () => {
    expect((await get('/')).headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  it('sends the view as soon as a page listens', async () => {
    const response = await get('/events');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let received = '';
    while (!received.includes('event: view')) received += (await reader?.read())?.value ?? '';
    await reader?.cancel();

    expect(received).toContain('data: {"incidents":["<b>one</b>"]}');
  });

  it('gives the dashboards as CloudWatch would get them', async () => {
    expect(await (await get('/dashboards.json')).json()).toEqual({ 'zone-operator': { widgets: [] } });
  });

  it('calls the function of a widget, and answers with what it said', async () => {
    const endpoint = 'arn:aws:lambda:ap-southeast-1:000000000000:function:customWidgetZone-demo';

    const answer = await callWidget({ endpoint, event: { widget: 'incidents' } });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ answer: [endpoint, { widget: 'incidents' }] });
  });

  it.each([
    { endpoint: 'arn:aws:lambda:ap-southeast-1:000000000000:function:SafetyZone-ApplyZone', event: {} },
    { endpoint: 'customWidgetZone-demo', event: {} },
    { endpoint: 'arn:aws:lambda:ap-southeast-1:000000000000:function:customWidgetZone-demo', event: 'x' },
    'no JSON at all',
  ])('calls nothing else: %o', async (body) => {
    expect((await callWidget(body)).status).toBe(400);
  });

  it('draws what no function answers, and refuses what is on no board', async () => {
    const asked = { dashboard: 'board', language: 'en', width: 300, height: 200, minutes: 15 };
    const draw = (index: number) =>
      fetch(`${server.url}drawings`, { method: 'POST', body: JSON.stringify({ ...asked, index }) });

    expect(await (await draw(0)).json()).toEqual({ answer: '<p>drawn</p>' });
    expect((await draw(7)).status).toBe(400);
    expect((await draw(-1)).status).toBe(400);
  });
});

const callWidget = (body: unknown) =>
  fetch(new URL('/widgets', server.url), {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
