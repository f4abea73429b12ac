import type { ServerResponse } from 'node:http';

/** Sends the page's view to every open page, by Server-Sent Events, whenever it changed. */
export interface ViewFeed {
  subscribe(response: ServerResponse): void;
  close(): void;
}

const lookEveryMilliseconds = 1000;
/** A comment now and then shows a proxy, and a page, that the connection lives. */
const quietMilliseconds = 15_000;

/** Reads the view only while somebody looks at the page. */
export function createViewFeed(readView: () => Promise<unknown>): ViewFeed {
  const pages = new Set<ServerResponse>();
  let sent = '';
  let sentAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const send = (text: string) => {
    sentAt = Date.now();
    for (const page of pages) page.write(text);
  };
  const look = async () => {
    try {
      const view = JSON.stringify(await readView());
      if (view !== sent) send(`event: view\ndata: ${view}\n\n`);
      else if (Date.now() - sentAt > quietMilliseconds) send(': still here\n\n');
      sent = view;
    } catch (error) {
      // The engines may be busy or stopping; the page says that it is waiting.
      send(`event: trouble\ndata: ${JSON.stringify(String(error))}\n\n`);
    }
    if (pages.size > 0) timer = setTimeout(look, lookEveryMilliseconds);
    else timer = undefined;
  };

  return {
    subscribe: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 2000\n\n');
      pages.add(response);
      response.on('close', () => pages.delete(response));
      if (sent !== '') response.write(`event: view\ndata: ${sent}\n\n`);
      timer ??= setTimeout(look, 0);
    },
    close: () => {
      clearTimeout(timer);
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}
