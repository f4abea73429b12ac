import { z } from 'zod';
import { depthOf, difference, merge, pick, stamped, type Tree } from './shadow-tree.ts';

/** Limits of a shadow (quotas page of IoT Core). */
const stateBytes = 8 * 1024;
const stateDepth = 8;
const tokenBytes = 64;

const tree = z.record(z.string(), z.json()) as z.ZodType<Tree>;
const section = tree.nullable().optional();
/** What an update asks for; anything else in it is refused, as AWS refuses it. */
const updateRequest = z.strictObject({
  state: z.strictObject({ desired: section, reported: section }),
  version: z.int().optional(),
  clientToken: z.string().optional(),
});

export const storedShadow = z.object({
  thingName: z.string(),
  desired: tree,
  reported: tree,
  /** Mirror the state, with `{ timestamp }` (epoch seconds) at each leaf. */
  desiredMetadata: tree,
  reportedMetadata: tree,
  version: z.number(),
  timestamp: z.number(),
});
export type Shadow = Readonly<z.infer<typeof storedShadow>>;

/** A refusal of the shadow service; codes are those of its error page. */
export class ShadowError extends Error {
  override readonly name = 'ShadowError';
  readonly code: 400 | 404 | 409 | 413;
  readonly clientToken: string | undefined;

  constructor(code: ShadowError['code'], message: string, clientToken?: string) {
    super(message);
    this.code = code;
    this.clientToken = clientToken;
  }
}

export interface ShadowUpdate {
  readonly shadow: Shadow;
  /** What goes to `update/accepted`, `update/documents` and, where the two states differ, `update/delta`. */
  readonly accepted: object;
  readonly documents: object;
  readonly delta: object | undefined;
}

/**
 * Takes an update (UTF-8 JSON) into a shadow: values replace values, objects are merged, `null` deletes, a list is one
 * value (https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html). Throws ShadowError.
 */
export function updateShadow(
  former: Shadow | undefined,
  thingName: string,
  payload: Buffer,
  timestamp: number,
): ShadowUpdate {
  const { state, version, clientToken } = readUpdate(payload);
  if (version !== undefined && version !== (former?.version ?? 0)) {
    throw new ShadowError(409, 'Version conflict', clientToken);
  }
  const before = former ?? { ...emptyShadow, thingName };
  const shadow: Shadow = {
    thingName,
    desired: merge(before.desired, state.desired),
    reported: merge(before.reported, state.reported),
    desiredMetadata: merge(before.desiredMetadata, stamped(state.desired, timestamp)),
    reportedMetadata: merge(before.reportedMetadata, stamped(state.reported, timestamp)),
    version: before.version + 1,
    timestamp,
  };
  if (Buffer.byteLength(JSON.stringify(stateOf(shadow))) > stateBytes) {
    throw new ShadowError(413, 'The payload exceeds the maximum size allowed', clientToken);
  }
  const token = clientToken === undefined ? {} : { clientToken };
  const metadata = {
    ...(state.desired && { desired: stamped(state.desired, timestamp) }),
    ...(state.reported && { reported: stamped(state.reported, timestamp) }),
  };
  const delta = deltaOf(shadow);
  return {
    shadow,
    accepted: { state, metadata, version: shadow.version, timestamp, ...token },
    documents: { previous: describe(before), current: describe(shadow), timestamp, ...token },
    delta: delta && { version: shadow.version, timestamp, ...delta, ...token },
  };
}

const emptyShadow = {
  desired: {},
  reported: {},
  desiredMetadata: {},
  reportedMetadata: {},
  version: 0,
  timestamp: 0,
};

/** The whole shadow, as `get/accepted` and GetThingShadow give it. Throws ShadowError when there is none. */
export function readShadow(shadow: Shadow | undefined, thingName: string, timestamp: number): object {
  if (shadow === undefined) throw new ShadowError(404, `No shadow exists with name: '${thingName}'`);
  const { state, metadata, version } = describe(shadow);
  const delta = deltaOf(shadow)?.state;
  return { state: { ...state, ...(delta && { delta }) }, metadata, version, timestamp };
}

function readUpdate(payload: Buffer): z.infer<typeof updateRequest> {
  const parsed = updateRequest.safeParse(parseJson(payload));
  if (!parsed.success) throw new ShadowError(400, z.prettifyError(parsed.error));
  const { state, clientToken } = parsed.data;
  if (Buffer.byteLength(clientToken ?? '') > tokenBytes)
    throw new ShadowError(400, 'clientToken is too long');
  if (depthOf(state) > stateDepth + 1)
    throw new ShadowError(400, 'JSON contains too many levels of nesting', clientToken);
  return parsed.data;
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    throw new ShadowError(400, 'Invalid JSON');
  }
}

/** What is desired and not reported so, with the times at which it came to be desired. */
function deltaOf({
  desired,
  reported,
  desiredMetadata,
}: Shadow): { state: Tree; metadata: Tree } | undefined {
  const state = difference(desired, reported);
  if (state === undefined) return undefined;
  return { state, metadata: pick(desiredMetadata, state) };
}

function describe(shadow: Shadow) {
  const { desiredMetadata, reportedMetadata, version } = shadow;
  const metadata = withoutEmpty({ desired: desiredMetadata, reported: reportedMetadata });
  return { state: stateOf(shadow), metadata, version };
}

function stateOf({ desired, reported }: Shadow) {
  return withoutEmpty({ desired, reported });
}

function withoutEmpty(sections: Readonly<Record<string, Tree>>): Readonly<Record<string, Tree>> {
  return Object.fromEntries(Object.entries(sections).filter(([, value]) => Object.keys(value).length > 0));
}
