import type { CameraStore } from '../cameras/camera-store.ts';
import { searchCamera } from '../sightings/search-camera.ts';
import { searchSightings } from '../sightings/search-sightings.ts';
import { SearchTokenError } from '../sightings/search-token.ts';
import type { SightingIndex } from '../sightings/sighting-index.ts';
import type { AuditLog } from '../watchlist/audit-log.ts';
import type { WatchlistStore } from '../watchlist/watchlist-store.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import type { Html } from '../zone/html.ts';
import type { CropLinks } from './crop-links.ts';
import { choiceOf, refusedForm, requiredLineOf } from './fields.ts';
import { operatorOf } from './operator-forms.ts';
import { plateSearchForm, type SearchAnswer, searchView, sightingSearchForm } from './search-form.ts';
import { plateQueryOf, type SearchedZone, searchFields, sightingQueryOf } from './search-query.ts';
import { plateRow, sightingRow, withPictures } from './search-rows.ts';
import { type Widget, type WidgetRequest, WidgetRequestError } from './widget.ts';

export interface SearchPorts {
  readonly index: SightingIndex;
  readonly audit: AuditLog;
  readonly cameras: Pick<CameraStore, 'list'>;
  readonly watchlist: Pick<WatchlistStore, 'list'>;
  readonly crops: CropLinks;
  /** Of the recipients. */
  readonly agencies: readonly string[];
  readonly endpoints: ConsoleEndpoints;
}

/** A page that people read; each link to a picture is up to two kilobytes. */
const perPage = 20;
/** About five requests of the index: somebody waits, and may go on where it stopped. */
const mostExamined = 5000;

/** Plates that passed: by pattern, province, camera and time. */
export const plateSearchWidget: Widget<SearchPorts> = {
  name: 'search-plates',
  render: async (received, ports) => {
    const request = withAsked(received);
    const cameras = await ports.cameras.list();
    const find = async (): Promise<SearchAnswer> => {
      const asked = { ...askedBy(request), limit: perPage, mostExamined };
      const query = plateQueryOf(request, cameras);
      const { found, ...page } = await searchSightings({ ...asked, query }, ports);
      const rows = found.map((each) => plateRow(each, request.language));
      return { ...page, rows: await withPictures(rows, ports.crops) };
    };
    return answer('search-plates', request, ports, plateSearchForm(request, cameras), find);
  },
};

/** What cameras saw: persons of the watchlist, looks, plates. Those of entries for other agencies stay hidden. */
export const sightingSearchWidget: Widget<SearchPorts> = {
  name: 'search-sightings',
  render: async (received, ports) => {
    const request = withAsked(received);
    const zone = await readZone(ports);
    const find = async (): Promise<SearchAnswer> => {
      const agency = choiceOf(request, searchFields.agency, zone.agencies);
      const asked = { ...askedBy(request, agency), limit: perPage, mostExamined };
      const query = sightingQueryOf(request, zone);
      const { found, ...page } = await searchCamera({ ...asked, query }, ports);
      const rows = found.map((each) => sightingRow(each, zone.entries, request.language));
      return { ...page, rows: await withPictures(rows, ports.crops) };
    };
    return answer('search-sightings', request, ports, sightingSearchForm(request, zone), find);
  },
};

async function readZone({ cameras, watchlist, agencies }: SearchPorts): Promise<SearchedZone> {
  const [listed, entries] = await Promise.all([cameras.list(), watchlist.list()]);
  return { cameras: listed, entries, agencies };
}

/** The next page asks for what the page before did, whatever was typed since; who asks and why are typed. */
function withAsked(request: WidgetRequest): WidgetRequest {
  if (request.params.next === undefined) return request;
  const { reason: _, ...query } = searchFields;
  const asked = Object.values(query).map(({ name }) => [name, request.params[name] ?? ''] as const);
  return { ...request, forms: { ...request.forms, ...Object.fromEntries(asked) } };
}

/** Who searches and why, and from where. Throws FormError and FieldError. */
function askedBy(request: WidgetRequest, agency?: string) {
  const name = operatorOf(request);
  const by = agency === undefined ? name : name.replace(/\)$/, `, ${agency})`);
  const reason = requiredLineOf(request, searchFields.reason);
  const { next } = request.params;
  return { by, reason, now: request.now, ...(next === undefined ? {} : { token: next }) };
}

async function answer(
  widget: string,
  request: WidgetRequest,
  { endpoints }: SearchPorts,
  form: Html,
  find: () => Promise<SearchAnswer>,
): Promise<Html> {
  const shown = { widget, request, endpoint: endpoints.search, form };
  if (request.params.do !== 'search') return searchView(shown);
  try {
    return searchView({ ...shown, found: await find() });
  } catch (error) {
    if (error instanceof SearchTokenError) throw new WidgetRequestError(`next: ${error.message}`);
    const notice = refusedForm(error, request);
    if (notice === undefined) throw error;
    return searchView({ ...shown, notice });
  }
}
