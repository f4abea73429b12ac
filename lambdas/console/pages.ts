import { type Html, html } from '../zone/html.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { callButton } from './action.ts';
import type { WidgetRequest } from './widget.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** From 1. */
  readonly number: number;
  readonly count: number;
}

/** The items of the page that the parameter `page` asks for; the nearest one where there is no such page. */
export function pageOf<Item>(
  items: readonly Item[],
  { params }: Pick<WidgetRequest, 'params'>,
  perPage: number,
): Page<Item> {
  const count = Math.max(1, Math.ceil(items.length / perPage));
  const asked = /^\d{1,4}$/.test(params.page ?? '') ? Number(params.page) : 1;
  const number = Math.min(count, Math.max(1, asked));
  return { items: items.slice((number - 1) * perPage, number * perPage), number, count };
}

const words = {
  page: { th: 'หน้า', en: 'Page' },
  of: { th: 'จาก', en: 'of' },
  before: { th: '‹ ก่อนหน้า', en: '‹ Previous' },
  next: { th: 'ถัดไป ›', en: 'Next ›' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** To the pages beside this one; nothing where all stands on one. */
export function pageButtons(
  { number, count }: Page<unknown>,
  {
    widget,
    request: { language },
    endpoint,
  }: {
    readonly widget: string;
    readonly request: Pick<WidgetRequest, 'language'>;
    readonly endpoint: string;
  },
): Html | undefined {
  if (count === 1) return undefined;
  const button = (word: keyof typeof words, page: number) =>
    callButton({
      ...{ label: words[word][language], endpoint, display: 'widget' },
      params: { widget, page: String(page), language },
    });
  return html`<p class="zone-row">${number > 1 && button('before', number - 1)}<span>${words.page[language]} ${number} ${words.of[language]} ${count}</span>${number < count && button('next', number + 1)}</p>`;
}
