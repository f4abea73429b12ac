import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import type { PoleCredentials } from '../pole-credentials.ts';
import type { MqttAddress } from '../pole-mqtt.ts';
import { reasonOf } from './agent-event.ts';
import { type Uplink, UplinkError } from './uplink.ts';

export interface MqttUplinkParams extends MqttAddress {
  /** The client id; for a pole, its thing's name. */
  readonly clientId: string;
  readonly credentials: PoleCredentials;
  /** A broker that does not acknowledge in this time is as good as gone. @default 10000 */
  readonly answerMilliseconds?: number;
}

/** A dead line is found after one and a half of it; IoT Core takes 30–1200. */
const keepaliveSeconds = 30;
const leaveMilliseconds = 1_000;

/**
 * Connects by MQTT 3.1.1 over mutual TLS. The client library neither reconnects nor repeats: what is on its way is the
 * outbox's to know, so each connection starts empty.
 */
export async function openMqttUplink(params: MqttUplinkParams): Promise<Uplink> {
  const { host, port, answerMilliseconds = 10_000 } = params;
  try {
    const client = await connectAsync(
      `mqtts://${host}:${port}`,
      optionsOf(params, answerMilliseconds),
      false,
    );
    return asUplink(client, answerMilliseconds);
  } catch (cause) {
    throw new UplinkError(`${host}:${port}: ${reasonOf(cause)}`, { cause });
  }
}

function optionsOf({ clientId, credentials }: MqttUplinkParams, connectTimeout: number): IClientOptions {
  const { certificatePem, privateKeyPem, caPem } = credentials;
  return {
    clientId,
    cert: certificatePem,
    key: privateKeyPem,
    ...(caPem === undefined ? {} : { ca: caPem }),
    protocolVersion: 4,
    reconnectPeriod: 0,
    keepalive: keepaliveSeconds,
    connectTimeout,
  };
}

function asUplink(client: MqttClient, answerMilliseconds: number): Uplink {
  const ending = Promise.withResolvers<string>();
  const waiting = new Set<(error: UplinkError) => void>();
  const end = (reason: string) => {
    ending.resolve(reason);
    for (const reject of waiting) reject(new UplinkError(reason));
  };
  client.on('error', (error) => end(error.message));
  client.once('close', () => end('the connection was closed'));
  const answered = async (work: Promise<unknown>): Promise<void> => {
    const unanswered = Promise.withResolvers<never>();
    waiting.add(unanswered.reject);
    // Whatever went wrong, only a new connection begins with a clean account of what is on its way.
    const timer = setTimeout(() => {
      end(`no answer within ${answerMilliseconds} ms`);
      client.end(true);
    }, answerMilliseconds);
    try {
      await Promise.race([work, unanswered.promise]);
    } catch (cause) {
      throw cause instanceof UplinkError ? cause : new UplinkError(reasonOf(cause), { cause });
    } finally {
      clearTimeout(timer);
      waiting.delete(unanswered.reject);
    }
  };
  return {
    publish: (topic, payload) => answered(client.publishAsync(topic, payload, { qos: 1 })),
    subscribe: (topics, onMessage) => {
      client.on('message', (topic, payload) => onMessage(topic, payload));
      return answered(client.subscribeAsync([...topics], { qos: 1 }));
    },
    ended: ending.promise,
    end: async () => {
      end('ended');
      // A graceful end waits for acknowledgements, on a dead line for ever.
      if (!client.connected) return void (await client.endAsync(true));
      const leaving = new AbortController();
      const patience = sleep(leaveMilliseconds, undefined, { signal: leaving.signal }).catch(() => undefined);
      await Promise.race([client.endAsync(), patience]);
      leaving.abort();
      client.stream.destroy();
    },
  };
}
