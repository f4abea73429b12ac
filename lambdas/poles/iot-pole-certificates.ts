import { DescribeCertificateCommand, type IoTClient, paginateListThingPrincipals } from '@aws-sdk/client-iot';
import type { PoleCertificates } from './pole-claim-store.ts';

/** Certificates as IoT Core attaches them to things: `arn:aws:iot:REGION:ACCOUNT:cert/ID`. */
export function iotPoleCertificates(client: IoTClient): PoleCertificates {
  return {
    async active(poleId) {
      const attached: string[] = [];
      for await (const { principals = [] } of paginateListThingPrincipals({ client }, { thingName: poleId }))
        attached.push(...principals.flatMap((arn) => /:cert\/(.+)$/.exec(arn)?.[1] ?? []));
      const states = await Promise.all(attached.map((certificateId) => isActive(client, certificateId)));
      return attached.filter((_, index) => states[index]);
    },
  };
}

async function isActive(client: IoTClient, certificateId: string): Promise<boolean> {
  const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }));
  return certificateDescription?.status === 'ACTIVE';
}
