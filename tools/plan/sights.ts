import { type Point, sightOf } from '../../lambdas/cameras/sight.ts';
import type { Camera, Site, ZoneFile } from '../../lambdas/zone/zone-file.ts';
import type { Finding } from './finding.ts';

/** How much of the smaller view two cameras must share before one of them may be better used elsewhere. */
const muchShared = 0.5;

/** The cameras in whose view, as far as the zone file tells, a place lies. */
export function camerasSeeing({ sites, cameras }: ZoneFile, place: Point): readonly Camera[] {
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  return cameras.filter(({ site, bearingDegrees, view }) => {
    const at = siteOf.get(site);
    return at !== undefined && sightOf({ at, bearingDegrees, view }, place).looksHere;
  });
}

/** Poles that no camera sees, and approach roads without a camera that watches plates. */
export function checkSights(zone: ZoneFile): readonly Finding[] {
  const siteOf = new Map(zone.sites.map((site) => [site.id, site]));
  const unseen = zone.poles.flatMap(({ id, site }, index): Finding[] => {
    const at = siteOf.get(site);
    if (at === undefined || camerasSeeing(zone, at).length > 0) return [];
    return [{ level: 'warning', site, path: ['poles', index, 'site'], problem: unseenPole(id, at) }];
  });
  const open = zone.sites.flatMap((site, index): Finding[] => {
    if (!site.approachRoad || isPlateSite(zone, site)) return [];
    return [
      {
        ...{ level: 'warning', site: site.id, path: ['sites', index, 'approachRoad'] },
        problem: {
          th: `${site.approachRoad.th}: ไม่มีกล้องอ่านป้ายทะเบียนที่ ${site.id} หรือที่มองเห็นจุดนี้`,
          en: `${site.approachRoad.en}: no camera that watches plates stands at ${site.id} or sees it`,
        },
      },
    ];
  });
  return [...unseen, ...open];
}

export function isPlateSite(zone: ZoneFile, site: Site): boolean {
  return camerasSeeing(zone, site).some(({ watches }) => watches.includes('plates'));
}

const unseenPole = (id: string, { id: site, name }: Site) => ({
  th: `ไม่มีกล้องใดมองเห็น ${id} (${name.th}): เมื่อกดเสาจะไม่มีภาพของจุดนี้ ให้เพิ่มหรือหันกล้อง`,
  en: `no camera sees ${id} at ${site}: pictures of a press there show other places, if any; add a camera or turn one`,
});

/** Two views that share ground. */
export interface Overlap {
  readonly cameras: readonly [string, string];
  readonly squareMeters: number;
  /** Of the smaller view, 0 to 1. */
  readonly share: number;
}

/** A warning where two cameras watch the same thing on much the same ground; else a note. */
export function checkOverlaps({ cameras }: ZoneFile, overlaps: readonly Overlap[]): readonly Finding[] {
  return overlaps.flatMap(({ cameras: [a, b], share, squareMeters }): Finding[] => {
    const index = cameras.findIndex(({ id }) => id === b);
    const [first, second] = [cameras.find(({ id }) => id === a), cameras[index]];
    if (first === undefined || second === undefined) return [];
    const isSame = first.watches.some((subject) => second.watches.includes(subject));
    const percent = Math.round(share * 100);
    const ground = Math.round(squareMeters);
    return [
      {
        ...{ level: isSame && share >= muchShared ? 'warning' : 'note', site: second.site },
        path: ['cameras', index, 'bearingDegrees'],
        problem: {
          th: `${b} เห็นพื้นที่เดียวกับ ${a} ${ground} ตร.ม. (${percent} % ของมุมมองที่เล็กกว่า)`,
          en: `${b} shares ${ground} m² with ${a} (${percent} % of the smaller view)`,
        },
      },
    ];
  });
}
