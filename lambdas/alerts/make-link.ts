import { LogEvent } from '../zone/log-events.ts';
import type { RaiseAlertMessage } from '../zone/messages.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { type AlertLink, linkUrl, newLink } from './acknowledge-link.ts';
import type { LinkStore } from './link-store.ts';

/** What makes links, where the zone has a page for them. */
export interface LinkPorts {
  readonly links: Pick<LinkStore, 'keep'>;
  /** `tokenBytes` random bytes from a safe source, hexadecimal. */
  readonly newToken: () => string;
  /** Of acknowledge-incident, with a slash at its end. */
  readonly functionUrl: string;
  /** The SMS brings it too, and has three parts then instead of one. */
  readonly inSms: boolean;
}

/**
 * A link of its own for an alert that goes out at `at` (epoch ms), or `undefined` where nobody is asked to
 * do anything, or the link could not be kept: an alert without a link is worth more than none.
 */
export async function makeLink(
  { incidentId, tier, recoveredAt }: Pick<RaiseAlertMessage, 'incidentId' | 'tier' | 'recoveredAt'>,
  at: number,
  { link, telemetry }: { readonly link?: LinkPorts; readonly telemetry: Pick<Telemetry, 'warn'> },
): Promise<AlertLink | undefined> {
  if (link === undefined || recoveredAt !== undefined) return undefined;
  const { links, newToken, functionUrl, inSms } = link;
  const token = newToken();
  try {
    await links.keep(newLink({ incidentId, tier, token, at }));
    return { url: linkUrl(functionUrl, { incidentId, token }), inSms };
  } catch (error) {
    telemetry.warn(LogEvent.linkNotMade, { incidentId, tier, reason: nameOf(error) });
    return undefined;
  }
}

/** The kind of a failure says enough; its text may quote what was to be written. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
