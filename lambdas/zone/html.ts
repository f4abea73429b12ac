let make: (markup: string) => Html;

/** Markup that may stand as it is. Only this file makes it, so no text becomes markup unescaped, at run time either. */
export class Html {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  get markup(): string {
    return this.#markup;
  }

  static {
    make = (markup) => new Html(markup);
  }
}

export type HtmlPart = string | number | Html | readonly HtmlPart[] | undefined | false;

/** Markup (HTML or SVG) with values in it: texts and numbers are escaped, also within quoted attributes; `undefined` and `false` are nothing. */
export function html(pieces: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return make(pieces.map((piece, i) => `${piece}${markupOf(parts[i])}`).join(''));
}

/** What stands in a `<style>`, where nothing may be escaped. Throws StyleError for what could end the element. */
export function css(style: string): Html {
  if (style.includes('<')) throw new StyleError('a style must not hold "<"');
  return make(style);
}

/** What stands in a `<script>`, likewise. Throws StyleError. */
export const script = css;

export class StyleError extends Error {
  override readonly name = 'StyleError';
}

function markupOf(part: HtmlPart): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part instanceof Html ? part.markup : part.map(markupOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Marks that turn the direction of all that follows, and control characters, which no XML may hold: nobody would see them. */
const unseen = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

function escaped(text: string): string {
  const seen = text.toWellFormed().replace(unseen, '');
  return seen.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
