import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAdmissionRequest } from '../../lambdas/poles/admission-request.ts';
import { admitPole } from '../../lambdas/poles/admit-pole.ts';
import { type AdmissionRequest, claimMilliseconds } from '../../lambdas/poles/pole-claim.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { memoryPoleClaimStore } from '../memory/pole-claim-store.ts';
import { memoryPoleRegistry } from '../memory/pole-registry.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { bridge } from './make-pole-envelope.ts';

const madeAt = Date.parse('2026-11-23T01:15:00Z');
const request: AdmissionRequest = {
  poleId: 'nk-pole-01',
  claimCertificateId: 'claim-1',
  certificateId: 'certificate-1',
};

/** A zone with `nk-pole-01` and a claim for it, at `at` (ms after the claim was made). */
async function makeAdmission({ at = 1000, active = [] as readonly string[] } = {}) {
  const claims = memoryPoleClaimStore();
  const expiresAt = madeAt + claimMilliseconds;
  await claims.put({ poleId: 'nk-pole-01', claimCertificateId: 'claim-1', expiresAt });
  const telemetry = memoryTelemetry();
  const registry = memoryPoleRegistry({ 'nk-pole-01': bridge, 'nk-pole-02': bridge });
  const certificates = { active: async () => active };
  const ports = { registry, claims, certificates, telemetry, now: () => madeAt + at };
  return {
    admit: (wanted: Partial<AdmissionRequest> = {}) => admitPole({ ...request, ...wanted }, ports),
    ports,
  };
}

describe('admitPole', () => {
  it('admits a pole of the zone file for which an installer made the claim, and says so', async () => {
    const { admit, ports } = await makeAdmission();

    expect(await admit()).toEqual({ isAdmitted: true });
    expect(ports.telemetry.events()).toEqual([LogEvent.poleAdmitted]);
  });

  it.each<[string, Partial<AdmissionRequest>, string]>([
    ['the zone file does not name', { poleId: 'nk-pole-99' }, 'unknown-pole'],
    ['no installer made a claim for', { poleId: 'nk-pole-02' }, 'no-claim'],
    ['comes with the claim of another', { claimCertificateId: 'claim-2' }, 'other-claim'],
  ])('refuses a pole that %s', async (_, wanted, reason) => {
    const { admit, ports } = await makeAdmission();

    expect(await admit(wanted)).toEqual({ isAdmitted: false, reason });
    expect(ports.telemetry.events()).toEqual([LogEvent.poleNotAdmitted]);
  });

  it('refuses a claim from the moment on at which it expires', async () => {
    const last = await makeAdmission({ at: claimMilliseconds - 1 });
    const late = await makeAdmission({ at: claimMilliseconds });

    expect(await last.admit()).toEqual({ isAdmitted: true });
    expect(await late.admit()).toEqual({ isAdmitted: false, reason: 'expired' });
  });

  it('refuses a pole that has an active certificate', async () => {
    const { admit } = await makeAdmission({ active: ['certificate-0'] });

    expect(await admit()).toEqual({ isAdmitted: false, reason: 'provisioned' });
  });

  it('admits the same certificate again: the first answer may not have arrived', async () => {
    const { admit } = await makeAdmission({ active: ['certificate-1'] });

    expect(await admit()).toEqual({ isAdmitted: true });
    expect(await admit()).toEqual({ isAdmitted: true });
  });

  it('refuses a second certificate for one claim', async () => {
    const { admit } = await makeAdmission();
    await admit();

    expect(await admit({ certificateId: 'certificate-2' })).toEqual({
      isAdmitted: false,
      reason: 'claim-used',
    });
  });

  it('refuses a former claim when the installer has made another', async () => {
    const { admit, ports } = await makeAdmission();
    const expiresAt = madeAt + claimMilliseconds;
    await ports.claims.put({ poleId: 'nk-pole-01', claimCertificateId: 'claim-2', expiresAt });

    expect(await admit()).toEqual({ isAdmitted: false, reason: 'other-claim' });
    expect(await admit({ claimCertificateId: 'claim-2' })).toEqual({ isAdmitted: true });
  });

  it('refuses what no pole of ours asks', async () => {
    const { ports } = await makeAdmission();

    expect(await admitPole(undefined, ports)).toEqual({ isAdmitted: false, reason: 'unreadable' });
  });
});

describe('parseAdmissionRequest', () => {
  it('reads what IoT Core hands its hook', () => {
    const event = {
      claimCertificateId: 'claim-1',
      certificateId: 'certificate-1',
      certificatePem: '-----BEGIN CERTIFICATE-----',
      templateArn: 'arn:aws:iot:ap-southeast-1:111122223333:provisioningtemplate/safety_zone_pole',
      clientId: 'claim_nk-pole-01',
      parameters: { PoleId: 'nk-pole-01' },
    };

    expect(parseAdmissionRequest(event)).toEqual(request);
  });

  it('takes anything else for no request, and never throws', () => {
    fc.assert(fc.property(fc.anything(), (event) => parseAdmissionRequest(event) === undefined));
  });

  it('takes no id that no pole of a zone file has', () => {
    const ids = fc.string().filter((id) => !/^[a-z][a-z0-9-]{2,39}$/.test(id));
    fc.assert(
      fc.property(ids, (PoleId) => {
        const event = { claimCertificateId: 'a', certificateId: 'b', parameters: { PoleId } };
        expect(parseAdmissionRequest(event)).toBeUndefined();
      }),
    );
  });
});
