import { describe, expect, it } from 'vitest';
import type { PlateReader, PlateReading, UnreadReason } from '../../lambdas/plates/plate-reader.ts';
import { readPicture } from '../../lambdas/plates/read-picture.ts';
import { makePlateReading } from './make-plate-reading.ts';

const picture = { width: 320, height: 160, data: new Uint8Array(320 * 160 * 3) };
const small = { x: 10, y: 10, width: 60, height: 30 };
const large = { x: 20, y: 10, width: 250, height: 120 };

const makeUnread = (reason: UnreadReason) => ({ reason, confidence: 0.9, candidates: [], box: small });

const read = (frame: readonly PlateReading[], crop?: PlateReading) =>
  readPicture({ readFrame: async () => frame, readCrop: async () => crop }, picture);

describe('readPicture', () => {
  it('gives the plates of a street as they were found', async () => {
    const [first, second] = [makePlateReading({ box: small }), makePlateReading({ digits: '5', box: small })];

    expect(await read([first, second], makePlateReading())).toEqual([first, second]);
  });

  it('reads the whole picture where no plate was found in it', async () => {
    const whole = makePlateReading({ confidence: 0.9 });

    expect(await read([], whole)).toEqual([whole]);
  });

  it('tells why it reads nothing, in the street and in the whole picture', async () => {
    const told: string[] = [];
    const reader: PlateReader = {
      readFrame: async (_, onUnread) => {
        onUnread?.(makeUnread('foreign plate'));
        return [];
      },
      readCrop: async (_, onUnread) => {
        onUnread?.(makeUnread('no plate'));
        return undefined;
      },
    };

    expect(await readPicture(reader, picture, ({ reason }) => told.push(reason))).toEqual([]);
    expect(told).toEqual(['foreign plate', 'no plate']);
  });

  it('prefers the whole plate to one whose ends the box cut off', async () => {
    const cut = makePlateReading({ letters: 'กข', digits: '123', confidence: 0.9, box: large });
    const whole = makePlateReading({ confidence: 0.7 });

    expect(await read([cut], whole)).toEqual([whole]);
  });

  it('keeps a close plate where the whole picture cannot be read', async () => {
    const close = makePlateReading({ box: large });

    expect(await read([close])).toEqual([close]);
  });
});
