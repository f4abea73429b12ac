import type { Seen, TruePass } from './busy-street.ts';

/** From this width in pixels on a thing must be counted. */
const leastCounted = { face: 42, plate: 60 };
/** In so many frames at least. */
const leastFrames = 3;
/** A face out of sight for longer has left; a vehicle has when it is gone, however long it was hidden. */
const staySeconds = 5;

interface Stay extends TruePass {
  lastSeenAt: number;
  largeFrames: number;
}

/** Cuts what is seen of everybody into stays: the true passes. */
export function createStays() {
  const stays: Stay[] = [];
  const current = new Map<string, Stay>();

  function see({ visit, box, isHidden }: Seen, takenAt: number): string {
    let stay = current.get(visit.id);
    if (isHidden) return stay?.id ?? '';
    const isGone = (last: number) => visit.kind === 'face' && takenAt - last > staySeconds * 1000;
    if (stay === undefined || isGone(stay.lastSeenAt)) {
      const { kind, situation } = visit;
      const id = `${visit.id}.${stays.length}`;
      stay = { id, kind, situation, firstSeenAt: takenAt, lastSeenAt: takenAt, largeFrames: 0 };
      stays.push(stay);
      current.set(visit.id, stay);
    }
    stay.lastSeenAt = takenAt;
    if (box.width >= leastCounted[visit.kind]) stay.largeFrames++;
    return stay.id;
  }

  const list = (): readonly TruePass[] =>
    stays
      .filter(({ largeFrames }) => largeFrames >= leastFrames)
      .map(({ largeFrames: _largeFrames, ...pass }) => pass);

  return { see, list };
}
