import { DescribeEndpointCommand, type IoTClient } from '@aws-sdk/client-iot';
import { InvalidArgumentError } from 'commander';
import type { MqttAddress } from './pole-mqtt.ts';

/** The account's MQTT broker. AWS tells a host alone; the local run a host and its port. */
export async function findBroker(iot: IoTClient): Promise<MqttAddress> {
  const answer = await iot.send(new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }));
  return addressOf(answer.endpointAddress ?? '');
}

/** Reads `host` or `host:port` from the command line. */
export function parseBroker(text: string): MqttAddress {
  if (/^[a-z0-9.-]+(:\d{1,5})?$/i.test(text)) return addressOf(text);
  throw new InvalidArgumentError('Must be a host or host:port.');
}

function addressOf(text: string): MqttAddress {
  const { hostname, port } = new URL(`mqtts://${text}`);
  return { host: hostname, port: port === '' ? 8883 : Number(port) };
}
