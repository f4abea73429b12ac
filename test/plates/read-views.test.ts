import { describe, expect, it } from 'vitest';
import type { PlateProbabilities } from '../../lambdas/plates/decode-reading.ts';
import { type PlateView, readViews } from '../../lambdas/plates/read-views.ts';
import { alphabet, makeProbabilities } from './make-probabilities.ts';

const box = { x: 0, y: 0, width: 100, height: 50 };
const certain = makeProbabilities({ signs: [...'กข1234'] });
const doubtful = (other: string, share = 0.5) =>
  makeProbabilities({
    signs: [
      'ก',
      'ข',
      [
        ['1', 1 - share],
        [other, share],
      ],
      ...'234',
    ],
  });
const noPlate = makeProbabilities({ signs: [], classes: { none: 1 } });

const unsure = makeProbabilities({ signs: [], classes: { car: 0.6, none: 0.4 } });

/** A network that is shown one number and looks up what it says to it; it counts what it was shown. */
async function read(...says: readonly (readonly PlateProbabilities[])[]) {
  const looked: number[] = [];
  const margins = [0.05, 0, 0.1];
  const views: PlateView[] = says.map((_, view) => (margin) => {
    looked.push(view);
    return { width: 1, height: 1, data: Uint8Array.of(view, margins.indexOf(margin), 0) };
  });
  const network = {
    look: async (pictures: readonly { readonly data: Uint8Array }[]) =>
      pictures.map(({ data: [view = 0, margin = 0] }) => says[view]?.[margin] ?? noPlate),
  };
  return { result: await readViews({ network, alphabet, views, box }), looked };
}

describe('readViews', () => {
  it('looks once at a plate that it reads for sure', async () => {
    const { result, looked } = await read([certain, noPlate, noPlate]);

    expect(result).toMatchObject({ text: 'กข 1234', box });
    expect(looked).toEqual([0]);
  });

  it('looks once at what is surely no plate', async () => {
    const { result, looked } = await read([noPlate]);

    expect(result).toMatchObject({ reason: 'no plate' });
    expect(looked).toEqual([0]);
  });

  it('looks again at what its class holds for no plate while its signs still may be one', async () => {
    const both = makeProbabilities({ signs: [...'กข1234'], classes: { none: 0.9, car: 0.1 } });
    const { looked } = await read([both, noPlate, noPlate]);

    expect(looked).toEqual([0, 0, 0]);
  });

  it('looks with all margins where one leaves a doubt, and averages them', async () => {
    const { result, looked } = await read([doubtful('7', 0.6), certain, certain]);

    expect(result).toMatchObject({ text: 'กข 1234', confidence: expect.any(Number) });
    expect(looked).toEqual([0, 0, 0]);
  });

  it('shows the plate another way where the first is not sure, and takes the surer reading', async () => {
    const toss = doubtful('7', 0.3);
    const { result, looked } = await read([toss, toss, toss], [certain]);

    expect(result).toMatchObject({ text: 'กข 1234', confidence: 1 });
    expect(looked).toEqual([0, 0, 0, 1]);
  });

  it('keeps the first way where the other reads nothing', async () => {
    const toss = doubtful('7', 0.3);
    const { result, looked } = await read([toss, toss, toss], [noPlate]);

    expect(result).toMatchObject({ text: 'กข 1234' });
    expect(looked).toEqual([0, 0, 0, 1]);
  });

  it('reads what only the other way shows', async () => {
    const { result } = await read([unsure, unsure, unsure], [certain]);

    expect(result).toMatchObject({ text: 'กข 1234' });
  });
});
