import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { type PoleMessageType, poleTopic } from '../lambdas/zone/names.ts';
import { readPoleCredentials } from './pole-credentials.ts';

/** Where the broker listens. */
export interface MqttAddress {
  readonly host: string;
  readonly port: number;
}

export interface PublishAsPoleParams extends MqttAddress {
  readonly poleId: string;
  /** Folder of the pole's PEM files, as `zone pole provision` writes it. */
  readonly certs: string;
  readonly messageType: PoleMessageType;
  readonly body: Readonly<Record<string, unknown>>;
  /** How long the broker may take to answer. @default 10 */
  readonly timeoutSeconds?: number;
}

export interface PressPoleParams extends Omit<PublishAsPoleParams, 'messageType' | 'body'> {
  readonly pressId: string;
  readonly drill: boolean;
  /** Epoch ms. @default now */
  readonly pressedAt?: number;
}

/** The broker did not take the message: no connection, no right, or no answer in time. */
export class PoleNotHeardError extends Error {
  override readonly name = 'PoleNotHeardError';
}

/** Presses the button: resolves when the broker has taken the press. Throws PoleNotHeardError. */
export async function pressPole({ pressId, drill, pressedAt, ...params }: PressPoleParams): Promise<void> {
  const at = new Date(pressedAt ?? Date.now()).toISOString();
  const body = { version: 1, pressId, pressedAt: at, drill };
  await publishAsPole({ ...params, messageType: 'press', body });
}

/** Sends one message as a real pole does: its own certificate, its own client id, QoS 1 over TLS. */
export async function publishAsPole(params: PublishAsPoleParams): Promise<void> {
  const { poleId, messageType, body, timeoutSeconds = 10 } = params;
  const client = await connect(params, timeoutSeconds * 1000);
  try {
    await acknowledged(client, timeoutSeconds * 1000, () =>
      client.publishAsync(poleTopic(poleId, messageType), JSON.stringify(body), { qos: 1 }),
    );
  } finally {
    await client.endAsync(true);
  }
}

async function connect({ poleId, host, port, certs }: PublishAsPoleParams, connectTimeout: number) {
  const { certificatePem, privateKeyPem, caPem } = readPoleCredentials(certs);
  const options: IClientOptions = {
    clientId: poleId,
    cert: certificatePem,
    key: privateKeyPem,
    ...(caPem === undefined ? {} : { ca: caPem }),
    protocolVersion: 4,
    reconnectPeriod: 0,
    connectTimeout,
  };
  try {
    return await connectAsync(`mqtts://${host}:${port}`, options, false);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PoleNotHeardError(`${host}:${port} did not let ${poleId} in: ${reason}`, { cause });
  }
}

/** IoT Core answers what a policy forbids by closing the connection, so a close is an answer too. */
async function acknowledged(client: MqttClient, timeoutMs: number, publish: () => Promise<unknown>) {
  const unheard = new Promise<never>((_, reject) => {
    const refuse = (reason: string) => reject(new PoleNotHeardError(`the broker ${reason}`));
    const timer = setTimeout(refuse, timeoutMs, 'did not acknowledge the message in time');
    timer.unref();
    client.once('close', () => refuse('closed the connection: may this certificate publish for this pole?'));
    client.once('error', reject);
  });
  await Promise.race([publish(), unheard]);
}
