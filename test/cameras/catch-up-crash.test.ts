import { describe, expect, it } from 'vitest';
import type { WatchCameraPorts } from '../../lambdas/cameras/watch-camera.ts';
import { dying } from '../memory/dying.ts';
import { makePlateEntry } from '../watchlist/make-entry.ts';
import { makeWatch, parkedPlate, secondsIn, slot, walker } from './make-watch.ts';

const between = (takenAt: number, from: number, to: number) =>
  secondsIn(takenAt) >= from && secondsIn(takenAt) < to;

/** Watched for ten seconds, then an outage of two and a half minutes; somebody is in view as it begins and as it ends. */
async function streetAfterOutage() {
  const zone = makeWatch({
    camera: { framesPerSecond: 1 },
    things: (at) => {
      // Without video in between, which costs no time.
      if (between(at, 18, 58) || between(at, 70, 153)) return undefined;
      if (between(at, 7, 13)) return [walker(at, 'ann', 100, 50)];
      if (between(at, 60, 64)) return [parkedPlate()];
      return between(at, 155, 168)
        ? [{ ...parkedPlate('77'), box: { x: 90, y: 90, width: 80, height: 50 } }]
        : [];
    },
    entries: [makePlateEntry()],
  });
  await zone.watch(slot(1));
  return zone;
}
type Zone = Awaited<ReturnType<typeof streetAfterOutage>>;

/** The first slot after the outage. */
const back = slot(17);

async function finish(zone: Zone) {
  await zone.watch(back, { owner: 'again', clock: () => back + 30_000 });
  await zone.watch(slot(18), { clock: () => slot(18) + 30_000 });
  while (await zone.catchUp(slot(19) + 30_000));
}

/** What is left when all is over; messages may come twice, so they count once per content. */
function outcome(zone: Zone) {
  return {
    cursors: [...zone.cursors.kept].map(([id, { state, left }]) => ({ id, state, left })),
    sightings: [...zone.sightings.kept].toSorted(([a], [b]) => a.localeCompare(b)),
    people: [...zone.people.kept].toSorted(([a], [b]) => a.localeCompare(b)),
    incidents: [...zone.incidents.kept.keys()],
    alerts: new Set(zone.alerts.sent.map(({ incidentId }) => incidentId)),
    faces: new Map(zone.faces.map((message) => [message.passId, message])),
    pictures: [...zone.pictures.kept.keys()].sort(),
  };
}

/** The ports that write; frames are only read and telemetry cannot fail. */
function writersOf(ports: WatchCameraPorts) {
  const { cursors, backlogs, backlogQueue, sightings, people, incidents, pictures, alerts, faceQueue } =
    ports;
  return { cursors, backlogs, backlogQueue, sightings, people, incidents, pictures, alerts, faceQueue };
}

type Step = (zone: Zone, through: WatchCameraPorts) => Promise<unknown>;

async function countCalls(before: Step, step: Step): Promise<number> {
  const zone = await streetAfterOutage();
  await before(zone, zone.ports);
  const { ports, calls } = dying(writersOf(zone.ports), Number.POSITIVE_INFINITY, 'before');
  await step(zone, { ...zone.ports, ...ports });
  return calls();
}

const nothing: Step = async () => undefined;
const live: Step = (zone, through) => zone.watch(back, { owner: 'first' }, through);
const catchUp: Step = (zone, through) => zone.catchUp(back + 1_000, { owner: 'first' }, through);

describe('the first slot after an outage and the catching up', () => {
  it('tell a car that stands across the cut twice, and all else once', async () => {
    const zone = await streetAfterOutage();

    await finish(zone);

    const plates = [...zone.sightings.kept.values()].map((one) => one.kind === 'plate' && one.plate.digits);
    expect(plates.toSorted()).toEqual(['1234', '77', '77']);
    expect(zone.faces).toHaveLength(1);
  });

  it.each<[string, Step, Step]>([
    ['the slot', nothing, live],
    ['the catching up', live, catchUp],
  ])('lose and double nothing, at whichever write %s dies', async (_name, before, step) => {
    const undisturbed = await streetAfterOutage();
    await finish(undisturbed);
    const expected = outcome(undisturbed);
    const callCount = await countCalls(before, step);
    expect(callCount).toBeGreaterThan(7);

    for (const when of ['before', 'after'] as const) {
      for (let dyingCall = 1; dyingCall <= callCount; dyingCall++) {
        const zone = await streetAfterOutage();
        await before(zone, zone.ports);
        const { ports } = dying(writersOf(zone.ports), dyingCall, when);
        await step(zone, { ...zone.ports, ...ports }).catch(() => undefined);
        // The message comes back when the dead one's lease has ended; a message that died stays in its queue.
        await finish(zone);

        expect({ when, dyingCall, ...outcome(zone) }).toEqual({ when, dyingCall, ...expected });
      }
    }
  });
});
