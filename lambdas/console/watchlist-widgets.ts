import { formatPatternWithProvince } from '../plates/plate-pattern.ts';
import { addPlate } from '../watchlist/add-plate.ts';
import type { EnrollFolderPorts } from '../watchlist/enroll-folder.ts';
import { NoUsablePhotoError } from '../watchlist/enroll-person.ts';
import { enrollPhotos } from '../watchlist/enroll-photos.ts';
import type { PhotoVerdict } from '../watchlist/face-collection.ts';
import { mostPhotos } from '../watchlist/folder-photos.ts';
import { photoWords } from '../watchlist/photo-words.ts';
import { type RemoveEntryPorts, removeEntry } from '../watchlist/remove-entry.ts';
import { personId } from '../watchlist/watchlist-entry.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import type { Html } from '../zone/html.ts';
import { html } from '../zone/html.ts';
import { FieldError } from './field-error.ts';
import { refusedForm } from './fields.ts';
import { noticeLine } from './notice.ts';
import { withoutTyped } from './operator-forms.ts';
import { plainText } from './plain-text.ts';
import { changeOf, personOf, plateOf, watchlistFields } from './watchlist-input.ts';
import { nameOf, watchlistView } from './watchlist-view.ts';
import { watchlistWords as words } from './watchlist-words.ts';
import { type Widget, type WidgetRequest, WidgetRequestError } from './widget.ts';

export interface WatchlistWidgetPorts extends EnrollFolderPorts, RemoveEntryPorts {
  /** Of the recipients; an entry may be visible to no other. */
  readonly agencies: readonly string[];
  readonly endpoints: ConsoleEndpoints;
}

/** Whom and what the zone looks for. */
export const watchlistWidget: Widget<WatchlistWidgetPorts> = {
  name: 'watchlist',
  render: (request, ports) => show(request, ports),
};

/** Puts a plate on the list, or replaces its entry; the same again changes nothing. */
export const addPlateWidget: Widget<WatchlistWidgetPorts> = {
  name: 'add-plate',
  render: (request, ports) =>
    changeAndShow(request, ports, async () => {
      const added = await addPlate(plateOf(request, ports.agencies), ports);
      return [done(request, `${formatPatternWithProvince(added)} ${words.onList[request.language]}`)];
    }),
};

/** Puts a person on the list with the photos that wait in their enrollment folder, and says what became of each. */
export const addPersonWidget: Widget<WatchlistWidgetPorts> = {
  name: 'add-person',
  render: (request, ports) =>
    changeAndShow(request, ports, async () => {
      const entry = personOf(request, ports.agencies);
      const folder = (await ports.folders.listPhotos()).find(({ name }) => name === entry.entryId);
      const isOnList = `${entry.entryId} ${words.onList[request.language]}`;
      if (folder === undefined) {
        const standing = await ports.watchlist.findPerson(entry.entryId);
        // A second click finds the photos gone, since the first was done.
        if (standing?.addedBy === entry.addedBy && standing.reason === entry.reason)
          return [done(request, isOnList)];
        throw new FieldError(watchlistFields.person, folderWhy.none);
      }
      if (folder.photos.length > mostPhotos) throw new FieldError(watchlistFields.person, folderWhy.many);
      try {
        const verdicts = await enrollPhotos({ entry, folder }, ports);
        return [done(request, isOnList), photosSaid(folder.photos, verdicts, request)];
      } catch (error) {
        if (!(error instanceof NoUsablePhotoError)) throw error;
        return [noticeLine('no-photo', request.language), photosSaid(folder.photos, error.verdicts, request)];
      }
    }),
};

const folderWhy = {
  none: {
    th: 'ไม่มีภาพรอใน enrollment/<รหัส>/ หรือมี entry.yaml ซึ่งระบบจะลงทะเบียนเองภายใน 5 นาที',
    en: 'no photos wait in enrollment/<id>/, or there is an entry.yaml, which the zone enrolls by itself within five minutes',
  },
  many: { th: `มีเกิน ${mostPhotos} ภาพ`, en: `holds more than ${mostPhotos} photos` },
} as const;

/** Takes off the list what `params.kind` and `params.entry` name; of a person all vectors, corrections and photos too. */
export const removeEntryWidget: Widget<WatchlistWidgetPorts> = {
  name: 'remove-entry',
  render: (request, ports) =>
    changeAndShow(request, ports, async () => {
      const { kind, entryId } = entryOf(request);
      const { by, reason } = changeOf(request);
      const standing = (await ports.watchlist.list()).find(
        (each) => each.kind === kind && each.entryId === entryId,
      );
      const name = plainText(standing === undefined ? entryId : nameOf(standing), 80);
      const outcome = await removeEntry({ kind, entryId, at: request.now, by, reason }, ports);
      if (outcome === 'removed') return [done(request, `${name} ${words.offList[request.language]}`)];
      return [noticeLine('unmoved', request.language, `${name} ${words.notOnList[request.language]}`)];
    }),
};

/** Longest id of a plate's entry, and more. */
const mostIdUnits = 120;

/** A person's id names a folder that is deleted: nothing else may pass for one. Throws WidgetRequestError. */
function entryOf({ params: { kind, entry = '' } }: WidgetRequest) {
  if (kind !== 'person' && kind !== 'plate') throw new WidgetRequestError('kind: person or plate');
  const isId = kind === 'person' ? personId.safeParse(entry).success : /^[^\s/]+#/u.test(entry);
  if (!isId || entry.length > mostIdUnits) throw new WidgetRequestError('entry: the id of an entry');
  return { kind, entryId: entry } as const;
}

const done = ({ language }: WidgetRequest, what: string): Html => noticeLine('moved', language, what);

function photosSaid(
  files: readonly string[],
  verdicts: readonly PhotoVerdict[],
  { language }: WidgetRequest,
): Html {
  const lines = verdicts.map(
    (verdict, i) =>
      html`<li data-verdict="${verdict}"><bdi>${plainText(files[i] ?? '', 80)}</bdi>: ${photoWords[verdict][language]}</li>`,
  );
  return html`<ul class="zone-steps">${lines}</ul>`;
}

/** What was typed is kept where it was not taken, and gone where it was, save who and why. */
async function changeAndShow(
  request: WidgetRequest,
  ports: WatchlistWidgetPorts,
  change: () => Promise<readonly Html[]>,
): Promise<Html> {
  try {
    const notices = await change();
    return await show(withoutTyped(request, watchlistFields.reason.name), ports, notices);
  } catch (error) {
    const refused = refusedForm(error, request);
    if (refused === undefined) throw error;
    return show(request, ports, [refused]);
  }
}

async function show(
  request: WidgetRequest,
  { watchlist, folders, endpoints }: WatchlistWidgetPorts,
  notices: readonly Html[] = [],
): Promise<Html> {
  const [entries, waiting] = await Promise.all([watchlist.list(), folders.listPhotos()]);
  return watchlistView({ entries, folders: waiting }, request, endpoints, notices);
}
