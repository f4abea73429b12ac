import type { Sighting } from './sighting.ts';

/** A place in the order of all sightings: the newest first, of one millisecond the greatest id first. */
export type Position = Pick<Sighting, 'lastSeenAt' | 'sightingId'>;

/** Negative where `a` comes before `b`. */
export function compareNewestFirst(a: Position, b: Position): number {
  if (a.lastSeenAt !== b.lastSeenAt) return b.lastSeenAt - a.lastSeenAt;
  if (a.sightingId === b.sightingId) return 0;
  return a.sightingId > b.sightingId ? -1 : 1;
}

export type Streams = readonly AsyncIterable<Sighting>[];

/** How many first pages are asked for at a time: more would only queue at the client's sockets (50). */
const concurrentStarts = 16;

/**
 * One stream of many, each newest first by time: each sighting once, in the order of `compareNewestFirst`. Nothing
 * is taken from a stream before it is needed, but for the first of each.
 */
export async function* mergeNewestFirst(streams: Streams): AsyncGenerator<Sighting> {
  const sources = streams.map((stream) => inOrder(stream));
  try {
    const heads = await firstOfEach(sources);
    let last: string | undefined;
    for (let next = newest(heads); next !== undefined; next = newest(heads)) {
      const { head, source } = next;
      heads.delete(source);
      if (head.sightingId !== last) yield head;
      last = head.sightingId;
      await advance(source, heads);
    }
  } finally {
    await Promise.all(sources.map((source) => source.return(undefined)));
  }
}

type Source = AsyncGenerator<Sighting>;
type Heads = Map<Source, Sighting>;

async function firstOfEach(sources: readonly Source[]): Promise<Heads> {
  const heads: Heads = new Map();
  for (let start = 0; start < sources.length; start += concurrentStarts)
    await Promise.all(sources.slice(start, start + concurrentStarts).map((source) => advance(source, heads)));
  return heads;
}

async function advance(source: Source, heads: Heads): Promise<void> {
  const { value, done } = await source.next();
  if (done !== true) heads.set(source, value);
}

function newest(heads: Heads): { readonly source: Source; readonly head: Sighting } | undefined {
  let best: { readonly source: Source; readonly head: Sighting } | undefined;
  for (const [source, head] of heads)
    if (best === undefined || compareNewestFirst(head, best.head) < 0) best = { source, head };
  return best;
}

/** An index says nothing of the order within one millisecond, so those are gathered and sorted. */
async function* inOrder(stream: AsyncIterable<Sighting>): AsyncGenerator<Sighting> {
  let same: Sighting[] = [];
  for await (const sighting of stream) {
    if (same[0] !== undefined && same[0].lastSeenAt !== sighting.lastSeenAt) {
      yield* same.sort(compareNewestFirst);
      same = [];
    }
    same.push(sighting);
  }
  yield* same.sort(compareNewestFirst);
}
