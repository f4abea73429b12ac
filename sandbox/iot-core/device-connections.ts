import { TLSSocket } from 'node:tls';
import type { Client } from 'aedes';
import type { IotLog } from './iot-options.ts';
import type { DeviceSession, DisconnectReason } from './presence.ts';

export interface DeviceConnection extends DeviceSession {
  /** Set when the broker itself knows why the connection is about to end. */
  readonly reason?: DisconnectReason;
}

/** The broker's open connections, each known by the fingerprint of the certificate it came with. */
export interface DeviceConnections {
  /** Reads who a client is from its TLS socket; the client is not let in by this. */
  identify(client: Client): DeviceSession;
  add(client: Client, session: DeviceSession): void;
  find(client: Client | null): DeviceConnection | undefined;
  /** Who sent a message, also of a client that hung up before its message was handed on. */
  senderOf(client: Client | null): DeviceSession | undefined;
  /** Forgets a client and says what was known of it. */
  remove(client: Client): DeviceConnection | undefined;
  /** Notes why a connection ends; the first reason stands. */
  mark(client: Client, reason: DisconnectReason): void;
  /** Clients whose connection fits, in the order they came. */
  where(fits: (connection: DeviceConnection) => boolean): readonly Client[];
  /** Notes a refusal, logs it, and makes the error that ends the connection in aedes. */
  refuse(client: Client, reason: DisconnectReason, message: string): Error;
}

export function createDeviceConnections({
  newId,
  log,
}: {
  newId: () => string;
  log: IotLog;
}): DeviceConnections {
  const connections = new Map<Client, DeviceConnection>();
  const senders = new WeakMap<Client, DeviceSession>();
  const mark: DeviceConnections['mark'] = (client, reason) => {
    const connection = connections.get(client);
    if (connection !== undefined) connections.set(client, { reason, ...connection });
  };
  return {
    identify: (client) => {
      const socket = client.conn instanceof TLSSocket ? client.conn : undefined;
      const fingerprint = socket?.getPeerCertificate().fingerprint256 ?? '';
      return {
        clientId: client.id,
        certificateId: fingerprint.replaceAll(':', '').toLowerCase(),
        sessionId: newId(),
        ipAddress: socket?.remoteAddress ?? '',
      };
    },
    add: (client, session) => {
      connections.set(client, session);
      senders.set(client, session);
    },
    senderOf: (client) => (client === null ? undefined : senders.get(client)),
    find: (client) => (client === null ? undefined : connections.get(client)),
    remove: (client) => {
      const connection = connections.get(client);
      connections.delete(client);
      return connection;
    },
    mark,
    where: (fits) => [...connections].filter(([, connection]) => fits(connection)).map(([client]) => client),
    refuse: (client, reason, message) => {
      mark(client, reason);
      log('MQTT_REFUSED', { clientId: client.id, reason, message });
      return new Error(message);
    },
  };
}
