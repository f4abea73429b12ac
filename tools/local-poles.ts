import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ZoneFile } from '../lambdas/zone/zone-file.ts';
import type { ZoneSandbox } from '../sandbox/start-zone-sandbox.ts';
import { hasPoleCredentials } from './pole-credentials.ts';
import { pressPole } from './pole-mqtt.ts';
import { provisionPole } from './provision-pole.ts';

export interface LocalPoles {
  /** Folder of a pole's PEM files; undefined for a pole that the zone does not have. */
  folderOf(poleId: string): string | undefined;
  /** Presses as the pole itself: its certificate, MQTT over TLS. Throws PoleNotHeardError. */
  press(poleId: string, pressId: string, options?: { readonly drill?: boolean }): Promise<void>;
}

/** Gives every pole of the zone a certificate of the local IoT Core, in a folder each below `folder`. */
export async function provisionLocalPoles(
  zone: Pick<ZoneFile, 'poles'>,
  sandbox: Pick<ZoneSandbox, 'clients' | 'outputs' | 'iotCore'>,
  folder: string,
): Promise<LocalPoles> {
  const { clients, outputs, iotCore } = sandbox;
  const folders = new Map<string, string>();
  for (const { id } of zone.poles) {
    const place = folderFor(folder, id);
    const policyName = outputs.PolePolicyName ?? '';
    const pole = { poleId: id, iot: clients.iot, policyName, folder: place, caPem: iotCore.caPem };
    await provisionPole({ ...pole, isForced: true });
    folders.set(id, place);
  }
  return {
    folderOf: (poleId) => folders.get(poleId),
    press: async (poleId, pressId, { drill = false } = {}) => {
      const address = { host: 'localhost', port: iotCore.mqttPort };
      await pressPole({ ...address, poleId, certs: folders.get(poleId) ?? '', pressId, drill });
    },
  };
}

/** A key of the account's own IoT Core (those have no CA file beside them) must never be overwritten. */
function folderFor(folder: string, poleId: string): string {
  const usual = join(folder, 'poles', poleId);
  const isOfAccount = hasPoleCredentials(usual) && !existsSync(join(usual, 'ca.pem'));
  return isOfAccount ? join(folder, 'local-poles', poleId) : usual;
}
