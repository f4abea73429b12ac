import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../tools/pole-agent/agent-event.ts';
import { ClaimFileError, parseClaimFile } from '../../../tools/pole-agent/claim-file.ts';
import type { Disk } from '../../../tools/pole-agent/disk.ts';
import { openNodeDisk } from '../../../tools/pole-agent/node-disk.ts';
import { keepProvisioning, ProvisioningFailedError, provision } from '../../../tools/pole-agent/provision.ts';
import { ProvisioningRefusedError } from '../../../tools/pole-agent/provisioning-link.ts';
import { UplinkError } from '../../../tools/pole-agent/uplink.ts';
import { claim, luckOf, type Mishap, makeProvisioner, poleId } from './make-provisioner.ts';
import { PowerCutDisk, PowerCutError } from './power-cut-disk.ts';

type Provisioner = ReturnType<typeof makeProvisioner>;

const run = (iot: Provisioner, disk: Disk, events: AgentEvent[] = []) =>
  provision({ poleId, claim, disk, connect: iot.connect, tell: (event) => void events.push(event) });

/** What a pole goes on with must let it in. */
function expectFinished(iot: Provisioner, disk: Disk): void {
  const credentials = {
    certificatePem: disk.read('certificate.pem'),
    privateKeyPem: disk.read('private.key'),
  };
  expect(iot.isLetIn(poleId, credentials)).toBe(true);
  expect(iot.active()).toEqual([credentials.certificatePem]);
  expect(disk.read('ca.pem')).toBe('the CA');
  expect(disk.read('broker').trim()).toBe('broker.example:8883');
}

describe('provision', () => {
  it('gets a certificate for a key of its own, and connects as the claim alone', async () => {
    const iot = makeProvisioner();
    const disk = new PowerCutDisk();

    await run(iot, disk);

    expectFinished(iot, disk);
    expect(disk.list().toSorted()).toEqual(['broker', 'ca.pem', 'certificate.pem', 'private.key']);
    expect(iot.clientIds).toEqual(['claim_nk-pole-01']);
  });

  it('writes nothing that another user of the board can read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pole-'));

    await run(makeProvisioner(), openNodeDisk(folder));

    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual(
      Array(4).fill(0o600),
    );
    rmSync(folder, { recursive: true });
  });

  it('leaves a pole that has its certificate as it is', async () => {
    const iot = makeProvisioner();
    const disk = new PowerCutDisk();
    await run(iot, disk);
    const before = disk.read('private.key');

    await run(iot, disk);

    expect(disk.read('private.key')).toBe(before);
    expect(iot.clientIds).toHaveLength(1);
  });

  it('comes to one certificate and its key whenever the power is cut', async () => {
    let cuts = 0;
    for (let step = 0; step < 40; step += 1) {
      for (const seed of ['a', 'b', 'c']) {
        const iot = makeProvisioner();
        const disk = new PowerCutDisk();
        disk.cutAfter(step);
        await run(iot, disk).catch((error: unknown) => {
          if (!(error instanceof PowerCutError)) throw error;
          cuts += 1;
        });
        disk.restart(luckOf(`${step}${seed}`));

        await run(iot, disk);

        expectFinished(iot, disk);
      }
    }
    // Fewer would mean that the cuts came after the work.
    expect(cuts).toBeGreaterThan(60);
  });

  it.each<[number, Mishap]>([
    [1, 'lost'],
    [1, 'unanswered'],
    [2, 'lost'],
    [2, 'unanswered'],
  ])('comes to one certificate when message %i is %s, by trying again', async (n, mishap) => {
    const iot = makeProvisioner();
    const disk = new PowerCutDisk();
    iot.meet(n, mishap);

    await expect(run(iot, disk)).rejects.toThrow(UplinkError);
    await run(iot, disk);

    expectFinished(iot, disk);
  });

  it('asks for a new certificate when it comes too late with the token of the former', async () => {
    const iot = makeProvisioner();
    const disk = new PowerCutDisk();
    iot.meet(2, 'lost');
    await expect(run(iot, disk)).rejects.toThrow(UplinkError);
    iot.forgetTokens();

    await run(iot, disk);

    expectFinished(iot, disk);
  });

  it('says why it was refused, and leaves no certificate that is good for nothing', async () => {
    const iot = makeProvisioner();
    const disk = new PowerCutDisk();
    iot.meet(2, { errorCode: 'AccessDenied', statusCode: 403 });

    await expect(run(iot, disk)).rejects.toThrow(/AccessDenied/);

    expect(disk.list()).not.toContain('private.key');
  });
});

describe('keepProvisioning', () => {
  const keep = (iot: Provisioner, disk: Disk, pauses: number[] = []) => {
    let now = 0;
    const pause = async (milliseconds: number) => {
      pauses.push(milliseconds);
      now += milliseconds;
    };
    const clock = { uptime: () => now, random: () => 1, pause };
    return keepProvisioning({ poleId, claim, disk, connect: iot.connect, tell: () => undefined, ...clock });
  };

  it('tries again when the line fails or IoT Core is too busy, each time after a longer wait', async () => {
    const iot = makeProvisioner();
    const disk = new PowerCutDisk();
    const pauses: number[] = [];
    iot.meet(1, 'lost');
    iot.meet(2, { errorCode: 'Throttled', statusCode: 429 });
    iot.meet(3, { errorCode: 'InternalFailure', statusCode: 500 });

    await keep(iot, disk, pauses);

    expectFinished(iot, disk);
    expect(pauses).toEqual([1000, 2000, 4000]);
  });

  it('gives up when the claim cannot be good any more', async () => {
    const iot = { ...makeProvisioner(), connect: () => Promise.reject(new UplinkError('not authorized')) };
    const pauses: number[] = [];

    await expect(keep(iot, new PowerCutDisk(), pauses)).rejects.toThrow(ProvisioningFailedError);
    expect(pauses.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(300_000);
  });

  it('does not try again what was refused', async () => {
    const iot = makeProvisioner();
    iot.meet(2, { errorCode: 'AccessDenied', statusCode: 403 });

    await expect(keep(iot, new PowerCutDisk())).rejects.toThrow(ProvisioningRefusedError);
  });
});

describe('parseClaimFile', () => {
  it('reads the claim of this pole', () => {
    expect(parseClaimFile(JSON.stringify(claim), poleId)).toEqual(claim);
  });

  it('names the pole that a claim is for', () => {
    expect(() => parseClaimFile(JSON.stringify(claim), 'nk-pole-02')).toThrow(
      'for nk-pole-01, not for nk-pole-02',
    );
  });

  it('takes nothing else for a claim', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => parseClaimFile(text, poleId)).toThrow(ClaimFileError);
      }),
    );
  });
});
