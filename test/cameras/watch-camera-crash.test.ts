import { describe, expect, it } from 'vitest';
import type { WatchCameraPorts } from '../../lambdas/cameras/watch-camera.ts';
import { dying } from '../memory/dying.ts';
import { makePlateEntry } from '../watchlist/make-entry.ts';
import { makeWatch, parkedPlate, secondsIn, slot, walker } from './make-watch.ts';

/** Two people, one of them over the boundary of the windows, and a wanted car that leaves. */
function busyStreet() {
  return makeWatch({
    things: (at) => [
      ...(secondsIn(at) >= 1 && secondsIn(at) < 5 ? [walker(at, 'ann', 100)] : []),
      ...(secondsIn(at) >= 8 && secondsIn(at) < 12 ? [walker(at, 'bob', 300, 50)] : []),
      ...(secondsIn(at) < 4 ? [parkedPlate()] : []),
    ],
    entries: [makePlateEntry()],
  });
}

/** What is left when all is over; messages may come twice, so they count once per content. */
function outcome(zone: ReturnType<typeof busyStreet>) {
  return {
    cursors: [...zone.cursors.kept],
    sightings: [...zone.sightings.kept],
    incidents: [...zone.incidents.kept.keys()],
    alerts: new Set(zone.alerts.sent.map(({ incidentId }) => incidentId)),
    faces: new Map(zone.faces.map((message) => [message.passId, message])),
    pictures: [...zone.pictures.kept.keys()].sort(),
  };
}

/** The ports that write; frames are only read and telemetry cannot fail. */
function writersOf({ cursors, sightings, incidents, pictures, alerts, faceQueue }: WatchCameraPorts) {
  return { cursors, sightings, incidents, pictures, alerts, faceQueue };
}

async function undisturbed() {
  const zone = busyStreet();
  await zone.watch(slot(1));
  await zone.watch(slot(2));
  return outcome(zone);
}

async function countCalls(): Promise<number> {
  const zone = busyStreet();
  const { ports, calls } = dying(writersOf(zone.ports), Number.POSITIVE_INFINITY, 'before');
  await zone.watch(slot(1), {}, { ...zone.ports, ...ports });
  return calls();
}

describe('watchCamera when its process dies', () => {
  it('loses and doubles nothing, at whichever write it dies', async () => {
    const expected = await undisturbed();
    const callCount = await countCalls();
    expect(callCount).toBeGreaterThan(10);

    for (const when of ['before', 'after'] as const) {
      for (let dyingCall = 1; dyingCall <= callCount; dyingCall++) {
        const zone = busyStreet();
        const { ports } = dying(writersOf(zone.ports), dyingCall, when);
        await zone.watch(slot(1), { owner: 'first' }, { ...zone.ports, ...ports }).catch(() => undefined);
        // The message comes back after its visibility timeout, when the dead one's lease has ended.
        await zone.watch(slot(1), { owner: 'second', clock: () => slot(1) + 30_000 });
        await zone.watch(slot(2), { clock: () => slot(2) + 30_000 });

        expect({ when, dyingCall, ...outcome(zone) }).toMatchObject({ when, dyingCall, ...expected });
      }
    }
  });

  it('gives the camera back at once when a port fails', async () => {
    const zone = busyStreet();
    zone.alerts.failOnce();

    await expect(zone.watch(slot(1), { owner: 'first' })).rejects.toThrow('the queue is away');
    await zone.watch(slot(1), { owner: 'second' });

    expect(zone.incidents.kept.size).toBe(1);
    expect(zone.alerts.sent).toHaveLength(1);
  });

  it('gives passes the same ids when the repeated window is longer', async () => {
    const zone = busyStreet();
    const { ports } = dying(writersOf(zone.ports), 4, 'after');

    await zone.watch(slot(1), { owner: 'first' }, { ...zone.ports, ...ports }).catch(() => undefined);
    await zone.watch(slot(2), { owner: 'second', clock: () => slot(2) + 30_000 });

    const expected = await undisturbed();
    expect(new Set(zone.faces.map(({ passId }) => passId))).toEqual(new Set(expected.faces.keys()));
    expect([...zone.sightings.kept.keys()]).toEqual(expected.sightings.map(([id]) => id));
  });
});
