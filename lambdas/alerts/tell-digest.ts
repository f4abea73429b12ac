import { LogEvent } from '../zone/log-events.ts';
import type { TellDigestMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { IncidentLink } from './acknowledge-link.ts';
import { decide } from './decide.ts';
import { digestText, incidentsOf, mostIncidents } from './digest-text.ts';
import { dutyAt } from './duty.ts';
import { delaySeconds } from './hold-alert.ts';
import type { Digest } from './holding-store.ts';
import { keepMessage } from './keep-message.ts';
import { makeLink } from './make-link.ts';
import { AlertBusyError, claimMilliseconds, type RaiseAlertPorts } from './raise-alert.ts';

/**
 * Tells in one message what was held back, when its time has come, and writes on every alert in which message it was
 * told. Closing comes first, so that an alert is either in the message or is sent by itself.
 */
export async function tellDigest(message: TellDigestMessage, ports: RaiseAlertPorts): Promise<void> {
  const { alerts, holding, digests, sender, telemetry, now } = ports;
  const { digestId, dueAt } = message;
  const at = now();
  if (at < dueAt) return digests.tellLater(message, delaySeconds(dueAt, at));
  const digest = await holding.close(digestId, at);
  if (digest === undefined) return;
  const key = { incidentId: digestId, tier: digest.first.tier };
  const claim = await alerts.claim(key, { now: at, until: at + claimMilliseconds });
  if (claim === 'busy') throw new AlertBusyError(`digest ${digestId} is being sent`);
  const { kind, tier, drill, visibleTo } = digest.first;
  if (claim === 'claimed' || typeof claim === 'object') {
    const to = { kind, tier, drill, siteIds: digest.siteIds, ...(visibleTo ? { visibleTo } : {}) };
    const publish = async () => {
      const text = digestText(digest, message.gate, await linksOf(digest, at, ports));
      return sender.send(to, text, dutyAt(at, kind, ports), key);
    };
    const messageId = typeof claim === 'object' ? claim.messageId : await publish();
    await alerts.markSent(key, now());
    await keepMessage({ messageId, kind, alerts: digest.members }, at, ports);
    telemetry.info(LogEvent.digestSent, { digestId, kind, tier, drill, count: digest.members.length });
    telemetry.measure(Metric.alertsSent);
  }
  for (const member of digest.members) {
    await alerts.markSent(member, at, digestId);
    const why = `with ${digest.members.length - 1} more in ${digestId}`;
    await decide(member, { at, gate: message.gate, outcome: 'sent', why }, ports);
  }
}

/** One for each incident that the message names, the latest among them. */
async function linksOf(digest: Digest, at: number, ports: RaiseAlertPorts): Promise<readonly IncidentLink[]> {
  const { tier, recoveredAt } = digest.first;
  const ofRecovery = recoveredAt === undefined ? {} : { recoveredAt };
  const links = incidentsOf(digest)
    .slice(0, mostIncidents)
    .map(async (incidentId) => {
      const link = await makeLink({ incidentId, tier, ...ofRecovery }, at, ports);
      return link === undefined ? [] : [{ incidentId, ...link }];
    });
  return (await Promise.all(links)).flat();
}
