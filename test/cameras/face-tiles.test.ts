import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWholeInTile, mergeBoxes, planTiles } from '../../lambdas/cameras/face-tiles.ts';

const network = { width: 320, height: 240 };
const sides = fc.record({
  width: fc.integer({ min: 40, max: 2600 }),
  height: fc.integer({ min: 40, max: 1600 }),
});
const boxes = fc.record({
  x: fc.integer({ min: 0, max: 600 }),
  y: fc.integer({ min: 0, max: 400 }),
  width: fc.integer({ min: 1, max: 200 }),
  height: fc.integer({ min: 1, max: 200 }),
});

describe('tiles', () => {
  it('lie inside the picture and fit into the network', () => {
    fc.assert(
      fc.property(sides, fc.constantFrom(0.3, 0.5, 1), (picture, finestZoom) => {
        for (const tile of planTiles({ picture, network, finestZoom })) {
          expect(tile.x + tile.width).toBeLessThanOrEqual(picture.width);
          expect(tile.y + tile.height).toBeLessThanOrEqual(picture.height);
          expect(tile.width * tile.zoom).toBeLessThanOrEqual(network.width + 1e-6);
          expect(tile.height * tile.zoom).toBeLessThanOrEqual(network.height + 1e-6);
        }
      }),
    );
  });

  it('show every face whole in at least one of them, wherever it stands and however large it is', () => {
    fc.assert(
      fc.property(
        sides,
        fc.nat(1000),
        fc.nat(1000),
        fc.integer({ min: 20, max: 1000 }),
        (picture, u, v, size) => {
          const side = Math.min(size, picture.width, picture.height);
          const x = ((picture.width - side) * u) / 1000;
          const y = ((picture.height - side) * v) / 1000;
          const face = { x, y, width: side, height: side };

          const tiles = planTiles({ picture, network, finestZoom: 0.5 });

          expect(tiles.some((tile) => isWholeInTile(face, tile, picture))).toBe(true);
        },
      ),
    );
  });

  it('are few enough for a 720p frame', () => {
    expect(planTiles({ picture: { width: 1280, height: 720 }, network, finestZoom: 0.5 })).toHaveLength(7);
  });
});

describe('merging boxes', () => {
  it('keeps the surer one of two boxes on one face, and both of two faces', () => {
    const face = { box: { x: 10, y: 10, width: 40, height: 50 }, score: 0.9 };
    const same = { box: { x: 13, y: 12, width: 42, height: 50 }, score: 0.95 };
    const half = { box: { x: 10, y: 10, width: 20, height: 50 }, score: 0.99 };
    const neighbor = { box: { x: 60, y: 10, width: 40, height: 50 }, score: 0.8 };

    expect(mergeBoxes([face, same, neighbor])).toEqual([same, neighbor]);
    expect(mergeBoxes([face, half])).toEqual([half]);
  });

  it('changes nothing the second time', () => {
    const scored = fc.array(fc.record({ box: boxes, score: fc.double({ min: 0, max: 1, noNaN: true }) }));
    fc.assert(
      fc.property(scored, (found) => {
        const once = mergeBoxes(found);
        expect(mergeBoxes(once)).toEqual(once);
      }),
    );
  });
});
