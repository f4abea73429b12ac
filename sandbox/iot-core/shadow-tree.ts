export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Tree = { readonly [key: string]: Json };

/** A state with a change in it: values replace values, objects are merged, `null` deletes. */
export function merge(former: Tree, change: Tree | null | undefined): Tree {
  if (change === null) return {};
  const entries = Object.entries(change ?? {}).map(([key, value]) => {
    const before = former[key];
    const mine = isTree(value) ? merge(isTree(before) ? before : {}, value) : value;
    return [key, isTree(mine) && Object.keys(mine).length === 0 ? null : mine] as const;
  });
  const merged = { ...former, ...Object.fromEntries(entries) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

/** The metadata of a change: a time at each leaf; what is deleted loses its own. */
export function stamped(change: Tree, timestamp: number): Tree;
export function stamped(change: Tree | null | undefined, timestamp: number): Tree | null | undefined;
export function stamped(change: Tree | null | undefined, timestamp: number): Tree | null | undefined {
  if (!change) return change;
  const stamp = (value: Json): Json => {
    if (value === null) return null;
    if (Array.isArray(value)) return value.map(stamp);
    return isTree(value) ? stamped(value, timestamp) : { timestamp };
  };
  return Object.fromEntries(Object.entries(change).map(([key, value]) => [key, stamp(value)]));
}

/** What of the one is not so in the other. */
export function difference(desired: Tree, reported: Tree): Tree | undefined {
  const entries = Object.entries(desired).flatMap(([key, value]) => {
    const other = reported[key];
    if (isTree(value) && isTree(other)) {
      const inner = difference(value, other);
      return inner === undefined ? [] : [[key, inner] as const];
    }
    return JSON.stringify(value) === JSON.stringify(other) ? [] : [[key, value] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

export function pick(metadata: Tree, state: Tree): Tree {
  const entries = Object.entries(state).flatMap(([key, value]) => {
    const mine = metadata[key];
    if (mine === undefined) return [];
    return [[key, isTree(value) && isTree(mine) ? pick(mine, value) : mine] as const];
  });
  return Object.fromEntries(entries);
}

function isTree(value: Json | undefined): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
