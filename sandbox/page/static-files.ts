import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface StaticFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly cache: string;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};
const files = [
  ...['index.html', 'page.css', 'page.js', 'panels.js', 'element.js', 'words.js', 'icon.svg'],
  ...[
    'board.html',
    'board.css',
    'board.js',
    'board-words.js',
    'tile.js',
    'widget-markup.js',
    'widget-view.js',
  ],
];

/** Looped Thai letters are what officials read daily; the page brings its own, as a machine may have none. */
const font = /^\/fonts\/(thai|latin)-(400|600)\.woff2$/;

/** A file of the page by the path in its address; nothing else of the disk can be reached. */
export async function findStaticFile(pathname: string): Promise<StaticFile | undefined> {
  const [isFont, subset, weight] = font.exec(pathname) ?? [];
  if (isFont !== undefined) {
    const name = `@fontsource/noto-sans-thai-looped/files/noto-sans-thai-looped-${subset}-${weight}-normal.woff2`;
    const bytes = await readFile(createRequire(import.meta.url).resolve(name));
    return { bytes, type: 'font/woff2', cache: 'max-age=86400' };
  }
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  if (!files.includes(name)) return undefined;
  const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return { bytes: await readFile(join(import.meta.dirname, 'web', name)), type, cache: 'no-cache' };
}
