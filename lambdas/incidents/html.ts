/** Markup that may stand as it is. */
export interface Html {
  readonly markup: string;
}

export type HtmlPart = string | number | Html | readonly HtmlPart[] | undefined | false;

/** Markup with values in it: texts and numbers are escaped, also within quoted attributes; `undefined` and `false` are nothing. */
export function html(pieces: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { markup: pieces.map((piece, i) => `${piece}${markupOf(parts[i])}`).join('') };
}

function markupOf(part: HtmlPart): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map(markupOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
