import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { marked, type Token, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { mostPictureBytes } from '../tools/docs-pictures/write-picture.ts';
import { projectDir } from '../tools/synth-zone.ts';

const imagesFolder = join(projectDir, 'docs', 'images');

/** What people read on GitHub. */
const pages = [
  ...readdirSync(projectDir).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(projectDir, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].map((page) => join(projectDir, page));

/** Of pictures that lie in the repository, relative to the page. */
function pictureLinksOf(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8');
  const links = [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)|<img[^>]* src="([^"]+)"/g)];
  return links.map(([, markdown, html]) => markdown ?? html ?? '').filter((link) => !link.includes('//'));
}

const used = pages.flatMap((page) =>
  pictureLinksOf(page).map((link) => ({ page: relative(projectDir, page), file: join(dirname(page), link) })),
);

describe('pictures of the documents', () => {
  it('are there wherever a page shows one', () => {
    const missing = used.filter(({ file }) => statSync(file, { throwIfNoEntry: false }) === undefined);

    expect(used.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  it('are each shown by a page', () => {
    const shown = new Set(used.map(({ file }) => file));

    expect(readdirSync(imagesFolder).filter((name) => !shown.has(join(imagesFolder, name)))).toEqual([]);
  });

  it('are small enough to open on a phone', () => {
    const large = readdirSync(imagesFolder).filter(
      (name) => statSync(join(imagesFolder, name)).size > mostPictureBytes,
    );

    expect(large).toEqual([]);
  });
});

describe('links of the documents', () => {
  it('lead to files that are there', () => {
    const broken = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, link = '']) => link.replace(/#.*$/, ''))
        .filter((link) => link !== '' && !/^[a-z]+:/.test(link))
        .filter((link) => statSync(join(dirname(page), link), { throwIfNoEntry: false }) === undefined)
        .map((link) => `${relative(projectDir, page)}: ${link}`),
    );

    expect(broken).toEqual([]);
  });
});

describe("the operators' chapter in its two languages", () => {
  const [english, thai] = [readChapter('operators.md'), readChapter('operators.th.md')];

  it('has the same headings, tables, steps and pictures in the same order', () => {
    expect(outlineOf(thai.tokens)).toEqual(outlineOf(english.tokens));
    expect(outlineOf(english.tokens).length).toBeGreaterThan(40);
  });

  it('links each page to the other at its top', () => {
    expect(thai.text.split('\n').slice(0, 3).join('\n')).toContain('](operators.md)');
    expect(english.text.split('\n').slice(0, 3).join('\n')).toContain('](operators.th.md)');
  });

  it.each([
    ['operators.md', english, /[\u0e00-\u0e7f]/u],
    ['operators.th.md', thai, /^[^\u0e00-\u0e7f]*$/u],
  ] as const)('%s has headings in its own language', (_, { tokens }, otherLanguage) => {
    const headings = headingsOf(tokens);

    expect(headings.filter((text) => otherLanguage.test(text))).toEqual([]);
  });

  it.each([
    ['operators.md', english],
    ['operators.th.md', thai],
  ] as const)('%s leads to headings that it has', (_, { text, tokens }) => {
    const anchors = headingsOf(tokens).map(anchorOf);
    const asked = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);

    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((anchor) => !anchors.includes(anchor ?? ''))).toEqual([]);
  });
});

interface Chapter {
  readonly text: string;
  readonly tokens: readonly Token[];
}

function readChapter(name: string): Chapter {
  const text = readFileSync(join(projectDir, 'docs', name), 'utf8');
  return { text, tokens: marked.lexer(text) };
}

const headingsOf = (tokens: readonly Token[]): readonly string[] =>
  tokens.flatMap((token) => (token.type === 'heading' ? [(token as Tokens.Heading).text] : []));

/** Kind and size of each part; of pictures the name without its language. */
function outlineOf(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token): readonly string[] => {
    if (token.type === 'heading') return [`heading ${token.depth}`];
    if (token.type === 'list') return [`${token.ordered ? 'steps' : 'list'} of ${token.items.length}`];
    if (token.type === 'table') return tableOutline(token as Tokens.Table);
    const pictures = [...token.raw.matchAll(/images\/([\w-]+?)-(?:th|en)\.png/g)];
    return token.type === 'space' ? [] : [token.type, ...pictures.map(([, name]) => `picture ${name}`)];
  });
}

const tableOutline = ({ header, rows }: Tokens.Table) => [
  `table of ${header.length}`,
  ...rows.map(() => 'row'),
];

/** As GitHub makes them: lower case, without punctuation, hyphens for spaces. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');
