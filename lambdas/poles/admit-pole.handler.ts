// Triggered by: IoT Core, before it registers a pole that came with an installer's claim (pre-provisioning hook).
// Reads and writes: registry (the pole, its claim), the pole's certificates; marks the claim as used.
// On failure: IoT Core refuses the pole; asked again for the same certificate, the answer is the same.
// Seen by the operator as: POLE_ADMITTED, POLE_NOT_ADMITTED with its reason, the metric PolesNotAdmitted.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IoTClient } from '@aws-sdk/client-iot';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { zoneHandler } from '../runtime/handler.ts';
import { parseAdmissionRequest } from './admission-request.ts';
import { admitPoleEnvironment } from './admit-pole.env.ts';
import { admitPole } from './admit-pole.ts';
import { dynamoPoleClaimStore } from './dynamo-pole-claim-store.ts';
import { dynamoPoleRegistry } from './dynamo-pole-registry.ts';
import { iotPoleCertificates } from './iot-pole-certificates.ts';

export const handler = zoneHandler({
  name: 'admit-pole',
  environment: admitPoleEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const tableName = environment.REGISTRY_TABLE;
    const ports = {
      registry: dynamoPoleRegistry({ client, tableName, telemetry, clock: Date.now }),
      claims: dynamoPoleClaimStore({ client, tableName }),
      certificates: iotPoleCertificates(new IoTClient()),
      telemetry,
      now: Date.now,
    };
    return async (event: unknown) => {
      const { isAdmitted } = await admitPole(parseAdmissionRequest(event), ports);
      return { allowProvisioning: isAdmitted };
    };
  },
});
