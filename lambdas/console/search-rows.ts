import { instantText } from '../incidents/instant-text.ts';
import { formatPlateWithProvince } from '../plates/plate.ts';
import type { PlateFound } from '../sightings/plate-query.ts';
import type { FaceSighting, Sighting } from '../sightings/sighting.ts';
import type { WatchlistEntry } from '../watchlist/watchlist-entry.ts';
import { type Html, html } from '../zone/html.ts';
import type { CropLinks } from './crop-links.ts';
import { plainText } from './plain-text.ts';
import { howWords, looks, looksWords, searchWords, unreadWords } from './search-words.ts';
import type { Language, WidgetRequest } from './widget.ts';

export interface FoundRow {
  readonly sighting: Sighting;
  readonly what: Html;
  readonly sure: string;
  /** A link; absent where nothing was kept. */
  readonly picture?: string;
}

/** How sure, how it fits, and what else to know before it is relied on. */
export function plateRow(found: PlateFound, language: Language): FoundRow {
  const { sighting, reading, how, isProvinceUnread } = found;
  const plate = reading && formatPlateWithProvince(reading.plate);
  const rank = reading?.guess?.rank;
  const notes = [
    howWords[how]?.[language],
    sighting.kind === 'unread-plate' &&
      `${searchWords.unread[language]}: ${unreadWords[sighting.reason][language]}`,
    rank !== undefined && `${searchWords.guess[language]} ${rank}`,
    isProvinceUnread && searchWords.provinceUnread[language],
  ].filter((note) => typeof note === 'string');
  return { sighting, what: whatOf(plate ?? '?', notes), sure: plateSure(found) };
}

/** A face names those of the watchlist whom it may show, the most similar first. */
export function sightingRow(
  sighting: Sighting,
  entries: readonly WatchlistEntry[],
  language: Language,
): FoundRow {
  if (sighting.kind !== 'face') {
    const { kind } = sighting;
    const reading = kind === 'plate' ? { plate: sighting.plate } : undefined;
    return plateRow({ sighting, how: 'any', isProvinceUnread: false, ...(reading && { reading }) }, language);
  }
  const [first] = sighting.persons;
  const persons = sighting.persons.map(({ entryId, similarityPercent }) =>
    nameOf(entryId, similarityPercent, entries, language),
  );
  const sure = first === undefined ? '?' : tenths(first.similarityPercent);
  return { sighting, what: whatOf(persons.join(' · ') || '?', looksOf(sighting, language)), sure };
}

const mostNameLetters = 120;

const whatOf = (name: string, notes: readonly string[]): Html =>
  html`<b><bdi>${plainText(name, 4 * mostNameLetters)}</bdi></b>${notes.length > 0 && html`<br><span class="zone-quiet">${notes.join(' · ')}</span>`}`;

function nameOf(
  entryId: string,
  similarityPercent: number,
  entries: readonly WatchlistEntry[],
  language: Language,
): string {
  const entry = entries.find(({ kind, entryId: id }) => kind === 'person' && id === entryId);
  const label = entry === undefined ? '' : `${plainText(entry.label[language], mostNameLetters)} `;
  return `${label}(${entryId}) ${tenths(similarityPercent)}`;
}

function looksOf({ attributes = {}, unconfirmed }: FaceSighting, language: Language): readonly string[] {
  const told = looks.filter((look) => attributes[look] === true).map((look) => looksWords[look][language]);
  return unconfirmed ? [searchWords.oneShot[language], ...told] : told;
}

function plateSure({ sighting, reading }: PlateFound): string {
  if (reading?.guess !== undefined) return percent(reading.guess.probability);
  return sighting.kind === 'plate' ? percent(sighting.plate.confidence) : '?';
}

/** Rounded down, so that nothing looks surer than it is. */
const percent = (share: number) => `${Math.floor(share * 100)} %`;
const tenths = (share: number) => `${(Math.floor(share * 10) / 10).toFixed(1)} %`;

/** The rows with a link to each picture. */
export function withPictures(rows: readonly FoundRow[], links: CropLinks): Promise<readonly FoundRow[]> {
  return Promise.all(
    rows.map(async (row) => {
      const { pictureKey } = row.sighting;
      return pictureKey === undefined ? row : { ...row, picture: await links.linkTo(pictureKey) };
    }),
  );
}

/** Below it (CSS pixels) a row's cells stand under each other. */
const narrow = 760;

export function foundTable(rows: readonly FoundRow[], request: WidgetRequest): Html {
  const { language, width } = request;
  const { picture, time, place, what, sure } = searchWords;
  const head = [picture, time, place, what, sure].map((each) => html`<th scope="col">${each[language]}</th>`);
  const body = html`<tbody>${rows.map((row) => rowOf(row, request))}</tbody>`;
  if (width < narrow) return html`<table class="zone-stacked">${body}</table>`;
  return html`<table class="zone-found"><thead><tr>${head}</tr></thead>${body}</table>`;
}

function rowOf({ sighting, what, sure, picture }: FoundRow, { language, timeZone }: WidgetRequest): Html {
  const { sightingId, cameraId, place, lastSeenAt } = sighting;
  const seenAt = instantText(lastSeenAt, { language, timeZone });
  const image =
    picture === undefined
      ? html`<span class="zone-quiet">${searchWords.noPicture[language]}</span>`
      : html`<a href="${picture}" target="_blank" rel="noreferrer noopener"><img class="zone-thumb" src="${picture}" alt="${cameraId}, ${seenAt}" loading="lazy"></a>`;
  return html`<tr data-sighting="${sightingId}"><td>${image}</td><td><time datetime="${new Date(lastSeenAt).toISOString()}">${seenAt}</time></td><td><b>${cameraId}</b><br>${plainText(place.name[language], 80)}</td><td>${what}</td><td class="zone-number">${sure}</td></tr>`;
}
