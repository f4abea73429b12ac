import { formatPatternWithProvince, isWholeNumber } from '../plates/plate-pattern.ts';
import type { PhotoFolder } from '../watchlist/enrollment-folders.ts';
import {
  acceptanceOf,
  audienceOf,
  isExpired,
  personId,
  type WatchlistEntry,
} from '../watchlist/watchlist-entry.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import { type Html, html } from '../zone/html.ts';
import { personCategories, plateAcceptances, plateCategories } from '../zone/watch-categories.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { callButton } from './action.ts';
import { selectField, textField } from './fields.ts';
import { nameField } from './operator-form.ts';
import { pageButtons, pageOf } from './pages.ts';
import { plainText } from './plain-text.ts';
import { frame } from './style.ts';
import { watchlistFields as fields } from './watchlist-input.ts';
import { acceptanceWords, categoryWords, watchlistWords as words } from './watchlist-words.ts';
import type { WidgetRequest } from './widget.ts';

export interface WatchlistShown {
  /** Of every kind, expired ones included. */
  readonly entries: readonly WatchlistEntry[];
  /** Of photos that wait. */
  readonly folders: readonly PhotoFolder[];
}

const perPage = 25;

/** The list, below what came of a change, and the forms by which it is changed. */
export function watchlistView(
  { entries, folders }: WatchlistShown,
  request: WidgetRequest,
  { watchlist: endpoint }: ConsoleEndpoints,
  notices: readonly Html[] = [],
): Html {
  const { language } = request;
  const page = pageOf(wanted(entries, request), request, perPage);
  const find = {
    label: words.find[language],
    endpoint,
    display: 'widget',
    params: { widget: 'watchlist', language },
  };
  return frame(request, [
    ...notices,
    html`<form><div class="zone-fields">${nameField(request)}${textField(request, fields.reason)}</div></form>
<p class="zone-quiet">${words.auditNote[language]}</p>`,
    html`<section><form class="zone-fields">${textField(request, fields.find)}</form>
<p class="zone-row">${callButton({ ...find, display: 'widget' })}<span class="zone-quiet">${words.entries[language]}: ${entries.length}</span></p>
${page.items.length === 0 ? html`<p class="zone-notice">${words.empty[language]}</p>` : table(page.items, request, endpoint)}
${pageButtons(page, { widget: 'watchlist', request, endpoint })}</section>`,
    newEntry(folders, request, endpoint),
  ]);
}

/** Those that what was typed stands in, the newest first. */
function wanted(entries: readonly WatchlistEntry[], { forms }: WidgetRequest): readonly WatchlistEntry[] {
  const text = plainText(forms[fields.find.name] ?? '', fields.find.most).toLowerCase();
  const isWanted = (entry: WatchlistEntry) =>
    [nameOf(entry), entry.entryId, entry.label.th, entry.label.en].some((each) =>
      each.toLowerCase().includes(text),
    );
  return entries.filter(isWanted).toSorted((a, b) => b.addedAt - a.addedAt);
}

/** As people write it. */
export const nameOf = (entry: WatchlistEntry): string =>
  entry.kind === 'plate' ? formatPatternWithProvince(entry) : entry.entryId;

/** Below it (CSS pixels) a row's cells stand under each other. */
const narrow = 760;

function table(entries: readonly WatchlistEntry[], request: WidgetRequest, endpoint: string): Html {
  const { language, width } = request;
  const { who, category, label, told, added, until } = words;
  const head = [who, category, label, told, added, until].map(
    (each) => html`<th scope="col">${each[language]}</th>`,
  );
  const body = html`<tbody>${entries.map((entry) => rowOf(entry, request, endpoint))}</tbody>`;
  if (width < narrow) return html`<table class="zone-stacked">${body}</table>`;
  return html`<table><thead><tr>${head}<th></th></tr></thead>${body}</table>`;
}

