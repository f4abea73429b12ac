import { identifyFace } from '../../lambdas/faces/identify-face.ts';
import { rekognitionFaceAnalysis } from '../../lambdas/faces/rekognition-face-analysis.ts';
import { rekognitionFaceSearch } from '../../lambdas/faces/rekognition-face-search.ts';
import type { IdentifyFaceMessage } from '../../lambdas/zone/messages.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import { demoFaces } from '../../sandbox/demo/scenes.ts';
import { type DemoFace, demoPeople } from '../../sandbox/demo-people.ts';
import { memoryBudgetStore } from '../../test/memory/budget-store.ts';
import { startRekognition } from '../../test/sandbox/make-rekognition.ts';
import type { Count } from '../plates/intervals.ts';
import { ownersOf, type Told, truePasses } from './count-passes.ts';
import { openDrawnStreet } from './draw-frames.ts';
import { emptyStreets } from './empty-streets.ts';
import { collectionId, enrollPeople } from './enroll-people.ts';
import type { OpenedModels } from './open-models.ts';
import { makeCasts, writeScript } from './street-script.ts';
import { endOf, shownAt, type Visit } from './street-view.ts';
import { type MemoryPorts, type WatchedStreet, watchStreet } from './watch-street.ts';

export interface CallsParams {
  readonly models: OpenedModels;
  readonly seed: number;
  /** How often all situations are played. */
  readonly rounds: number;
  readonly emptySeconds: number;
  readonly progress: (line: string) => void;
}

/** What was paid on one street: calls by the name of the service's action. */
export interface PaidCalls {
  readonly street: string;
  readonly seconds: number;
  readonly facePasses: number;
  readonly calls: Readonly<Record<string, number>>;
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

/** `watched` comes from another photo than the one enrolled; of the others no second photo is there. */
const samePhoto = ['stranger-7', 'stranger-9'] as const;
const framesPerSecond = 2;

/** Streets through watch-camera and identify-face, with the local Rekognition behind its real client. */
export async function measureCalls(params: CallsParams): Promise<CallsReport> {
  const service = await startRekognition();
  try {
    await enrollPeople(service.client, enrolled(), service.crop);
    const till = openTill(service);
    const busy = await busyStreet(params, till);
    return { ...busy, empty: await emptyOnes(params, till) };
  } finally {
    await service.close();
  }
}

/** identify-face and what it paid. */
interface Till {
  readonly identify: (message: IdentifyFaceMessage, ports: MemoryPorts) => Promise<void>;
  /** Calls so far by the name of the service's action. */
  readonly paid: () => PaidCalls['calls'];
  readonly paidFor: ReadonlyMap<string, number>;
}

function openTill({ client, service }: Awaited<ReturnType<typeof startRekognition>>): Till {
  const search = rekognitionFaceSearch({ client, collectionId });
  const paidFor = new Map<string, number>();
  const ports = { faces: search, analysis: rekognitionFaceAnalysis({ client }), budget: memoryBudgetStore() };
  return {
    paidFor,
    paid: service.calls,
    identify: async (message, memory) => {
      const before = callsOf(service.calls());
      await identifyFace(message, { now: message.lastSeenAt }, { ...memory, ...ports });
      paidFor.set(message.passId, callsOf(service.calls()) - before);
    },
  };
}

/** All calls together. */
export const callsOf = (calls: PaidCalls['calls']) =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);

function enrolled(): Readonly<Record<string, readonly DemoFace[]>> {
  const strangers = demoPeople.strangers.map((face, index) => [`stranger-${index + 1}`, [face]] as const);
  const wanted = strangers.filter(([id]) => samePhoto.some((one) => one === id));
  return { watched: demoPeople.watched.enroll, ...Object.fromEntries(wanted) };
}

