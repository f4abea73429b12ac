import type { DeviceIdentity } from './device-access.ts';

/** Reasons of the lifecycle events page that can come about here. */
export type DisconnectReason =
  | 'AUTH_ERROR'
  | 'CLIENT_ERROR'
  | 'CLIENT_INITIATED_DISCONNECT'
  | 'CONNECTION_LOST'
  | 'DUPLICATE_CLIENTID'
  | 'MQTT_KEEP_ALIVE_TIMEOUT';

export interface DeviceSession extends DeviceIdentity {
  readonly sessionId: string;
  readonly ipAddress: string;
}

export interface PresenceOptions {
  readonly now: () => Date;
  readonly publish: (topic: string, payload: Buffer) => void;
}

/** Publishes the lifecycle events under `$aws/events/`, numbered per client id. */
export interface Presence {
  connected(session: DeviceSession): void;
  disconnected(session: DeviceSession, reason: DisconnectReason): void;
  refused(session: DeviceSession): void;
  subscribed(session: DeviceSession, topics: readonly string[]): void;
  unsubscribed(session: DeviceSession, topics: readonly string[]): void;
}

/** A client id that was away longer than this starts at version 0 again (lifecycle events page). */
const versionMemoryMs = 3_600_000;

interface Version {
  readonly number: number;
  /** When the client was last seen to leave; absent while it is connected. */
  readonly leftAt?: number;
}

export function createPresence({ now, publish }: PresenceOptions): Presence {
  const versions = new Map<string, Version>();

  function nextVersion(clientId: string): number {
    const former = versions.get(clientId);
    const isForgotten = former?.leftAt !== undefined && now().getTime() - former.leftAt > versionMemoryMs;
    const number = former === undefined || isForgotten ? 0 : former.number + 1;
    versions.set(clientId, { number });
    return number;
  }

  function tell(kind: string, eventType: string, session: DeviceSession, details: object): void {
    const { clientId, sessionId, certificateId } = session;
    // Such ids would make no topic; AWS sends no lifecycle events for them either.
    if (/[#+]/.test(clientId)) return;
    const event = {
      clientId,
      timestamp: now().getTime(),
      eventType,
      sessionIdentifier: sessionId,
      principalIdentifier: certificateId,
      ...details,
    };
    publish(`$aws/events/${kind}/${eventType}/${clientId}`, Buffer.from(JSON.stringify(event), 'utf8'));
  }

  return {
    connected: (session) =>
      tell('presence', 'connected', session, {
        ipAddress: session.ipAddress,
        versionNumber: nextVersion(session.clientId),
      }),
    disconnected: (session, disconnectReason) => {
      const number = versions.get(session.clientId)?.number ?? 0;
      versions.set(session.clientId, { number, leftAt: now().getTime() });
      tell('presence', 'disconnected', session, {
        clientInitiatedDisconnect: disconnectReason === 'CLIENT_INITIATED_DISCONNECT',
        disconnectReason,
        versionNumber: number,
      });
    },
    refused: (session) =>
      tell('presence', 'connect_failed', session, {
        connectFailureReason: 'AUTHORIZATION_FAILED',
        ipAddress: session.ipAddress,
      }),
    subscribed: (session, topics) => tell('subscriptions', 'subscribed', session, { topics }),
    unsubscribed: (session, topics) => tell('subscriptions', 'unsubscribed', session, { topics }),
  };
}
