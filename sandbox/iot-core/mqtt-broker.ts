import { Aedes, type AedesOptions, type Client } from 'aedes';
import { createBrokerGuards } from './broker-guards.ts';
import type { CertificateAuthority } from './certificate-authority.ts';
import type { DeviceAccess } from './device-access.ts';
import { createDeviceConnections, type DeviceConnections } from './device-connections.ts';
import type { IotLog } from './iot-options.ts';
import { splitBasicIngest, topicMatches } from './mqtt-topic.ts';
import { createPresence, type DisconnectReason, type Presence } from './presence.ts';
import type { IotMessage } from './rules-engine.ts';
import { listenTls } from './tls-listener.ts';

export interface BrokerOptions {
  readonly host: string;
  readonly port: number;
  readonly authority: CertificateAuthority;
  readonly access: DeviceAccess;
  /** Gets every message that was let through, the broker's own events included. */
  readonly onMessage: (message: IotMessage) => void;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: IotLog;
}

export interface BrokerAnswer {
  readonly clientId: string;
  readonly certificateId: string;
  readonly topic: string;
  readonly body: object;
}

export interface MqttBroker {
  readonly port: number;
  publish(message: { topic: string; payload: Buffer; qos: 0 | 1 }): Promise<void>;
  /** Answers one connection alone, if it has subscribed to the topic and may receive it. */
  tell(answer: BrokerAnswer): void;
  /** Ends the connections that came with a certificate, as AWS does when it is deactivated. */
  disconnectCertificate(certificateId: string): void;
  close(): Promise<void>;
}

/** Opens an MQTT 3.1.1 broker over mutual TLS in which a certificate's policies decide everything. */
export async function openMqttBroker(options: BrokerOptions): Promise<MqttBroker> {
  const { access, log, now } = options;
  const connections = createDeviceConnections(options);
  const aedes = new Aedes();
  const publish = publisherOf(aedes);
  const presence = createPresence({
    now,
    publish: (topic, payload) => {
      publish({ topic, payload, qos: 1 }).catch((error) =>
        log('EVENT_LOST', { topic, error: String(error) }),
      );
    },
  });
  const guards = createBrokerGuards({ access, connections, presence });
  Object.assign(aedes, guards, { published: createForwarder(connections, options.onMessage) });
  await aedes.listen();
  followClients(aedes, connections, presence);
  const listener = await listenTls({ ...options, onConnection: (socket) => aedes.handle(socket) });
  return {
    port: listener.port,
    publish,
    tell: answererOf(connections, access),
    disconnectCertificate: (certificateId) => {
      for (const client of connections.where((it) => it.certificateId === certificateId)) {
        connections.mark(client, 'AUTH_ERROR');
        client.close();
      }
    },
    close: async () => {
      await new Promise<void>((resolve) => aedes.close(resolve));
      await listener.close();
    },
  };
}

const publisherOf =
  (aedes: Aedes): MqttBroker['publish'] =>
  ({ topic, payload, qos }) =>
    new Promise((resolve, reject) => {
      const packet = { cmd: 'publish', topic, payload, qos, dup: false, retain: false } as const;
      aedes.publish(packet, (error) => (error ? reject(error) : resolve()));
    });

function answererOf(connections: DeviceConnections, access: DeviceAccess): MqttBroker['tell'] {
  return ({ clientId, certificateId, topic, body }) => {
    const session = { clientId, certificateId };
    const asked = connections.where((it) => it.clientId === clientId && it.certificateId === certificateId);
    for (const client of asked) {
      const isWanted = subscriptionsOf(client).some((filter) => topicMatches(filter, topic));
      if (!isWanted || !access.mayReceive(session, topic)) continue;
      const payload = Buffer.from(JSON.stringify(body));
      // A connection that ends meanwhile has its answer no more: the device asks again.
      client.publish({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false }, () => undefined);
    }
  };
}

/** aedes keeps them in a field that its types do not name; a test holds this to the pinned version. */
const subscriptionsOf = (client: Client): readonly string[] =>
  Object.keys(Object(Reflect.get(client, 'subscriptions')));

function createForwarder(
  connections: DeviceConnections,
  onMessage: BrokerOptions['onMessage'],
): NonNullable<AedesOptions['published']> {
  return (packet, client: Client | null, done) => {
    const sender = connections.senderOf(client);
    if (!packet.topic.startsWith('$SYS/')) {
      onMessage({
        ...splitBasicIngest(packet.topic),
        payload: Buffer.from(packet.payload),
        ...(sender && { clientId: sender.clientId, principal: sender.certificateId }),
      });
    }
    done();
  };
}

function followClients(aedes: Aedes, connections: DeviceConnections, presence: Presence): void {
  // While the broker closes nobody is left to hear of it, and the rules engine is on its way out.
  const tell = (client: Client, act: (session: NonNullable<ReturnType<typeof connections.find>>) => void) => {
    const connection = connections.find(client);
    if (connection !== undefined && !aedes.closed) act(connection);
  };
  aedes.on('clientReady', (client) => tell(client, presence.connected));
  aedes.on('subscribe', (subscriptions, client) =>
    tell(client, (it) =>
      presence.subscribed(
        it,
        subscriptions.map(({ topic }) => topic),
      ),
    ),
  );
  aedes.on('unsubscribe', (topics, client) => {
    // aedes also takes every subscription of a connection away as it ends, which no client asked for.
    if (!client.closed) tell(client, (it) => presence.unsubscribed(it, topics));
  });
  aedes.on('keepaliveTimeout', (client) => connections.mark(client, 'MQTT_KEEP_ALIVE_TIMEOUT'));
  aedes.on('clientDisconnect', (client) => {
    tell(client, (it) => presence.disconnected(it, it.reason ?? reasonOf(client)));
    connections.remove(client);
  });
}

/** aedes notes a DISCONNECT packet in a private field only; a test holds this to the pinned version. */
const reasonOf = (client: Client): DisconnectReason =>
  Reflect.get(client, '_disconnected') === true ? 'CLIENT_INITIATED_DISCONNECT' : 'CONNECTION_LOST';
