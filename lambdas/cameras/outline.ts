import type { Outline } from '../zone/camera-file.ts';
import type { Box } from '../zone/picture.ts';

interface Grid {
  readonly width: number;
  readonly height: number;
}

interface Edge {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Whether a point (fractions of the picture, as the outline) lies inside; one on the edge may go either way. */
export function isInside(outline: Outline, { x, y }: { readonly x: number; readonly y: number }): boolean {
  return insideSpans(edgesOf(outline, { width: 1, height: 1 }), y).some(
    ([left, right]) => x >= left && x < right,
  );
}

/** The smallest box around the outline, in fractions of the picture. */
export function boundsOf(outline: Outline): Box {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/**
 * Tells `paint` every run of cells (indexes `from` to before `to`, row by row) that the outline touches with any part,
 * and `margin` cells around it. A cell may be told more than once.
 */
export function fillOutline(
  outline: Outline,
  grid: Grid & { readonly margin: number },
  paint: (from: number, to: number) => void,
): void {
  const { width, height, margin } = grid;
  const edges = edgesOf(outline, grid);
  for (let row = 0; row < height; row++) {
    const touched = edges.flatMap((edge) => spanOfEdge(edge, row - margin, row + 1 + margin));
    for (const [left, right] of [...insideSpans(edges, row + 0.5), ...touched]) {
      const from = Math.max(0, Math.floor(left - margin));
      const to = Math.min(width, Math.floor(right + margin) + 1);
      if (from < to) paint(row * width + from, row * width + to);
    }
  }
}

function edgesOf(outline: Outline, { width, height }: Grid): readonly Edge[] {
  return outline.flatMap(([x, y], i) => {
    const next = outline[(i + 1) % outline.length];
    if (next === undefined) return [];
    return [{ x1: x * width, y1: y * height, x2: next[0] * width, y2: next[1] * height }];
  });
}

type Span = readonly [left: number, right: number];

/** What lies inside at this height. Where an outline crosses itself, all that it goes around is inside. */
function insideSpans(edges: readonly Edge[], y: number): readonly Span[] {
  const crossings = edges
    .filter(({ y1, y2 }) => y1 <= y !== y2 <= y)
    .map(({ x1, y1, x2, y2 }) => ({ x: x1 + ((y - y1) / (y2 - y1)) * (x2 - x1), turn: y2 > y1 ? 1 : -1 }))
    .toSorted((a, b) => a.x - b.x);
  const spans: Span[] = [];
  let turns = 0;
  crossings.forEach(({ x, turn }, i) => {
    turns += turn;
    if (turns !== 0) spans.push([x, crossings[i + 1]?.x ?? x]);
  });
  return spans;
}

/** From where to where an edge goes between two heights; nothing if it does not get there. */
function spanOfEdge({ x1, y1, x2, y2 }: Edge, top: number, bottom: number): readonly Span[] {
  if (Math.max(y1, y2) < top || Math.min(y1, y2) > bottom) return [];
  if (y1 === y2) return [[Math.min(x1, x2), Math.max(x1, x2)]];
  const at = (y: number) =>
    x1 + ((Math.min(Math.max(y, Math.min(y1, y2)), Math.max(y1, y2)) - y1) / (y2 - y1)) * (x2 - x1);
  const [a, b] = [at(top), at(bottom)];
  return [[Math.min(a, b), Math.max(a, b)]];
}
