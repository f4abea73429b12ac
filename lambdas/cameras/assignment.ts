/**
 * Pairs rows with columns, each at most once, so that the costs of the pairs and `unpaired` for each row without one
 * add up to the least. An infinite cost is no pair. Gives the column of each row, or undefined. (The Hungarian method
 * with potentials, by the square of the columns for each row.)
 */
export function assign(
  costs: readonly (readonly number[])[],
  unpaired: number,
): readonly (number | undefined)[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  // Each row has a column of its own beyond the others, for staying alone.
  const width = columns + rows;
  const costOf = (row: number, column: number) => {
    if (column >= columns) return column - columns === row ? unpaired : never;
    return Math.min(never, costs[row]?.[column] ?? never);
  };
  const [ofRow, ofColumn] = [new Float64Array(rows), new Float64Array(width)];
  const rowOf: (number | undefined)[] = Array.from({ length: width }, () => undefined);
  for (let row = 0; row < rows; row++) findPlace(row, { costOf, width, ofRow, ofColumn, rowOf });
  const columnOf: (number | undefined)[] = Array.from({ length: rows }, () => undefined);
  for (const [column, row] of rowOf.slice(0, columns).entries()) {
    if (row !== undefined && costOf(row, column) < never) columnOf[row] = column;
  }
  return columnOf;
}

/** More than any sum of real costs. */
const never = 1e9;

interface Search {
  readonly costOf: (row: number, column: number) => number;
  readonly width: number;
  /** The potentials of rows and columns. */
  readonly ofRow: Float64Array;
  readonly ofColumn: Float64Array;
  readonly rowOf: (number | undefined)[];
}

/** Gives the row a column, by moving others to other columns where that costs less in all. */
function findPlace(row: number, { costOf, width, ofRow, ofColumn, rowOf }: Search): void {
  const least = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  const from: (number | undefined)[] = Array.from({ length: width }, () => undefined);
  const visited = new Set<number>();
  let current: number | undefined;
  let at: number | undefined = row;
  while (at !== undefined) {
    let [delta, next] = [Number.POSITIVE_INFINITY, 0];
    for (let column = 0; column < width; column++) {
      if (visited.has(column)) continue;
      const reduced = costOf(at, column) - (ofRow[at] ?? 0) - (ofColumn[column] ?? 0);
      if (reduced < (least[column] ?? 0)) {
        least[column] = reduced;
        from[column] = current;
      }
      if ((least[column] ?? 0) < delta) [delta, next] = [least[column] ?? 0, column];
    }
    shift(delta, row, { visited, ofRow, ofColumn, rowOf, least });
    visited.add(next);
    current = next;
    at = rowOf[next];
  }
  while (current !== undefined) {
    const before: number | undefined = from[current];
    rowOf[current] = before === undefined ? row : rowOf[before];
    current = before;
  }
}

function shift(
  delta: number,
  row: number,
  {
    visited,
    ofRow,
    ofColumn,
    rowOf,
    least,
  }: Pick<Search, 'ofRow' | 'ofColumn' | 'rowOf'> & {
    readonly visited: ReadonlySet<number>;
    readonly least: Float64Array;
  },
): void {
  ofRow[row] = (ofRow[row] ?? 0) + delta;
  for (let column = 0; column < least.length; column++) {
    if (!visited.has(column)) {
      least[column] = (least[column] ?? 0) - delta;
      continue;
    }
    ofColumn[column] = (ofColumn[column] ?? 0) - delta;
    const owner = rowOf[column];
    if (owner !== undefined) ofRow[owner] = (ofRow[owner] ?? 0) + delta;
  }
}
