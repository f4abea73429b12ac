import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverRegions,
  isWholeInTile,
  mergeBoxes,
  planTiles,
  touches,
} from '../../lambdas/cameras/face-tiles.ts';

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

describe('tiles around what moves', () => {
  const picture = { width: 1280, height: 720 };
  const plan = planTiles({ picture, network, finestZoom: 0.5 });
  const regions = fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 1040 }),
      y: fc.integer({ min: 0, max: 480 }),
      width: fc.integer({ min: 80, max: 240 }),
      height: fc.integer({ min: 80, max: 240 }),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it('are one and the whole picture for one who walks where four planned tiles meet', () => {
    const walking = { x: 520, y: 240, width: 240, height: 240 };

    expect(plan.filter((tile) => touches(walking, tile))).toHaveLength(7);
    expect(coverRegions(plan, [walking], picture)).toHaveLength(2);
  });

  it('are two and the whole picture for one who moves from top to bottom, in parts of any number', () => {
    const body = [0, 160, 320, 480].map((y) => ({ x: 400, y, width: 240, height: 240 }));

    expect(coverRegions(plan, body, picture)).toHaveLength(3);
    expect(coverRegions(plan, [{ x: 400, y: 0, width: 240, height: 720 }], picture)).toHaveLength(3);
  });

  it('are none where nothing moves', () => {
    expect(coverRegions(plan, [], picture)).toEqual([]);
  });

  it('show whole every face in the middle of which something moves, inside the picture, with no more tiles', () => {
    fc.assert(
      fc.property(
        regions,
        fc.nat(99),
        fc.nat(99),
        fc.integer({ min: 30, max: 120 }),
        (moving, u, v, side) => {
          const [region = { x: 0, y: 0, width: 1, height: 1 }] = moving;
          const x = Math.min(1280 - side, Math.max(0, region.x + (region.width * u) / 100 - side / 2));
          const y = Math.min(720 - side, Math.max(0, region.y + (region.height * v) / 100 - side / 2));

          const tiles = coverRegions(plan, moving, picture);

          const face = { x, y, width: side, height: side };
          expect(tiles.some((tile) => isWholeInTile(face, tile, picture))).toBe(true);
          expect(tiles.length).toBeLessThanOrEqual(
            plan.filter((tile) => moving.some((one) => touches(one, tile))).length,
          );
          for (const tile of tiles) {
            expect(Math.min(tile.x, tile.y)).toBeGreaterThanOrEqual(0);
            expect(tile.x + tile.width).toBeLessThanOrEqual(1280);
            expect(tile.y + tile.height).toBeLessThanOrEqual(720);
          }
        },
      ),
    );
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
