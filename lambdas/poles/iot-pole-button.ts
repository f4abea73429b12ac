import { type IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import { poleTopic } from '../zone/names.ts';
import type { PoleButton } from './pole-button.ts';

/** Drills by the poles' own topic. No `pressedAt`: the broker's time stands, so that the hop to it can be told. */
export function iotPoleButton(client: IoTDataPlaneClient): PoleButton {
  return {
    drill: async (poleId, pressId) => {
      const payload = Buffer.from(JSON.stringify({ version: 1, pressId, drill: true }));
      await client.send(new PublishCommand({ topic: poleTopic(poleId, 'press'), qos: 1, payload }));
    },
  };
}
