import { z } from 'zod';

/** Said aloud once; another id says the same words again. */
const speaker = z.strictObject(
  {
    text: z.string('must be a text').min(1, 'must not be empty').max(200, 'must be at most 200 characters'),
    orderId: z.string('must be a text').regex(/^[\w-]{8,64}$/, 'must be 8–64 of A–Z, a–z, 0–9, "_" and "-"'),
  },
  'must be { text, orderId }',
);
const flag = z.boolean('must be true or false');

/** What an operator sets on a pole: its desired state, and what the pole reports of it. */
const settings = {
  siren: flag,
  strobe: flag,
  speaker,
  /** Presses are drills. */
  testMode: flag,
  /** Seconds between heartbeats. */
  reportingSeconds: z.int('must be a whole number').min(10, 'must be 10–3600').max(3600, 'must be 10–3600'),
} as const;

export type PoleSetting = keyof typeof settings;
export const poleSettingNames = Object.keys(settings) as readonly PoleSetting[];

const all = z.object(settings);
export type PoleSettings = Readonly<z.infer<typeof all>>;
const wanted = all.partial();
export type PoleSettingsWanted = Readonly<z.infer<typeof wanted>>;

/** A setting that a pole cannot have; names the fields and what would be right. */
export class PoleSettingError extends Error {
  override readonly name = 'PoleSettingError';
  readonly fields: readonly string[];

  constructor(problems: readonly SettingProblem[]) {
    super(problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '));
    this.fields = problems.map(({ field }) => field);
  }
}

export interface SettingProblem {
  readonly field: string;
  readonly problem: string;
}

/** What an operator wants of a pole. Throws PoleSettingError, also for a setting that no pole has. */
export function checkWanted(value: unknown): PoleSettingsWanted {
  const parsed = z.strictObject(settings).partial().safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PoleSettingError(parsed.error.issues.map(problemOf));
}

/**
 * What of a desired state a pole can do, and what not: one wrong setting keeps no other from it. Settings that it does
 * not know are left out, so that a newer zone may want more.
 */
export function readWanted(value: unknown): {
  readonly wanted: PoleSettingsWanted;
  readonly problems: readonly SettingProblem[];
} {
  const given = z.record(z.string(), z.unknown()).safeParse(value);
  const fields = poleSettingNames.filter((name) => given.success && Object.hasOwn(given.data, name));
  const read = fields.map((name) => ({ name, result: settings[name].safeParse(given.data?.[name]) }));
  return {
    wanted: Object.fromEntries(
      read.flatMap(({ name, result }) => (result.success ? [[name, result.data]] : [])),
    ),
    problems: read.flatMap(({ name, result }) =>
      result.success
        ? []
        : result.error.issues.map((issue) => problemOf({ ...issue, path: [name, ...issue.path] })),
    ),
  };
}

function problemOf(issue: z.core.$ZodIssue): SettingProblem {
  return { field: issue.path.join('.') || 'settings', problem: issue.message };
}

const section = z.record(z.string(), z.unknown()).optional();
const shadowDocument = z.object({
  state: z.object({ desired: section, reported: section }),
  metadata: z.object({ desired: section, reported: section }).optional(),
  version: z.int(),
  /** The broker's clock, epoch seconds. */
  timestamp: z.number(),
});
export type PoleShadowDocument = Readonly<z.infer<typeof shadowDocument>>;

/** Reads a shadow as IoT Core gives it (JSON in UTF-8); `undefined` for anything else. */
export function parseShadowDocument(payload: Uint8Array): PoleShadowDocument | undefined {
  return shadowDocument.safeParse(parseJson(payload)).data;
}

export function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
}

/** One setting as it is wanted and as the pole last said it is. */
export interface SettingReport {
  readonly setting: PoleSetting;
  readonly desired?: unknown;
  /** Epoch ms. */
  readonly desiredAt?: number;
  readonly reported?: unknown;
  readonly reportedAt?: number;
  /** Nothing is wanted that the pole has not reported. */
  readonly isApplied: boolean;
}

/** Each setting that is wanted or reported, and when that last changed. */
export function reportSettings({ state, metadata }: PoleShadowDocument): readonly SettingReport[] {
  return poleSettingNames.flatMap((setting) => {
    const desired = state.desired?.[setting];
    const reported = state.reported?.[setting];
    if (desired === undefined && reported === undefined) return [];
    const desiredAt = changedAt(metadata?.desired?.[setting]);
    const reportedAt = changedAt(metadata?.reported?.[setting]);
    return [
      {
        setting,
        ...(desired !== undefined && { desired, ...(desiredAt !== undefined && { desiredAt }) }),
        ...(reported !== undefined && { reported, ...(reportedAt !== undefined && { reportedAt }) }),
        isApplied: desired === undefined || isSame(desired, reported),
      },
    ];
  });
}

/** Metadata mirror the state, with a time at each leaf: the latest of them, in epoch ms. */
export function changedAt(metadata: unknown): number | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const times = Object.entries(metadata).flatMap(([key, value]) => {
    if (key === 'timestamp' && typeof value === 'number') return [value * 1000];
    return changedAt(value) ?? [];
  });
  return times.length === 0 ? undefined : Math.max(...times);
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  return JSON.stringify(
    Object.entries(value)
      .sort()
      .map(([key, each]) => [key, canonical(each)]),
  );
}

/** MQTT topics of a thing's shadow (https://docs.aws.amazon.com/iot/latest/developerguide/reserved-topics.html). */
export function shadowTopic(thingName: string, path: string): string {
  return `$aws/things/${thingName}/shadow/${path}`;
}
