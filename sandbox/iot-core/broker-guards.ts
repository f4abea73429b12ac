import type { AedesOptions, Client } from 'aedes';
import type { DeviceAccess } from './device-access.ts';
import type { DeviceConnections } from './device-connections.ts';
import { isTopicWithinLimits, topicFilterFault } from './mqtt-topic.ts';
import type { DeviceSession, Presence } from './presence.ts';

/** MQTT payload limit of IoT Core (quotas page), in bytes. */
const payloadLimit = 128 * 1024;
const clientIdLimit = 128;
/** CONNACK return code "not authorized" of MQTT 3.1.1. */
const notAuthorized = 5;

/** Topics that no device publishes on: the broker's own, and the events that AWS alone publishes. */
const closedToPublish = /^(\$SYS|\$aws\/events)\//;
/** Filters nobody may subscribe to: the broker's own, Basic Ingest, and shared subscriptions (not imitated). */
const closedToSubscribe = /^\$(SYS|share|aws\/rules)(\/|$)/;

export interface BrokerGuardOptions {
  readonly access: DeviceAccess;
  readonly connections: DeviceConnections;
  readonly presence: Presence;
}

type Guards = Required<
  Pick<
    AedesOptions,
    'preConnect' | 'authenticate' | 'authorizePublish' | 'authorizeSubscribe' | 'authorizeForward'
  >
>;

/** The decisions of the broker: an error given back ends the connection, as AWS ends it. */
export function createBrokerGuards(options: BrokerGuardOptions): Guards {
  return {
    ...createConnectGuards(options),
    authorizePublish: createPublishGuard(options),
    ...createSubscribeGuards(options),
  };
}

function createConnectGuards({ access, connections, presence }: BrokerGuardOptions) {
  const wills = new WeakMap<Client, { topic: string; retain: boolean }>();
  const isWelcome = (client: Client, session: DeviceSession): boolean => {
    const will = wills.get(client);
    return (
      Buffer.byteLength(session.clientId) <= clientIdLimit &&
      access.mayConnect(session) &&
      (will === undefined || access.mayPublish(session, will.topic, will.retain))
    );
  };
  const preConnect: Guards['preConnect'] = (client, { will }, done) => {
    if (will !== undefined) wills.set(client, { topic: will.topic, retain: will.retain ?? false });
    done(null, true);
  };
  const authenticate: Guards['authenticate'] = (client, _user, _password, done) => {
    const session = connections.identify(client);
    if (!isWelcome(client, session)) {
      presence.refused(session);
      const error = connections.refuse(
        client,
        'AUTH_ERROR',
        'certificate or policies do not allow to connect',
      );
      done(Object.assign(error, { returnCode: notAuthorized as 5 }), false);
      return;
    }
    for (const former of connections.where(({ clientId }) => clientId === client.id)) {
      connections.mark(former, 'DUPLICATE_CLIENTID');
    }
    connections.add(client, session);
    done(null, true);
  };
  return { preConnect, authenticate };
}

function createPublishGuard({ access, connections }: BrokerGuardOptions): Guards['authorizePublish'] {
  return (client, { topic, payload, qos, retain }, done) => {
    const connection = connections.find(client);
    if (client === null || connection === undefined) return done(new Error('unknown connection'));
    if (Buffer.byteLength(payload) > payloadLimit) {
      return done(connections.refuse(client, 'CLIENT_ERROR', `payload over ${payloadLimit} bytes`));
    }
    if (qos === 2 || !isTopicWithinLimits(topic)) {
      return done(connections.refuse(client, 'CLIENT_ERROR', 'QoS 2, or a topic too long or too deep'));
    }
    if (closedToPublish.test(topic) || !access.mayPublish(connection, topic, retain)) {
      return done(connections.refuse(client, 'AUTH_ERROR', `not allowed to publish on ${topic}`));
    }
    done();
  };
}

function createSubscribeGuards({ access, connections }: BrokerGuardOptions) {
  const authorizeSubscribe: Guards['authorizeSubscribe'] = (client, subscription, done) => {
    const connection = connections.find(client);
    const { topic } = subscription;
    const isClosed = closedToSubscribe.test(topic) || topicFilterFault(topic) !== undefined;
    if (connection === undefined || isClosed || !access.maySubscribe(connection, topic)) {
      return done(connections.refuse(client, 'AUTH_ERROR', `not allowed to subscribe to ${topic}`));
    }
    done(null, subscription);
  };
  const authorizeForward: Guards['authorizeForward'] = (client, packet) => {
    const connection = connections.find(client);
    const isHidden = packet.topic.startsWith('$aws/rules/') || packet.topic.startsWith('$SYS/');
    const mayReceive = connection !== undefined && access.mayReceive(connection, packet.topic);
    return isHidden || !mayReceive ? null : packet;
  };
  return { authorizeSubscribe, authorizeForward };
}
