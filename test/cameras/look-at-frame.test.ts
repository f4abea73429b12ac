import { describe, expect, it } from 'vitest';
import { lookAtFrame } from '../../lambdas/cameras/look-at-frame.ts';
import type { Box } from '../../lambdas/zone/picture.ts';
import { street, streetCodec, streetEyes, streetJpeg } from '../memory/street.ts';
import { makeCamera } from './make-camera.ts';

/** Where plates are looked for in a frame in which these places move; undefined: everywhere. */
async function platesLookedForIn(motion: readonly Box[] | undefined, known: readonly Box[] = []) {
  const eyes = streetEyes();
  const asked: (readonly Box[] | undefined)[] = [];
  const plateReader: typeof eyes.plateReader = {
    ...eyes.plateReader,
    readFrame: (picture, onUnread, regions) => {
      asked.push(regions);
      return eyes.plateReader.readFrame(picture, onUnread, regions);
    },
  };
  const look = async (places: readonly Box[] | undefined, takenAt: number, open: typeof empty) =>
    lookAtFrame(
      {
        camera: makeCamera({ watches: ['plates'] }),
        window: { from: 0, to: 10_000, intervalMilliseconds: 500 },
        lanes: { faces: { open: [], closed: [] }, plates: open },
        takenAt,
        before: takenAt === 0 ? undefined : takenAt - 500,
        picture: { ...street, data: streetJpeg(known.map((box) => ({ kind: 'plate', box, name: '1234' }))) },
        motion: places,
      },
      { codec: streetCodec(), faceDetector: eyes.faceDetector, plateReader },
    );
  const empty = { open: [], closed: [] } as Awaited<ReturnType<typeof lookAtFrame>>['plates'];
  const { plates } = await look(undefined, 0, empty);
  await look(motion, 500, plates);
  return asked[1];
}

describe('lookAtFrame', () => {
  const walker = { x: 0.25, y: 0.5, width: 0.125, height: 0.25 };
  const car = { x: 0.5, y: 0.5, width: 0.25, height: 0.25 };
  const parked = { x: 1000, y: 500, width: 100, height: 50 };

  it('looks for plates in the part of the picture in which all lies that moves', async () => {
    expect(await platesLookedForIn([walker, car])).toEqual([{ x: 320, y: 360, width: 640, height: 180 }]);
  });

  it('looks also where a known car stands', async () => {
    const [part] = (await platesLookedForIn([walker], [parked])) ?? [];

    expect(part).toEqual({ x: 320, y: 360, width: 880, height: 240 });
  });

  it('looks everywhere while it is in doubt about a car and nothing moves', async () => {
    expect(await platesLookedForIn([], [parked])).toBeUndefined();
  });
});
