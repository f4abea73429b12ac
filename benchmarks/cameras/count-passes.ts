import type { PlateSighting, Sighting } from '../../lambdas/sightings/sighting.ts';
import type { IdentifyFaceMessage } from '../../lambdas/zone/messages.ts';
import { type Box, overlap } from '../../lambdas/zone/picture.ts';
import { type Situation, shownAt, type Visit } from './street-view.ts';
import { type SeenFaces, streetStart } from './watch-street.ts';

/** True passes of one situation and how often each was told. */
export interface PassCount {
  readonly situation: string;
  readonly passes: number;
  readonly once: number;
  readonly doubled: number;
  readonly missed: number;
}

/** A visit that the sampled frames showed, and the frames in which they did. */
export interface TruePass {
  readonly visit: Visit;
  readonly seconds: readonly number[];
}

/** Seen in fewer frames it may be told or not: no fault either way. */
const leastFrames = 2;

/** The visits whose face or plate is to be seen in at least two frames of the sampling grid. */
export function truePasses(visits: readonly Visit[], framesPerSecond: number, end: number): TruePass[] {
  const seconds = new Map<Visit, number[]>(visits.map((visit) => [visit, []]));
  const step = Math.round(1000 / framesPerSecond) / 1000;
  for (let frame = 0; frame * step < end; frame++) {
    for (const { visit } of shownAt(visits, frame * step)) seconds.get(visit)?.push(frame * step);
  }
  return [...seconds]
    .map(([visit, seen]) => ({ visit, seconds: seen }))
    .filter((pass) => pass.seconds.length >= leastFrames);
}

/** What a told pass showed: one visit, several (mixed up), or nothing that is there. */
export type Told = { readonly passId: string; readonly visits: readonly Visit[] };

/** Whose faces the crops of a pass are, by where the detector found them. */
export function ownersOf(
  { passId, crops }: IdentifyFaceMessage,
  visits: readonly Visit[],
  seenFaces: readonly SeenFaces[],
): Told {
  const owners = crops.flatMap(({ takenAt, faceWidthPixels }) => {
    const second = (takenAt - streetStart) / 1000;
    const frame = seenFaces.find((seen) => seen.second === second);
    const found = frame?.faces.find(({ quality }) => Math.abs(quality.sizePixels - faceWidthPixels) < 0.01);
    return found === undefined ? [] : (ownerOf(found.box, visits, second) ?? []);
  });
  return { passId, visits: [...new Set(owners)] };
}

/** A box around the face of somebody at least touches it well. */
const leastOverlap = 0.2;

function ownerOf(box: Box, visits: readonly Visit[], second: number): Visit | undefined {
  const [best] = shownAt(visits, second)
    .filter(({ visit }) => !('car' in visit))
    .map(({ visit, mark }) => ({ visit, share: overlap(mark, box) }))
    .toSorted((a, b) => b.share - a.share);
  return best !== undefined && best.share >= leastOverlap ? best.visit : undefined;
}

/** Which car a plate sighting is of: of those in view meanwhile, the one whose number it reads best. */
export function carOf(sighting: Sighting, passes: readonly TruePass[]): Told {
  const { sightingId: passId, firstSeenAt, lastSeenAt } = sighting;
  const [from, to] = [firstSeenAt, lastSeenAt].map((at) => (at - streetStart) / 1000);
  // Told at its first sure readings, which may be before all of the plate counts as seen.
  const there = passes.filter(({ visit: { path } }) => {
    return (path[0]?.at ?? 0) <= (to ?? 0) && (path.at(-1)?.at ?? 0) >= (from ?? 0);
  });
  const exact = there.filter(({ visit }) => 'car' in visit && reads(sighting, visit.plate.digits));
  const owners = exact.length > 0 ? exact : there.slice(0, 1);
  return { passId, visits: owners.map(({ visit }) => visit) };
}

const reads = (sighting: Sighting, digits: string) =>
  (sighting as Partial<PlateSighting>).plate?.digits === digits;

/** Counts each true pass by the passes that were told of it alone; by situation and together. */
export function countPasses(passes: readonly TruePass[], told: readonly Told[]): readonly PassCount[] {
  const times = (visit: Visit) => told.filter(({ visits }) => visits[0] === visit).length;
  const bySituation = Map.groupBy(passes, ({ visit }): Situation => visit.situation);
  return [...bySituation].map(([situation, members]) => {
    const counts = members.map(({ visit }) => times(visit));
    return {
      situation,
      passes: counts.length,
      once: counts.filter((count) => count === 1).length,
      doubled: counts.filter((count) => count > 1).length,
      missed: counts.filter((count) => count === 0).length,
    };
  });
}

/** All situations together. */
export function sumOf(counts: readonly PassCount[]): PassCount {
  const sum = (name: 'passes' | 'once' | 'doubled' | 'missed') =>
    counts.reduce((total, count) => total + count[name], 0);
  const [once, doubled, missed] = [sum('once'), sum('doubled'), sum('missed')];
  return { situation: 'all together', passes: sum('passes'), once, doubled, missed };
}
