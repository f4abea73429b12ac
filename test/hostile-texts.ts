/** What an outsider may type or send wherever a text is taken: a button's firmware, a comment, a plate, a name, an answer. */
export const hostileTexts = [
  '<script>alert(1)</script>',
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)' onload='alert(1)`,
  '</textarea></style></title><script>alert(1)</script>',
  '</cwdb-action><a href="javascript:alert(1)">',
  '--> ]]> $& $1 {{name}} &lt;b&gt;',
  '=HYPERLINK("https://evil.example","click")',
  '\u202eกลับด้าน\u202c abc \u2066hidden',
  'שלום עולם',
  'ສະບາຍດີ ວຽງຈັນ',
  `ก${'ก็'.repeat(5_000)}`,
] as const;

/** They turn the direction of all that follows. */
export const turningMarks = /[\u202a-\u202e\u2066-\u2069]/;

const tag = /<(!?\/?[a-z][\w:-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/gi;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'))?/g;

/**
 * The elements of markup in their order, each with the names of its attributes. A text that became markup changes it. Throws for a
 * "<" that begins no element.
 */
export function structureOf(markup: string): readonly string[] {
  const found = [...markup.matchAll(tag)];
  const left = markup.replace(tag, '').indexOf('<');
  if (left !== -1)
    throw new Error(`"<" that is no element: ${markup.replace(tag, '').slice(left, left + 60)}`);
  return found.map(([, name, attributes = '']) =>
    [name, ...[...attributes.matchAll(attribute)].map(([, one]) => one)].join(' '),
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What people read of it: texts and attributes. */
export const readableOf = (markup: string): string =>
  markup.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