async function busyStreet(params: CallsParams, till: Till): Promise<Omit<CallsReport, 'empty'>> {
  const { models, seed, rounds, progress } = params;
  const faces = demoFaces(models.paths.photosDir);
  const casts = makeCasts(rounds, Object.keys(faces), ['watched']);
  const visits = writeScript({ watches: 'faces', casts, random: seededRandom(seed) });
  const seconds = endOf(visits);
  progress(`calls: a street with ${visits.length} people, ${Math.round(seconds)} s`);
  const pictureAt = await openDrawnStreet({ place: 'market', visits, faces, seed });
  const { watched, calls } = await watchAndPay({ ...params, seconds, pictureAt }, till);
  const told = watched.facePasses.map((pass) => ownersOf(pass, visits, watched.seenFaces));
  const passes = truePasses(visits, framesPerSecond, seconds).map(({ visit }) => visit);
  return {
    busy: {
      ...paidCalls('people go by', seconds, watched, calls),
      ofPassersBy: paidForPasses(false, passes, told, till),
      ofWatched: paidForPasses(true, passes, told, till),
      faceFrames: [1, framesPerSecond, 10, 25].map((rate) => ({
        framesPerSecond: rate,
        faces: countFaces(visits, rate, seconds),
      })),
    },
    found: foundShares(passes, told, watched),
    strangersNamed: strangersNamed(told, watched),
  };
}

const isWatched = (visit: Visit | undefined) =>
  visit !== undefined && 'person' in visit && Object.hasOwn(enrolled(), visit.person);

/** True passes and what was paid for them; a pass told of nobody counts among those of passers-by. */
function paidForPasses(watched: boolean, visits: readonly Visit[], told: readonly Told[], { paidFor }: Till) {
  return {
    passes: visits.filter((visit) => isWatched(visit) === watched).length,
    calls: told
      .filter((pass) => isWatched(pass.visits[0]) === watched)
      .reduce((sum, { passId }) => sum + (paidFor.get(passId) ?? 0), 0),
  };
}

interface Watching extends CallsParams {
  readonly seconds: number;
  readonly pictureAt: (second: number) => Promise<Uint8Array>;
}

async function watchAndPay({ models, seconds, pictureAt }: Watching, till: Till) {
  const before = till.paid();
  const camera = { watches: ['faces' as const], framesPerSecond };
  const watched = await watchStreet({ camera, pictureAt, seconds, models, onFacePass: till.identify });
  const calls = Object.entries(till.paid()).map(
    ([name, count]) => [name, count - (before[name] ?? 0)] as const,
  );
  return { watched, calls: Object.fromEntries(calls.filter(([, count]) => count > 0)) };
}

function paidCalls(
  street: string,
  seconds: number,
  watched: WatchedStreet,
  calls: PaidCalls['calls'],
): PaidCalls {
  const lookedAt = { part: watched.lookedAt, whole: watched.frames };
  return { street, seconds, facePasses: watched.facePasses.length, calls, lookedAt };
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

function foundShares(visits: readonly Visit[], told: readonly Told[], watched: WatchedStreet) {
  const isFound = (visit: Visit, person: string) =>
    told.some((pass) => pass.visits.includes(visit) && namesOf(pass.passId, watched).includes(person));
  const shareOf = (photo: string, people: readonly string[]) => {
    const theirs = visits.flatMap((visit) =>
      'person' in visit && people.includes(visit.person) ? [isFound(visit, visit.person)] : [],
    );
    return { photo, share: { part: theirs.filter(Boolean).length, whole: theirs.length } };
  };
  return [shareOf('another photo of the person', ['watched']), shareOf('the same photo', samePhoto)];
}

function strangersNamed(told: readonly Told[], watched: WatchedStreet): Count {
  const wrong = told.filter(({ passId, visits }) => {
    const there = visits.flatMap((visit) => ('person' in visit ? visit.person : []));
    return namesOf(passId, watched).some((name) => !there.includes(name));
  });
  return { part: wrong.length, whole: told.length };
}

async function emptyOnes(params: CallsParams, till: Till): Promise<readonly PaidCalls[]> {
  const seconds = params.emptySeconds;
  const all: PaidCalls[] = [];
  for (const [street, drawn] of Object.entries(await emptyStreets())) {
    params.progress(`calls: an empty street, ${street}`);
    const pictureAt = await openDrawnStreet({ ...drawn, visits: [], faces: {}, seed: params.seed });
    const { watched, calls } = await watchAndPay({ ...params, seconds, pictureAt }, till);
    all.push(paidCalls(street, seconds, watched, calls));
  }
  return all;
}
