import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../lambdas/cameras/assignment.ts';

/** The least sum, by trying everything. */
function least(
  costs: readonly (readonly number[])[],
  unpaired: number,
  taken: readonly number[] = [],
): number {
  const [first, ...rest] = costs;
  if (first === undefined) return 0;
  const alone = unpaired + least(rest, unpaired, taken);
  const paired = first.map((cost, column) =>
    taken.includes(column) ? Number.POSITIVE_INFINITY : cost + least(rest, unpaired, [...taken, column]),
  );
  return Math.min(alone, ...paired);
}

describe('assign', () => {
  it('prefers two good pairs to the best one and a bad one', () => {
    const costs = [
      [0.1, 0.2],
      [0.2, 2],
    ];

    expect(assign(costs, 5)).toEqual([1, 0]);
  });

  it('leaves a row alone that only a forbidden or a dear pair would serve', () => {
    expect(assign([[Number.POSITIVE_INFINITY], [9]], 5)).toEqual([undefined, undefined]);
  });

  it.each([[[]], [[[]]], [[[], []]]])('pairs nothing where there is nothing: %j', (costs) => {
    expect(assign(costs, 1)).toEqual(costs.map(() => undefined));
  });

  it('finds the least sum, whatever the costs', () => {
    const cost = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.constant(Number.POSITIVE_INFINITY));
    const tables = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cost, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(tables, (costs) => {
        const pairs = assign(costs, 10);

        const chosen = pairs.filter((column) => column !== undefined);
        expect(new Set(chosen).size).toBe(chosen.length);
        const sum = pairs.reduce<number>(
          (total, column, row) => total + (column === undefined ? 10 : (costs[row]?.[column] ?? 0)),
          0,
        );
        expect(sum).toBe(least(costs, 10));
      }),
    );
  });
});
