import { viewDegreesOf } from '../../lambdas/cameras/sight.ts';
import type { Camera, Site, ZoneFile } from '../../lambdas/zone/zone-file.ts';
import { reachOf } from './pixels.ts';
import type { Overlap } from './sights.ts';

/** Ground is counted in squares of this side: a view of 40 m and 25° has some 90 of them. */
const finestMeters = 2;
/** Squares to look at, of all cameras together: a thousand that see 500 m take larger ones. */
const mostSquares = 4_000_000;
const metersPerDegree = 111_195;

export interface Coverage {
  /** Ground that some camera sees. */
  readonly seenSquareMeters: number;
  /** Ground on which some camera recognizes what it watches. */
  readonly recognizedSquareMeters: number;
  readonly overlaps: readonly Overlap[];
}

interface Cell {
  readonly cameras: number[];
  isRecognized: boolean;
}

/** What the cameras with a view see of the ground, as if nothing stood in their way, and which of them share it. */
export function coverageOf({ sites, cameras }: ZoneFile): Coverage {
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const cells = new Map<string, Cell>();
  const around = cameras.reduce((sum, { view }) => sum + (2 * (view?.rangeMeters ?? 0)) ** 2, 0);
  const sideMeters = Math.max(finestMeters, Math.sqrt(around / mostSquares));
  const ground: Ground = { cells, sideMeters, origin: sites[0] };
  const sizes = cameras.map((camera, index) => {
    const site = siteOf.get(camera.site);
    return site === undefined ? 0 : fill(ground, index, camera, site);
  });
  const all = [...cells.values()];
  const area = sideMeters ** 2;
  return {
    seenSquareMeters: Math.round(all.length * area),
    recognizedSquareMeters: Math.round(all.filter(({ isRecognized }) => isRecognized).length * area),
    overlaps: overlapsOf(all, { sizes, cameras, area }),
  };
}

/** Up to where a camera recognizes anything that it watches, and no farther than it sees. */
export function recognizingMeters({ watches, view }: Camera): number {
  if (view === undefined) return 0;
  return Math.min(view.rangeMeters, Math.max(...watches.map((subject) => reachOf(subject, view))));
}

interface Ground {
  readonly cells: Map<string, Cell>;
  readonly sideMeters: number;
  /** Where squares are counted from. */
  readonly origin: Site | undefined;
}

/** Marks the squares that a camera sees, and returns how many. */
function fill({ cells, sideMeters, origin }: Ground, index: number, camera: Camera, site: Site): number {
  const { view, bearingDegrees } = camera;
  if (view === undefined || origin === undefined) return 0;
  const squeeze = Math.cos((origin.latitude * Math.PI) / 180);
  const east = (site.longitude - origin.longitude) * metersPerDegree * squeeze;
  const north = (site.latitude - origin.latitude) * metersPerDegree;
  const half = (viewDegreesOf(view) * Math.PI) / 360;
  const bearing = (bearingDegrees * Math.PI) / 180;
  const recognizing = recognizingMeters(camera);
  const cellsAround = Math.ceil(view.rangeMeters / sideMeters);
  const [column, row] = [Math.round(east / sideMeters), Math.round(north / sideMeters)];
  let count = 0;
  for (let dy = -cellsAround; dy <= cellsAround; dy++) {
    for (let dx = -cellsAround; dx <= cellsAround; dx++) {
      const [x, y] = [(column + dx) * sideMeters - east, (row + dy) * sideMeters - north];
      const meters = Math.hypot(x, y);
      const turn = Math.atan2(Math.sin(Math.atan2(x, y) - bearing), Math.cos(Math.atan2(x, y) - bearing));
      if (meters > view.rangeMeters || Math.abs(turn) > half) continue;
      const key = `${column + dx},${row + dy}`;
      const cell = cells.get(key) ?? { cameras: [], isRecognized: false };
      cell.cameras.push(index);
      cell.isRecognized ||= meters <= recognizing;
      cells.set(key, cell);
      count++;
    }
  }
  return count;
}

function overlapsOf(
  cells: readonly Cell[],
  params: { readonly sizes: readonly number[]; readonly cameras: readonly Camera[]; readonly area: number },
): readonly Overlap[] {
  const { sizes, cameras: all, area } = params;
  const shared = new Map<string, number>();
  for (const { cameras } of cells) {
    cameras.forEach((a, i) => {
      for (const b of cameras.slice(i + 1)) shared.set(`${a},${b}`, (shared.get(`${a},${b}`) ?? 0) + 1);
    });
  }
  return [...shared].map(([pair, count]) => {
    const [a = 0, b = 0] = pair.split(',').map(Number);
    return {
      cameras: [all[a]?.id ?? '', all[b]?.id ?? ''],
      squareMeters: count * area,
      share: count / Math.max(1, Math.min(sizes[a] ?? 0, sizes[b] ?? 0)),
    };
  });
}
