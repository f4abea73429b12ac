/** A sign of the plate beside the sign read in its place; empty where one is missing or surplus. */
export interface SignPair {
  readonly truth: string;
  readonly read: string;
}

/** Pairs the signs of two plates with as few differences as there can be (Levenshtein). */
export function alignSigns(truth: string, read: string): readonly SignPair[] {
  const [wanted, got] = [[...truth], [...read]];
  const cost = costs(wanted, got);
  const at = (row: number, column: number) => cost[row]?.[column] ?? Number.POSITIVE_INFINITY;
  const pairs: SignPair[] = [];
  let [row, column] = [wanted.length, got.length];
  while (row > 0 || column > 0) {
    const [sign = '', seen = ''] = [wanted[row - 1], got[column - 1]];
    const isPair = at(row, column) === at(row - 1, column - 1) + (sign === seen ? 0 : 1);
    const isMissing = !isPair && at(row, column) === at(row - 1, column) + 1;
    pairs.push({ truth: isPair || isMissing ? sign : '', read: isMissing ? '' : seen });
    row -= isPair || isMissing ? 1 : 0;
    column -= isMissing ? 0 : 1;
  }
  return pairs.reverse();
}

/** How many signs must be changed, added or taken away to make one of the other. */
export function editDistance(a: string, b: string): number {
  return costs([...a], [...b])[[...a].length]?.[[...b].length] ?? 0;
}

function costs(wanted: readonly string[], got: readonly string[]): readonly (readonly number[])[] {
  const table: number[][] = [Array.from({ length: got.length + 1 }, (_, column) => column)];
  for (const [index, sign] of wanted.entries()) {
    const above = table[index] ?? [];
    const line = [index + 1];
    for (const [column, seen] of got.entries()) {
      const changed = (above[column] ?? 0) + (sign === seen ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    table.push(line);
  }
  return table;
}
