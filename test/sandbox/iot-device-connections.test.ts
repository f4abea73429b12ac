import { EventEmitter } from 'node:events';
import type { Client } from 'aedes';
import { expect, it } from 'vitest';
import { createDeviceConnections } from '../../sandbox/iot-core/device-connections.ts';

it('still knows who sent a message when the client hung up before it was handed on', () => {
  const connections = createDeviceConnections({ newId: () => 'session-1', log: () => {} });
  const client = Object.assign(new EventEmitter(), { id: 'sos-01' }) as unknown as Client;
  connections.add(client, connections.identify(client));

  connections.remove(client);

  expect(connections.find(client)).toBeUndefined();
  expect(connections.senderOf(client)).toMatchObject({ clientId: 'sos-01' });
});
