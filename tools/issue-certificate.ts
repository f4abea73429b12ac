import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateKeysAndCertificateCommand,
  type IoTClient,
} from '@aws-sdk/client-iot';

export interface DevicePems {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

interface IssueCertificateParams {
  readonly iot: IoTClient;
  readonly thingName: string;
  readonly policyName: string;
  /** Keeps the files; throws if it cannot. */
  readonly keep: (pems: DevicePems) => void;
}

/** IoT Core gave no certificate, though it answered. */
export class CertificateMissingError extends Error {
  override readonly name = 'CertificateMissingError';
}

/** Makes an active certificate for a thing and gives it the policy. Throws CertificateMissingError and SDK errors. */
export async function issueCertificate(
  params: IssueCertificateParams,
): Promise<{ readonly certificateId: string }> {
  const { iot, thingName, policyName, keep } = params;
  const { certificateArn, certificateId, certificatePem, keyPair } = await iot.send(
    new CreateKeysAndCertificateCommand({ setAsActive: true }),
  );
  const privateKeyPem = keyPair?.PrivateKey;
  if (!certificateArn || !certificateId || !certificatePem || !privateKeyPem) {
    throw new CertificateMissingError('IoT Core answered without a certificate');
  }
  // The key exists in this answer alone, so it is kept before anything else can fail.
  keep({ certificatePem, privateKeyPem });
  await iot.send(new AttachPolicyCommand({ policyName, target: certificateArn }));
  await iot.send(new AttachThingPrincipalCommand({ thingName, principal: certificateArn }));
  return { certificateId };
}
