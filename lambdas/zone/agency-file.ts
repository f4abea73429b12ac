import { z } from 'zod';
import { type AlertKind, alertKind } from './messages.ts';

/** What an agency of the agreement is to the zone. */
const agencyRole = z.enum(['police', 'administration', 'hospital', 'municipality', 'press-office']);
export type AgencyRole = z.infer<typeof agencyRole>;

/**
 * The most that an agency may be told of at once. Who is on the watchlist is the police's business alone; a press
 * office learns what the monthly report says.
 */
export const kindsOfRole: Readonly<Record<AgencyRole, readonly AlertKind[]>> = {
  police: alertKind.options,
  administration: ['sos', 'device', 'crowd'],
  hospital: ['sos'],
  municipality: ['device', 'crowd'],
  'press-office': [],
};

export const agency = z.strictObject({
  /** As recipients and watchlist entries name it. */
  name: z.string().min(1).max(80),
  role: agencyRole,
  /** Who gets the monthly report (docs/report.md); left out: nobody. */
  report: z
    .strictObject({
      emails: z.array(z.email('must be an e-mail address')).min(1).max(10),
      language: z.enum(['th', 'en']).default('th'),
    })
    .optional(),
});
export type Agency = Readonly<z.infer<typeof agency>>;

interface Told {
  readonly agency: string;
  readonly receives: { readonly kinds: readonly AlertKind[] };
}

/** A file that names agencies names all of them, and lets no recipient be told of more than the agency may know. */
export function checkAgencies(
  { agencies, recipients }: { readonly agencies: readonly Agency[]; readonly recipients: readonly Told[] },
  context: z.RefinementCtx,
): void {
  agencies.forEach(({ name }, index) => {
    if (agencies.findIndex((one) => one.name === name) === index) return;
    const message = `"${name}" is used twice`;
    context.addIssue({ code: 'custom', path: ['agencies', index, 'name'], message });
  });
  if (agencies.length === 0) return;
  recipients.forEach((recipient, index) => {
    const path = ['recipients', index];
    const found = agencies.find(({ name }) => name === recipient.agency);
    const message = `"${recipient.agency}" is no agency of this file: add it under "agencies" with its role`;
    if (found) checkKinds(recipient, found, [...path, 'receives', 'kinds'], context);
    else context.addIssue({ code: 'custom', path: [...path, 'agency'], message });
  });
}

function checkKinds(
  { receives }: Told,
  { name, role }: Agency,
  path: readonly PropertyKey[],
  context: z.RefinementCtx,
): void {
  const allowed = kindsOfRole[role];
  const most = allowed.length === 0 ? 'no alerts, only the monthly report' : `only ${allowed.join(', ')}`;
  receives.kinds.forEach((kind, index) => {
    if (allowed.includes(kind)) return;
    const message = `"${kind}" is not for "${name}": its role "${role}" may be told of ${most}`;
    context.addIssue({ code: 'custom', path: [...path, index], message });
  });
}
