import type { Camera } from '../cameras/camera.ts';
import { instantText } from '../incidents/instant-text.ts';
import { provinces } from '../plates/provinces.ts';
import { css, type Html, type HtmlPart, html } from '../zone/html.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { callButton } from './action.ts';
import { type Choice, selectField, textField } from './fields.ts';
import { nameField } from './operator-form.ts';
import { plainText } from './plain-text.ts';
import { type SearchedZone, searchFields, sightingKinds } from './search-query.ts';
import { type FoundRow, foundTable } from './search-rows.ts';
import { kindWords, looks, looksWords, searchWords } from './search-words.ts';
import { frame } from './style.ts';
import type { Language, WidgetRequest } from './widget.ts';

export interface SearchAnswer {
  readonly rows: readonly FoundRow[];
  readonly next?: string;
  /** Epoch ms. */
  readonly searchedTo: number;
}

export interface SearchShown {
  readonly widget: string;
  readonly request: WidgetRequest;
  /** ARN of the function that searches. */
  readonly endpoint: string;
  readonly form: Html;
  readonly notice?: Html;
  readonly found?: SearchAnswer;
}

export function plateSearchForm(request: WidgetRequest, cameras: readonly Camera[]): Html {
  const { pattern, province } = searchFields;
  const { language } = request;
  const choices = [every(language), ...provinces.map((value) => ({ value, label: value }))];
  return formOf(request, searchWords.plateNote, [
    textField(request, pattern),
    selectField(request, province, choices),
    ...whereAndWhen(request, cameras),
  ]);
}

export function sightingSearchForm(request: WidgetRequest, { cameras, agencies }: SearchedZone): Html {
  const { person, kind, looks: looksField, agency } = searchFields;
  const { language } = request;
  const wordsOf = <Value extends string>(values: readonly Value[], of: Readonly<Record<Value, Bilingual>>) =>
    values.map((value) => ({ value, label: of[value][language] }));
  const nobody = { value: '', label: searchWords.nobody[language] };
  return formOf(request, searchWords.sightingNote, [
    textField(request, person),
    selectField(request, kind, [every(language), ...wordsOf(sightingKinds, kindWords)]),
    selectField(request, looksField, [every(language), ...wordsOf(looks, looksWords)]),
    ...whereAndWhen(request, cameras),
    selectField(request, agency, [nobody, ...agencies.map((value) => ({ value, label: value }))]),
  ]);
}

const every = (language: Language): Choice => ({ value: '', label: searchWords.every[language] });

function whereAndWhen(request: WidgetRequest, cameras: readonly Camera[]): readonly Html[] {
  const { camera, from, to } = searchFields;
  const { language } = request;
  const choices = cameras.map(({ id, place }) => ({
    value: id,
    label: `${id} – ${plainText(place.name[language], 60)}`,
  }));
  return [
    selectField(request, camera, [every(language), ...choices]),
    textField(request, from),
    textField(request, to),
  ];
}

function formOf(request: WidgetRequest, note: Bilingual, fields: HtmlPart): Html {
  return html`<p class="zone-quiet">${note[request.language]}</p><form>
<div class="zone-fields">${nameField(request)}${textField(request, searchFields.reason)}</div>
<div class="zone-fields">${fields}</div></form>`;
}

/** The form, and below it what was found, newest first, and how to go on. */
export function searchView({ widget, request, endpoint, form, notice, found }: SearchShown): Html {
  const { language } = request;
  const search = callButton({
    ...{ label: searchWords.doSearch[language], endpoint, display: 'widget', look: 'primary' },
    params: { widget, do: 'search', language },
  });
  return frame(request, [
    html`<style>${css(thumbStyle)}</style>`,
    notice,
    form,
    html`<p class="zone-row">${search}</p>`,
    found && foundSection(found, request, { widget, endpoint }),
  ]);
}

const thumbStyle = '.zone-widget .zone-thumb { width: 120px; max-height: 90px; object-fit: contain; }';

function foundSection(
  { rows, next, searchedTo }: SearchAnswer,
  request: WidgetRequest,
  call: Pick<SearchShown, 'widget' | 'endpoint'>,
): Html {
  const { language, timeZone } = request;
  const back = `${searchWords.searchedTo[language]} ${instantText(searchedTo, { language, timeZone })}`;
  const count =
    rows.length === 0 ? searchWords.nothing[language] : `${searchWords.found[language]} ${rows.length}`;
  return html`<section><p class="zone-notice" role="status" data-found="${rows.length}">${count} · ${back}</p>
${rows.length > 0 && foundTable(rows, request)}
${next !== undefined && html`<p class="zone-row">${nextButton(next, request, call)}</p>`}
${rows.length > 0 && html`<p class="zone-quiet">${searchWords.linksExpire[language]}</p>`}</section>`;
}

/** Takes the query along, so that a page and the next one are of one search. */
function nextButton(
  next: string,
  { language, forms }: WidgetRequest,
  { widget, endpoint }: Pick<SearchShown, 'widget' | 'endpoint'>,
): Html {
  const { reason: _, ...query } = searchFields;
  const typed = Object.values(query).flatMap(({ name }) => {
    const value = forms[name] ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return callButton({
    ...{ label: searchWords.more[language], endpoint, display: 'widget' },
    params: { ...Object.fromEntries(typed), widget, do: 'search', next, language },
  });
}
