import { z } from 'zod';
import { agency, checkAgencies } from './agency-file.ts';
import { alertKind } from './messages.ts';
import { distinctQuietHours, mostQuietHours, ownQuietHours } from './quiet-hours.ts';
import { firstGap, shift } from './shift.ts';
import { minutesPerDay, weekdays } from './week.ts';

const recipient = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'must be 2–40 characters: a–z, 0–9 and "-"'),
    agency: z.string().min(1).max(80),
    /** E.164: "+", country code, number. */
    sms: z
      .string()
      .regex(/^\+[1-9]\d{7,14}$/, 'must be a phone in international form, e.g. "+66812345678"')
      .optional(),
    email: z.email('must be an e-mail address').optional(),
    receives: z.strictObject({
      kinds: z.array(alertKind).min(1),
      tiers: z.array(z.int().min(1).max(5)).min(1),
      /** Only alerts of these sites; left out: all sites. */
      sites: z.array(z.string()).min(1).optional(),
      /** `true`: gets drills and nothing else. */
      drills: z.boolean().default(false),
    }),
    /** Told only while one of these shifts is on duty; left out: always. */
    shifts: z.array(z.string()).min(1).optional(),
    /** In these hours told of an SOS and of the zone's urgent kinds alone; left out: of all it receives. */
    quietHours: ownQuietHours.optional(),
  })
  .refine((r) => r.sms !== undefined || r.email !== undefined, 'needs "sms" or "email"');

const file = z.strictObject({
  version: z.literal(1),
  /** The duty roster, on the clock of the zone. */
  shifts: z.array(shift).max(20).default([]),
  /** The agencies of the agreement and their roles; left out: recipients alone say who is told of what. */
  agencies: z.array(agency).max(50).default([]),
  recipients: z.array(recipient).max(100),
});
export type RecipientsFile = z.infer<typeof file>;

/** Who gets alerts. The file holds phones and addresses of people and stays out of git. */
export const recipientsFile = file
  .superRefine(checkShifts)
  .superRefine(checkAgencies)
  .superRefine(checkDuty)
  .superRefine(checkQuietHours);

export type Recipient = RecipientsFile['recipients'][number];

function checkShifts({ shifts, recipients }: RecipientsFile, context: z.RefinementCtx): void {
  shifts.forEach(({ id }, index) => {
    if (shifts.findIndex((one) => one.id === id) < index)
      context.addIssue({ code: 'custom', path: ['shifts', index, 'id'], message: `"${id}" is used twice` });
  });
  recipients.forEach((one, index) => {
    for (const id of one.shifts ?? []) {
      if (shifts.some((known) => known.id === id)) continue;
      const message = `"${id}" is no shift of this file: add it under "shifts" or name one of them`;
      context.addIssue({ code: 'custom', path: ['recipients', index, 'shifts'], message });
    }
  });
}

/** A press must find somebody on duty at any time: for each site that recipients name, and for all the others. */
function checkDuty({ shifts, recipients }: RecipientsFile, context: z.RefinementCtx): void {
  const first = recipients.filter(
    ({ receives: { kinds, tiers, drills } }) => kinds.includes('sos') && tiers.includes(1) && !drills,
  );
  const everywhere = first.filter(({ receives }) => receives.sites === undefined);
  const sites = new Set(first.flatMap(({ receives }) => receives.sites ?? []));
  const groups: [string, readonly Recipient[]][] = [...sites].map((site) => [
    ` at ${site}`,
    first.filter(({ receives }) => receives.sites === undefined || receives.sites.includes(site)),
  ]);
  // Whether the named sites are all sites, this file alone cannot tell.
  if (everywhere.length > 0) groups.push(['', everywhere]);
  for (const [where, people] of groups) {
    if (people.some((one) => one.shifts === undefined)) continue;
    const ids = new Set(people.flatMap((one) => one.shifts ?? []));
    const gap = firstGap(shifts.filter(({ id }) => ids.has(id)));
    if (gap === undefined) continue;
    const message = `nobody is on duty for tier 1 of an SOS${where} from ${clockOf(gap.startMinute)} to ${clockOf(gap.startMinute + gap.minutes)}`;
    context.addIssue({ code: 'custom', path: ['shifts'], message });
  }
}

function checkQuietHours({ recipients }: RecipientsFile, context: z.RefinementCtx): void {
  recipients.forEach(({ quietHours, receives: { kinds } }, index) => {
    if (quietHours === undefined || kinds.some((kind) => kind !== 'sos')) return;
    const message = 'change nothing: an SOS is told at any hour, and this recipient receives nothing else';
    context.addIssue({ code: 'custom', path: ['recipients', index, 'quietHours'], message });
  });
  const count = distinctQuietHours(recipients.map(({ quietHours }) => quietHours)).length;
  if (count <= mostQuietHours) return;
  const message = `name ${count} different quiet hours: ${mostQuietHours} at most, so let some recipients share theirs`;
  context.addIssue({ code: 'custom', path: ['recipients'], message });
}

/** E.g. `tue 16:00`. */
function clockOf(minuteOfWeek: number): string {
  const day = weekdays[Math.floor(minuteOfWeek / minutesPerDay) % weekdays.length];
  const minute = minuteOfWeek % minutesPerDay;
  return `${day} ${[Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')}`;
}
