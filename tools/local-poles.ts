import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { poleTopic } from '../lambdas/zone/names.ts';
import type { ZoneFile } from '../lambdas/zone/zone-file.ts';
import type { ZoneSandbox } from '../sandbox/start-zone-sandbox.ts';
import { hasPoleCredentials, readPoleCredentials } from './pole-credentials.ts';
import { provisionPole } from './provision-pole.ts';

/** The poles of a local zone, each with its own certificate. */
export interface LocalPoles {
  /** Presses as the pole itself, MQTT over TLS; resolves when the broker took it. Rejects when it did not. */
  press(poleId: string, pressId: string): Promise<void>;
  stop(): Promise<void>;
}

export interface LocalPolesParams {
  readonly zone: Pick<ZoneFile, 'poles'>;
  readonly sandbox: Pick<ZoneSandbox, 'clients' | 'outputs' | 'iotCore'>;
  /** The certificates go to `poles/<id>` below it. */
  readonly folder: string;
}

/**
 * A pole stays connected; this one hangs up after a while, so that `zone pole` may act as the same pole meanwhile.
 */
const connectedMilliseconds = 5_000;

/** Gives every pole of the zone a certificate of the local IoT Core. */
export async function provisionLocalPoles({ zone, sandbox, folder }: LocalPolesParams): Promise<LocalPoles> {
  const { clients, outputs, iotCore } = sandbox;
  const folders = new Map(zone.poles.map(({ id }) => [id, folderFor(folder, id)]));
  for (const [poleId, place] of folders) {
    const policyName = outputs.PolePolicyName ?? '';
    const pole = { poleId, iot: clients.iot, policyName, folder: place, caPem: iotCore.caPem };
    await provisionPole({ ...pole, isForced: true });
  }
  const open = new Map<string, Promise<MqttClient>>();
  const hangUp = async (poleId: string) => {
    const client = await open.get(poleId);
    open.delete(poleId);
    await client?.endAsync(true);
  };
  const connectionOf = (poleId: string): Promise<MqttClient> => {
    const known = open.get(poleId);
    if (known !== undefined) return known;
    const made = connect(poleId, folders.get(poleId) ?? '', iotCore.mqttPort);
    open.set(poleId, made);
    const forget = () => void open.delete(poleId);
    made.then((client) => {
      // Another client with the pole's name (`zone pole press`) ends this connection.
      client.once('close', forget);
      setTimeout(() => void hangUp(poleId), connectedMilliseconds).unref();
    }, forget);
    return made;
  };
  return {
    press: async (poleId, pressId) => {
      const body = { version: 1, pressId, pressedAt: new Date().toISOString(), drill: false };
      const client = await connectionOf(poleId);
      await client.publishAsync(poleTopic(poleId, 'press'), JSON.stringify(body), { qos: 1 });
    },
    stop: async () => {
      await Promise.all([...open.keys()].map(hangUp));
    },
  };
}

function connect(poleId: string, folder: string, port: number): Promise<MqttClient> {
  const { certificatePem, privateKeyPem, caPem } = readPoleCredentials(folder);
  const keys = { cert: certificatePem, key: privateKeyPem, ...(caPem === undefined ? {} : { ca: caPem }) };
  const options = { ...keys, clientId: poleId, protocolVersion: 4, reconnectPeriod: 0 } as const;
  return connectAsync(`mqtts://localhost:${port}`, { ...options, connectTimeout: 10_000 }, false);
}

/** A key of the account's own IoT Core (those have no CA file beside them) must never be overwritten. */
function folderFor(folder: string, poleId: string): string {
  const usual = join(folder, 'poles', poleId);
  const isOfAccount = hasPoleCredentials(usual) && !existsSync(join(usual, 'ca.pem'));
  return isOfAccount ? join(folder, 'local-poles', poleId) : usual;
}
