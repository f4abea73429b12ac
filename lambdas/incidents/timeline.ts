import { z } from 'zod';
import type { Delivery } from '../alerts/delivery.ts';
import { stepIdOf } from '../zone/names.ts';
import { type Incident, type MovedState, moveFields, moveOf } from './incident.ts';

/** Who did what no person did. */
export const systemActor = 'system';

/** Characters of a comment, of any script. */
export const mostCharacters = 1000;

/** What may happen to an incident. A word once stored keeps its meaning; readers let words pass that they do not know. */
export type StepWhat =
  | 'opened'
  | 'press-joined'
  | 'press-canceled'
  | 'press-safe'
  | 'seen-again'
  | 'fault-again'
  | 'recovered'
  | 'alert-asked'
  | 'alert-sent'
  | 'alert-held'
  | 'alert-stopped'
  | 'alert-failed'
  | 'sms-delivered'
  | 'sms-failed'
  | 'escalated'
  | 'acknowledged'
  | 'responding'
  | 'resolved'
  | 'false-alarm'
  | 'comment'
  | 'assigned'
  | 'link-used'
  | 'confirmed'
  | 'not-this'
  | 'evidence';

/** One step of an incident's timeline: stored as it stands here, so a new shape is a new version. */
export const timelineStep = z.strictObject({
  version: z.literal(1),
  /** `<13-digit epoch ms>#<what>#<short id>`: steps sort by time. */
  stepId: z.string().regex(/^\d{13}#[a-z][a-z-]*#[0-9A-Z]+$/),
  /** Epoch ms. */
  at: z.int().min(0),
  /** A person's name, or `system`. */
  by: z.string().min(1).max(80),
  what: z.string().min(1),
  text: z
    .string()
    .min(1)
    .refine((text) => [...text].length <= mostCharacters)
    .optional(),
});
export type TimelineStep = Readonly<z.infer<typeof timelineStep>>;

export interface NewStep {
  readonly at: number;
  readonly what: StepWhat;
  /** @default 'system' */
  readonly by?: string;
  readonly text?: string;
  /** What makes it the same step when it comes again, e.g. a press id. @default who and the text */
  readonly cause?: string;
}

/** A step under the id that its time and cause always give. */
export function newStep({ at, what, by = systemActor, text, cause }: NewStep): TimelineStep {
  const stepId = cause === undefined ? stepIdOf(at, what, by, text ?? '') : stepIdOf(at, what, cause);
  return { version: 1, stepId, at, by, what, ...(text === undefined ? {} : { text }) };
}

/** An alert that raise-alert dealt with: `record` is its sort key beside the incident (`alertRecordOf`). */
export interface SentAlert {
  readonly record: string;
  /** When it was sent, or it was decided that it is not sent by itself; epoch ms. */
  readonly sentAt: number;
  /** @default 'sent' */
  readonly outcome?: 'sent' | 'held' | 'stopped';
  /** Why it was stopped. */
  readonly why?: string;
}

/**
 * Everything that happened to an incident, oldest first. What stands on the incident itself (opened, moved, its first
 * alert asked for) and what raise-alert keeps are steps too: no crash can part them from what they tell.
 */
export function timelineOf(
  incident: Incident,
  stored: readonly TimelineStep[],
  sent: readonly SentAlert[],
  deliveries: readonly Delivery[] = [],
): readonly TimelineStep[] {
  const told = [...sent.map(stepOfAlert), ...deliveries.map(stepOfDelivery)];
  const steps = [...stepsOnIncident(incident), ...stored, ...told];
  const byId = new Map(steps.map((step) => [step.stepId, step]));
  // Steps of one instant keep the order in which they lie here: opened before its alert, a move before its comment.
  return [...byId.values()].sort((a, b) => a.at - b.at);
}

function stepsOnIncident(incident: Incident): TimelineStep[] {
  const { openedAt, causeId, alertAskedAt } = incident;
  const asked =
    alertAskedAt === undefined ? [] : [newStep({ at: alertAskedAt, what: 'alert-asked', text: 'tier 1' })];
  const moves = (Object.keys(moveFields) as MovedState[]).flatMap((what) => {
    const move = moveOf(incident, what);
    return move === undefined ? [] : [newStep({ ...move, what })];
  });
  return [newStep({ at: openedAt, what: 'opened', cause: causeId }), ...asked, ...moves];
}

function stepOfAlert({ record, sentAt, outcome = 'sent', why }: SentAlert): TimelineStep {
  const text = why === undefined ? alertText(record) : `${alertText(record)}: ${why}`;
  const shown = [...text].slice(0, mostCharacters).join('');
  return newStep({ at: sentAt, what: `alert-${outcome}`, text: shown, cause: record });
}

function stepOfDelivery({ at, tier, phone, outcome, why, messageId }: Delivery): TimelineStep {
  const text = `tier ${tier}, phone ${phone}: ${why}`;
  return newStep({ at, what: `sms-${outcome}`, text, cause: `${messageId}#${phone}` });
}

/** `tier 2`; `alert#2#1` is the first repetition, `alert#1#at#<sighting>` is of what joined. */
function alertText(record: string): string {
  const [kind = '', tier = '', again, cause] = record.split('#');
  const which = kind === 'recovery' ? `recovery, tier ${tier}` : `tier ${tier}`;
  if (again === undefined) return which;
  if (again === 'at') return `${which}, ${cause}`;
  return /^\d+$/.test(again) ? `${which}, again ${again}` : `${which}, ${again}`;
}
