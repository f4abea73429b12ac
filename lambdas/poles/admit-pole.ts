import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { type Admission, type AdmissionRequest, judgeClaim, refuse } from './pole-claim.ts';
import type { PoleCertificates, PoleClaimStore } from './pole-claim-store.ts';
import type { PoleRegistry } from './pole-registry.ts';

export interface AdmitPolePorts {
  readonly registry: Pick<PoleRegistry, 'findPlace'>;
  readonly claims: PoleClaimStore;
  readonly certificates: PoleCertificates;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Decides whether a pole gets its certificate, before IoT Core registers anything: it stands in the zone file, an
 * installer made this very claim for it, the claim was not used for another certificate, and the pole has none that
 * is active. `undefined` is a request that no pole of ours makes. Asking again for the same certificate gives the same.
 */
export async function admitPole(
  request: AdmissionRequest | undefined,
  ports: AdmitPolePorts,
): Promise<Admission> {
  const admission = request === undefined ? refuse('unreadable') : await judge(request, ports);
  const { telemetry } = ports;
  if (admission.isAdmitted) telemetry.info(LogEvent.poleAdmitted, { ...request });
  else telemetry.warn(LogEvent.poleNotAdmitted, { ...request, reason: admission.reason });
  telemetry.measure(admission.isAdmitted ? Metric.polesAdmitted : Metric.polesNotAdmitted);
  return admission;
}

async function judge(request: AdmissionRequest, ports: AdmitPolePorts): Promise<Admission> {
  const { poleId, certificateId } = request;
  if ((await ports.registry.findPlace(poleId)) === undefined) return refuse('unknown-pole');
  const claim = await ports.claims.find(poleId);
  const judged = judgeClaim(claim, request, ports.now());
  if (!judged.isAdmitted || claim === undefined) return judged;
  const active = await ports.certificates.active(poleId);
  if (active.some((id) => id !== certificateId)) return refuse('provisioned');
  const taken = await ports.claims.take(claim, certificateId);
  return taken === 'taken' ? judged : refuse('claim-used');
}
