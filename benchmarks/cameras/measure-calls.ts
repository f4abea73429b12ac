import type { Count } from '../plates/intervals.ts';
import type { Told } from './count-passes.ts';
import { openDrawnStreet } from './draw-frames.ts';
import { emptyStreets } from './empty-streets.ts';
import { type FaceStreet, framesPerSecond } from './face-street.ts';
import type { OpenedModels } from './open-models.ts';
import { shownAt, type Visit } from './street-view.ts';
import { type Calls, enrolledPeople, samePhoto, type Till } from './till.ts';
import { type WatchedStreet, watchStreet } from './watch-street.ts';

/** What was paid on one street. */
export interface PaidCalls {
  readonly street: string;
  readonly seconds: number;
  readonly facePasses: number;
  readonly calls: Calls;
  /** Share of frames that were looked at, because something moved. */
  readonly lookedAt: Count;
}

/** True passes and the calls that were paid for them. */
export interface PaidPasses {
  readonly passes: number;
  readonly calls: number;
}

export interface CallsReport {
  readonly busy: PaidCalls & {
    readonly ofPassersBy: PaidPasses;
    readonly ofWatched: PaidPasses;
    /** Faces in frames, by frames a second: what one search per face per frame would cost. */
    readonly faceFrames: readonly { readonly framesPerSecond: number; readonly faces: number }[];
  };
  /** Watched passes that were found, by where their photo comes from. */
  readonly found: readonly { readonly photo: string; readonly share: Count }[];
  /** Passes of others that were given a watched person's name. */
  readonly strangersNamed: Count;
  readonly empty: readonly PaidCalls[];
}

/** A camera's own video has 10 to 25 frames a second; it is sampled at one or two. */
const comparedRates = [1, 2, 10, 25] as const;

/** What a street of people cost. Pass ids repeat on another street: count before the next one is played. */
export function countCalls(street: FaceStreet, { paidFor }: Till): CallsReport['busy'] {
  const { visits, seconds, watched, told, calls } = street;
  const passes = street.passes.map(({ visit }) => visit);
  return {
    ...paidCalls('people go by', seconds, watched, calls),
    ofPassersBy: paidForPasses(false, passes, told, paidFor),
    ofWatched: paidForPasses(true, passes, told, paidFor),
    faceFrames: comparedRates.map((rate) => ({
      framesPerSecond: rate,
      faces: countFaces(visits, rate, seconds),
    })),
  };
}

/** Whom these streets found, and took for somebody else. */
export function countFound(streets: readonly FaceStreet[]): Pick<CallsReport, 'found' | 'strangersNamed'> {
  const found = (photo: string, people: readonly string[]) => ({
    photo,
    share: sumOf(streets.map((street) => foundShare(people, street))),
  });
  return {
    found: [found('another photo', ['watched']), found('the very photo that is shown', samePhoto)],
    strangersNamed: sumOf(streets.map(({ told, watched }) => strangersNamed(told, watched))),
  };
}

const sumOf = (counts: readonly Count[]): Count => ({
  part: counts.reduce((sum, { part }) => sum + part, 0),
  whole: counts.reduce((sum, { whole }) => sum + whole, 0),
});

function paidCalls(street: string, seconds: number, watched: WatchedStreet, calls: Calls): PaidCalls {
  const lookedAt = { part: watched.lookedAt, whole: watched.frames };
  return { street, seconds, facePasses: watched.facePasses.length, calls, lookedAt };
}

const isWatched = (visit: Visit | undefined) =>
  visit !== undefined && 'person' in visit && Object.hasOwn(enrolledPeople(), visit.person);

/** A pass told of nobody counts among those of passers-by. */
function paidForPasses(
  watched: boolean,
  visits: readonly Visit[],
  told: readonly Told[],
  paidFor: ReadonlyMap<string, number>,
): PaidPasses {
  return {
    passes: visits.filter((visit) => isWatched(visit) === watched).length,
    calls: told
      .filter((pass) => isWatched(pass.visits[0]) === watched)
      .reduce((sum, { passId }) => sum + (paidFor.get(passId) ?? 0), 0),
  };
}

function countFaces(visits: readonly Visit[], rate: number, seconds: number): number {
  let faces = 0;
  for (let frame = 0; frame < seconds * rate; frame++) faces += shownAt(visits, frame / rate).length;
  return faces;
}

/** Who a pass was taken for. */
function namesOf(passId: string, { sightings }: WatchedStreet): readonly string[] {
  const sighting = sightings.find(({ sightingId }) => sightingId === passId);
  return sighting?.kind === 'face' ? sighting.persons.map(({ entryId }) => entryId) : [];
}

function foundShare(people: readonly string[], { passes, told, watched }: FaceStreet): Count {
  const theirs = passes.flatMap(({ visit }) =>
    'person' in visit && people.includes(visit.person) ? [visit] : [],
  );
  const found = theirs.filter((visit) =>
    told.some((pass) => pass.visits.includes(visit) && namesOf(pass.passId, watched).includes(visit.person)),
  );
  return { part: found.length, whole: theirs.length };
}

function strangersNamed(told: readonly Told[], watched: WatchedStreet): Count {
  const wrong = told.filter(({ passId, visits }) => {
    const there = visits.flatMap((visit) => ('person' in visit ? visit.person : []));
    return namesOf(passId, watched).some((name) => !there.includes(name));
  });
  return { part: wrong.length, whole: told.length };
}

export interface EmptyStreetsParams {
  readonly models: OpenedModels;
  readonly seed: number;
  readonly seconds: number;
  readonly till: Till;
  readonly progress: (line: string) => void;
}

/** What streets cost on which nobody is. */
export async function measureEmptyStreets(params: EmptyStreetsParams): Promise<readonly PaidCalls[]> {
  const { models, seed, seconds, till, progress } = params;
  const all: PaidCalls[] = [];
  for (const [street, drawn] of Object.entries(await emptyStreets())) {
    progress(`calls: an empty street, ${street}`);
    const pictureAt = await openDrawnStreet({ ...drawn, visits: [], faces: {}, seed });
    const camera = { watches: ['faces' as const], framesPerSecond };
    const { result, calls } = await till.pay(() =>
      watchStreet({ camera, pictureAt, seconds, models, onFacePass: till.identify }),
    );
    all.push(paidCalls(street, seconds, result, calls));
  }
  return all;
}
