/** What a step may name in `{{ … }}`: parameters, outputs of steps before, and SSM's own words. */
export type Known = Readonly<Record<string, unknown>>;

/** A step names something that is not there. */
export class UnresolvedError extends Error {
  override name = 'UnresolvedError';
}

const whole = /^\{\{\s*([\w:.]+)\s*\}\}$/;
const part = /\{\{\s*([\w:.]+)\s*\}\}/g;

/** Replaces `{{ … }}` in every text; one that is a text by itself keeps its type. Throws UnresolvedError. */
export const fillIn = (value: unknown, known: Known): unknown => {
  if (Array.isArray(value)) return value.map((item) => fillIn(item, known));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, known)]));
  if (typeof value !== 'string') return value;
  const [, only] = whole.exec(value) ?? [];
  if (only !== undefined) return lookUp(only, known);
  return value.replace(part, (_, name: string) => String(lookUp(name, known)));
};

const lookUp = (name: string, known: Known): unknown => {
  if (Object.hasOwn(known, name)) return known[name];
  throw new UnresolvedError(`{{ ${name} }} is neither a parameter nor the output of a step before`);
};

/** What a JSON path of names and numbers (`$.things[0].name`) leads to; `undefined` where it leads nowhere. */
export const select = (value: unknown, path: string): unknown =>
  path
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
      value,
    );
