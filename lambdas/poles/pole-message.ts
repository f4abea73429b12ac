import { z } from 'zod';
import type { PoleMessageType } from '../zone/names.ts';
import { type ReportedFault, reportedFaults } from './pole-fault.ts';

/** What a pole sent is not what poles send; names the fields and what would be right, never what stood there. */
export class PoleMessageRefusedError extends Error {
  override readonly name = 'PoleMessageRefusedError';
  readonly fields: readonly string[];

  constructor(problems: readonly { readonly field: string; readonly problem: string }[]) {
    super(problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '));
    this.fields = problems.map(({ field }) => field);
  }
}

const version = z.literal(1, 'must be 1');
const eventId = z
  .string('must be a text')
  .regex(/^[\w-]{8,64}$/, 'must be 8–64 of A–Z, a–z, 0–9, "_" and "-"');
const percent = z.number('must be a number').min(0, 'must be 0–100').max(100, 'must be 0–100');
const flag = z.boolean('must be true or false');
const shortText = (most: number) =>
  z.string('must be a text').max(most, `must be at most ${most} characters`);

// Only what an incident cannot do without may refuse a press: a wrong clock or drill mark must not silence a call.
const press = z.object({
  version,
  pressId: eventId,
  pressedAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  drill: z.boolean().default(false).catch(false),
});

// Which press it belongs to may be unreadable: that it was said must not be lost.
const answer = {
  version,
  pressId: eventId.optional().catch(undefined),
  drill: z.boolean().default(false).catch(false),
};
const cancel = z.object({ ...answer, cancelId: eventId });
const safe = z.object({ ...answer, safeId: eventId });

const heartbeat = z.object({
  version,
  /** Kept to see how far a pole's clock is off; the order of heartbeats goes by the broker's clock. */
  sentAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  batteryPercent: percent.optional(),
  mainsPower: flag.optional(),
  firmware: shortText(64).optional(),
  /** Until the next heartbeat. An odd one must not make a pole that is alive look silent. */
  reportingSeconds: z.int().min(10).max(3600).optional().catch(undefined),
});

type FaultWord = ReportedFault | `${ReportedFault}-cleared`;
const faultWords: readonly FaultWord[] = [
  ...reportedFaults,
  ...reportedFaults.map((fault) => `${fault}-cleared` as const),
];
const faultWord = z.enum(
  faultWords,
  `must be ${reportedFaults.join(', ')}, or one of them with "-cleared" when it is over`,
);

const fault = z.object({ version, faultId: eventId, fault: faultWord, detail: shortText(200).optional() });
const selfTest = z.object({ version, testId: eventId, passed: flag });

export type Press = z.infer<typeof press>;
export type Cancel = z.infer<typeof cancel>;
export type Safe = z.infer<typeof safe>;
export type Heartbeat = z.infer<typeof heartbeat>;
export type Fault = z.infer<typeof fault>;
export type SelfTest = z.infer<typeof selfTest>;

export type PoleMessage =
  | { readonly type: 'press'; readonly body: Press; readonly unknownKeyCount: number }
  | { readonly type: 'cancel'; readonly body: Cancel; readonly unknownKeyCount: number }
  | { readonly type: 'safe'; readonly body: Safe; readonly unknownKeyCount: number }
  | { readonly type: 'heartbeat'; readonly body: Heartbeat; readonly unknownKeyCount: number }
  | { readonly type: 'fault'; readonly body: Fault; readonly unknownKeyCount: number }
  | { readonly type: 'self-test'; readonly body: SelfTest; readonly unknownKeyCount: number };

const schemas: Readonly<Record<PoleMessageType, z.ZodObject>> = {
  press,
  cancel,
  safe,
  heartbeat,
  fault,
  'self-test': selfTest,
};

/**
 * Reads the payload of a pole's message (UTF-8 JSON, version 1). Unknown keys are left out and counted, so that
 * newer firmware may say more. Throws PoleMessageRefusedError and nothing else.
 */
export function parsePoleMessage(messageType: string, payload: Uint8Array): PoleMessage {
  if (!isPoleMessageType(messageType)) {
    throw refused('messageType', `must be ${Object.keys(schemas).join(', ')}`);
  }
  const value = parseObject(payload);
  const schema = schemas[messageType];
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new PoleMessageRefusedError(parsed.error.issues.map(problemOf));
  const unknownKeyCount = Object.keys(value).filter((key) => !Object.hasOwn(schema.shape, key)).length;
  return { type: messageType, body: parsed.data, unknownKeyCount } as PoleMessage;
}

/** What a fault message is about, and whether it says that the fault is over. */
export function readFault({ fault }: Fault): { readonly fault: ReportedFault; readonly isOver: boolean } {
  const cleared = reportedFaults.find((one) => fault === `${one}-cleared`);
  return { fault: cleared ?? (fault as ReportedFault), isOver: cleared !== undefined };
}

const clockToleranceMilliseconds = 5 * 60_000;

/**
 * When the button was pressed (epoch ms). A pole's clock is believed only when it lies within five minutes before the
 * broker's, else the broker's time stands.
 */
export function pressTime(pressedAt: string | undefined, receivedAt: number): number {
  if (pressedAt === undefined) return receivedAt;
  const told = Date.parse(pressedAt);
  return told <= receivedAt && told >= receivedAt - clockToleranceMilliseconds ? told : receivedAt;
}

function isPoleMessageType(text: string): text is PoleMessageType {
  return Object.hasOwn(schemas, text);
}

function parseObject(payload: Uint8Array): object {
  const value = parseJson(payload);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw refused('payload', 'must be a JSON object');
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    // The parser's own words quote the payload, so they are not kept.
    throw refused('payload', 'must be JSON in UTF-8');
  }
}

function problemOf(issue: z.core.$ZodIssue) {
  return { field: issue.path.join('.') || 'payload', problem: issue.message };
}

function refused(field: string, problem: string): PoleMessageRefusedError {
  return new PoleMessageRefusedError([{ field, problem }]);
}
