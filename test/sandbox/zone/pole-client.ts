import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { readPoleCredentials } from '../../../tools/pole-credentials.ts';
import { type PressPoleParams, pressPole, publishAsPole } from '../../../tools/pole-mqtt.ts';
import { provisionPole } from '../../../tools/provision-pole.ts';
import type { Zone } from './run-zone.ts';

/** A pole with its certificate, given to it as an installer would (`zone pole provision`). */
export interface Pole {
  readonly poleId: string;
  /** Folder of its PEM files. */
  readonly certs: string;
  readonly host: string;
  readonly port: number;
}

export async function installPole({ sandbox, folder }: Zone, poleId: string): Promise<Pole> {
  const certs = join(folder, poleId);
  await provisionPole({
    poleId,
    iot: sandbox.clients.iot,
    policyName: sandbox.outputs.PolePolicyName ?? '',
    folder: certs,
    caPem: sandbox.iotCore.caPem,
  });
  return { poleId, certs, host: '127.0.0.1', port: sandbox.iotCore.mqttPort };
}

export const press = (
  pole: Pole,
  pressId: string,
  options: Partial<Pick<PressPoleParams, 'drill' | 'pressedAt'>> = {},
): Promise<void> => pressPole({ ...pole, pressId, drill: false, timeoutSeconds: 30, ...options });

export const heartbeat = (pole: Pole, body: object): Promise<void> =>
  publishAsPole({ ...pole, messageType: 'heartbeat', body: { version: 1, ...body }, timeoutSeconds: 30 });

/** An open connection of a pole, to send whatever a broken or hostile one might. */
export async function connectPole({ poleId, certs, host, port }: Pole): Promise<MqttClient> {
  const { certificatePem: cert, privateKeyPem: key, caPem: ca = '' } = readPoleCredentials(certs);
  const options = { clientId: poleId, cert, key, ca, protocolVersion: 4, reconnectPeriod: 0 } as const;
  const client = await connectAsync(`mqtts://${host}:${port}`, options, false);
  client.on('error', () => undefined);
  return client;
}
