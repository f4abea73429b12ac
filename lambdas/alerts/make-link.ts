import { LogEvent } from '../zone/log-events.ts';
import type { RaiseAlertMessage } from '../zone/messages.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { linkUrl, newLink } from './acknowledge-link.ts';
import type { LinkStore } from './link-store.ts';

export interface MakeLinkPorts {
  readonly links: Pick<LinkStore, 'keep'>;
  readonly telemetry: Pick<Telemetry, 'warn'>;
  /** `tokenBytes` random bytes from a safe source, hexadecimal. */
  readonly newToken: () => string;
  /** Of acknowledge-incident, with a slash at its end; empty where the zone has none. */
  readonly functionUrl: string;
}

/**
 * A link of its own for an alert that goes out at `at` (epoch ms): its address, or `undefined` where nobody is asked to
 * do anything, or the link could not be kept: an alert without a link is worth more than none.
 */
export async function makeLink(
  { incidentId, tier, recoveredAt }: RaiseAlertMessage,
  at: number,
  { links, telemetry, newToken, functionUrl }: MakeLinkPorts,
): Promise<string | undefined> {
  if (functionUrl === '' || recoveredAt !== undefined) return undefined;
  const token = newToken();
  try {
    await links.keep(newLink({ incidentId, tier, token, at }));
    return linkUrl(functionUrl, { incidentId, token });
  } catch (error) {
    telemetry.warn(LogEvent.linkNotMade, { incidentId, tier, reason: nameOf(error) });
    return undefined;
  }
}

/** The kind of a failure says enough; its text may quote what was to be written. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
