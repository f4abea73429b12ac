import { type Html, html } from '../zone/html.ts';
import type { MapFile, MapPoint } from '../zone/map-file.ts';
import type { PollArea } from '../zone/poll-file.ts';

/** In units of the drawing, which is as wide as the narrowest phone leaves for it. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

const size = { width: 300, height: 210 };
/** Room for half a number, and for the pushing apart. */
const margin = 30;
/** From the middle of one number to the middle of the next. */
const apart = 38;
const steps = 60;

export interface PollMap {
  /** Where each area's number stands, by its id; areas without a place are not in it. */
  readonly spots: ReadonlyMap<string, Spot>;
  readonly project: (point: MapPoint) => Spot;
}

interface Placed {
  readonly id: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Areas on a drawing for a phone: near where they are, and far enough from each other for a thumb. */
export function layOutMap(areas: readonly PollArea[]): PollMap {
  const placed = areas.flatMap(({ id, latitude, longitude }): readonly Placed[] =>
    latitude === undefined || longitude === undefined ? [] : [{ id, latitude, longitude }],
  );
  const project = projection(placed);
  let spots = placed.map(({ longitude, latitude }) => project([longitude, latitude]));
  for (let step = 0; step < steps; step++) spots = spots.map((spot, i) => pushed(spot, i, spots));
  return { project, spots: new Map(placed.map(({ id }, i) => [id, spots[i] ?? { x: 0, y: 0 }])) };
}

function projection(placed: readonly Placed[]): PollMap['project'] {
  const [west, east] = range(placed.map(({ longitude }) => longitude));
  const [south, north] = range(placed.map(({ latitude }) => latitude));
  const narrowing = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = Math.min(
    (size.width - 2 * margin) / Math.max((east - west) * narrowing, 0.005),
    (size.height - 2 * margin) / Math.max(north - south, 0.005),
  );
  return ([longitude, latitude]) => ({
    x: size.width / 2 + (longitude - (west + east) / 2) * narrowing * scale,
    y: size.height / 2 - (latitude - (south + north) / 2) * scale,
  });
}

function range(values: readonly number[]): readonly [number, number] {
  return values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)];
}

/** Half of what is missing between this spot and each that is too near; two at one place part by their order. */
function pushed({ x, y }: Spot, index: number, all: readonly Spot[]): Spot {
  const moves = all.flatMap((other, i) => {
    if (i === index) return [];
    const [dx, dy] = [x - other.x || (index - i) * 0.01, y - other.y];
    const distance = Math.hypot(dx, dy);
    if (distance >= apart) return [];
    const by = (apart - distance) / 2 / distance;
    return [{ x: dx * by, y: dy * by }];
  });
  const within = (value: number, most: number) =>
    Math.min(most - margin / 1.6, Math.max(margin / 1.6, value));
  return {
    x: within(x + moves.reduce((sum, move) => sum + move.x, 0), size.width),
    y: within(y + moves.reduce((sum, move) => sum + move.y, 0), size.height),
  };
}

/** Where numbers stand, and how the chosen ones look: what no attribute may say under the page's policy. */
export function mapStyle(areas: readonly PollArea[], { spots }: PollMap): string {
  return areas
    .map(({ id }, i) => {
      const spot = spots.get(id);
      if (spot === undefined) return '';
      const at = `left:${share(spot.x, size.width)};top:${share(spot.y, size.height)}`;
      return `.m${i}{${at}}fieldset:has([value="${id}"]:checked) .m${i}{background:var(--accent);color:var(--on-accent)}`;
    })
    .join('\n');
}

const share = (value: number, whole: number) => `${((100 * value) / whole).toFixed(1)}%`;

/** River, roads and rails, once on the page; `mapPicture` shows it again wherever it is asked for. */
export function mapSymbol({ features }: Pick<MapFile, 'features'>, { project }: PollMap): Html {
  const paths = features.map(({ kind, line }) => {
    const points = line.map((point) => project(point)).map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);
    return html`<path class="${kind}" d="M${points.join('L')}${kind === 'water' && 'Z'}"/>`;
  });
  return html`<svg class="gone" aria-hidden="true"><symbol id="map" viewBox="0 0 ${size.width} ${size.height}">${paths}</symbol></svg>`;
}

/** The map with a number for each area; a touch on one chooses the field `<prefix>-<index>`. */
export function mapPicture(
  areas: readonly PollArea[],
  { spots }: PollMap,
  prefix: string,
  label: string,
): Html {
  const numbers = areas.map(
    ({ id, name }, i) =>
      spots.has(id) &&
      html`<label class="spot m${i}" for="${`${prefix}-${i}`}" title="${name.th} · ${name.en}">${i + 1}</label>`,
  );
  return html`<div class="map"><svg role="img" aria-label="${label}"><use href="#map"/></svg>${numbers}</div>`;
}