function rowOf(entry: WatchlistEntry, request: WidgetRequest, endpoint: string): Html {
  const { language } = request;
  const { kind, entryId, category, label, owner, addedBy, reason } = entry;
  const name = nameOf(entry);
  const remove = callButton({
    ...{ label: words.remove[language], name: `${words.remove[language]} ${name}`, look: 'danger' },
    ...{ endpoint, display: 'widget', params: { widget: 'remove-entry', kind, entry: entryId, language } },
    confirmation: `${words.remove[language]}: ${name} – ${plainText(label[language], 80)}?`,
  });
  return html`<tr data-entry="${entryId}"><td><span class="zone-badge">${words[kind][language]}</span><br><b><bdi>${name}</bdi></b><br><span class="zone-quiet">${detailOf(entry, request)}</span></td>
<td>${categoryWords[category][language]}</td><td>${textOf(label[language], 80)}</td>
<td>${textOf(audienceOf(entry)?.join(', ') ?? words.all[language], 400)}${owner !== undefined && html`<br><span class="zone-quiet">${words.owner[language]}: ${textOf(owner, 80)}</span>`}</td>
<td>${textOf(addedBy, 100)}<br><span class="zone-quiet">${textOf(reason, 120)}</span></td><td>${untilOf(entry, request)}</td><td>${remove}</td></tr>`;
}

const textOf = (text: string, most: number): Html => html`<bdi>${plainText(text, most)}</bdi>`;

function detailOf(entry: WatchlistEntry, { language }: WidgetRequest): string {
  if (entry.kind === 'person') return `${words.photos[language]} ${entry.photoCount}`;
  return isWholeNumber(entry) ? acceptanceWords[acceptanceOf(entry)][language] : '';
}

function untilOf(entry: WatchlistEntry, { language, now, timeZone }: WidgetRequest): Html {
  if (entry.expiresAt === undefined)
    return html`<span class="zone-quiet">${words.untilRemoved[language]}</span>`;
  // As a date is written everywhere: 2027-01-31.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(entry.expiresAt * 1000);
  if (!isExpired(entry, now)) return html`<time datetime="${day}">${day}</time>`;
  return html`<span class="zone-badge zone-amber">${words.expired[language]} ${day}</span>`;
}

function newEntry(folders: readonly PhotoFolder[], request: WidgetRequest, endpoint: string): Html {
  const { language } = request;
  const add = (what: 'add-plate' | 'add-person', label: Bilingual) =>
    callButton({
      ...{ label: label[language], endpoint, display: 'widget', look: 'primary' },
      params: { widget: what, language },
      confirmation: `${label[language]}?`,
    });
  return html`<section><h3>${words.newEntry[language]}</h3><form class="zone-fields">${[
    fields.labelTh,
    fields.labelEn,
    fields.owner,
    fields.visibleTo,
    fields.expires,
  ].map((field) => textField(request, field))}</form>
<h3>${words.plate[language]}</h3><form class="zone-fields">${textField(request, fields.plate)}${selectField(request, fields.plateCategory, choicesOf(plateCategories, categoryWords, request))}${selectField(request, fields.accepts, choicesOf(plateAcceptances, acceptanceWords, request, words.asCategory[language]))}</form>
<p class="zone-row">${add('add-plate', words.addPlate)}</p>
<h3>${words.person[language]}</h3><p class="zone-quiet">${words.folderNote[language]}</p>
<form class="zone-fields">${folderField(folders, request)}${selectField(request, fields.personCategory, choicesOf(personCategories, categoryWords, request))}</form>
<p class="zone-row">${add('add-person', words.addPerson)}</p></section>`;
}

function choicesOf<Value extends string>(
  values: readonly Value[],
  of: Readonly<Record<Value, Bilingual>>,
  { language }: WidgetRequest,
  none = '–',
) {
  // Nothing is chosen before somebody does: a missing child is not wanted.
  return [{ value: '', label: none }, ...values.map((value) => ({ value, label: of[value][language] }))];
}

/** More than wait at a time; each is a week old at most. */
const mostFolders = 100;

function folderField(folders: readonly PhotoFolder[], request: WidgetRequest): Html {
  // A folder of another name can be no person's.
  const usable = folders.filter(({ name }) => personId.safeParse(name).success);
  const choices = usable.slice(0, mostFolders).map(({ name, photos }) => ({
    value: name,
    label: `${name} (${photos.length})`,
  }));
  const none = { value: '', label: words.chooseFolder[request.language] };
  return selectField(request, fields.person, [none, ...choices]);
}
