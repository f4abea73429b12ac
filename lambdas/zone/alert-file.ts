import { z } from 'zod';
import { alertKind } from './messages.ts';

/** What the zone file says of alerts. A press is bound by the tiers and their repetition alone. */

const tier = z.strictObject({ tier: z.int().min(1).max(5), afterSeconds: z.int().min(0).max(3600) });
type Tier = z.infer<typeof tier>;

/** The first look at whether somebody acknowledged comes after this time, so no tier can be due before it. */
export const firstCheckSeconds = 10;

const tiers = z
  .array(tier)
  .min(1)
  .max(5)
  .refine((list) => list.every((t, i) => t.tier === i + 1), 'must count up from tier 1')
  .refine(([first]) => first?.afterSeconds === 0, 'must tell tier 1 at once: its afterSeconds is 0')
  .refine(rise, `must rise: each tier at least ${firstCheckSeconds} seconds after the one before`);

function rise(list: readonly Tier[]): boolean {
  return list.every(({ afterSeconds }, i) => afterSeconds >= (list[i - 1]?.afterSeconds ?? -10) + 10);
}

/** Kinds that quiet hours, cooldown and storms may hold back: all but a call for help. */
const calmKind = alertKind.exclude(['sos']);

/** A time of day on the zone's clock, e.g. `22:30`. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "08:00"');

const quietHours = z
  .strictObject({
    from: clockTime,
    /** At this time all that was held is told in one message for each kind and tier. */
    to: clockTime,
    kinds: z.array(calmKind).min(1).default(['device', 'crowd', 'loitering']),
  })
  .refine(({ from, to }) => from !== to, 'must end at another time than it begins');

const alerts = z.strictObject({
  /** Until somebody acknowledges, the last tier is told again, at most so many times. */
  repeat: z
    .strictObject({
      everyMinutes: z.int().min(1).max(120).default(5),
      times: z.int().min(0).max(100).default(12),
    })
    .prefault({}),
  /** Kinds besides presses that go on to the next tier; the others are told once. */
  escalates: z.array(calmKind).default(['person', 'plate']),
  quietHours: quietHours.optional(),
  /** Kinds that wake a recipient in quiet hours of their own, besides presses, which always do. */
  urgent: z.array(calmKind).default([]),
  /** What joins an open incident: told again at the same device after the first time, elsewhere after the second. */
  cooldown: z
    .strictObject({
      sameDeviceMinutes: z.int().min(0).max(1440).default(30),
      elsewhereMinutes: z.int().min(0).max(1440).default(2),
    })
    .prefault({}),
  /** More alerts of a kind than this in a minute become one message with a count. */
  storm: z.strictObject({ alertsPerMinute: z.int().min(1).max(1000).default(10) }).prefault({}),
  /**
   * Where alerts bring the link to acknowledge by. An SMS with it has three parts instead of one and costs three times
   * as much. `off`: the zone has no public address.
   */
  link: z.enum(['email', 'email-and-sms', 'off']).default('email'),
});

/** Of the zone file's settings. */
export const alertSettings = { tiers, alerts: alerts.prefault({}) };

/** What raise-alert holds back and how, from the zone file; presses never. */
export const alertRules = alerts.pick({ quietHours: true, urgent: true, cooldown: true, storm: true });
export type AlertRules = Readonly<z.infer<typeof alertRules>>;
export type QuietHours = NonNullable<AlertRules['quietHours']>;

/** Who is told next while nobody acknowledges. */
export const escalationRules = z.strictObject({
  tiers,
  repeat: alerts.shape.repeat,
  escalates: alerts.shape.escalates,
});
export type EscalationRules = Readonly<z.infer<typeof escalationRules>>;
