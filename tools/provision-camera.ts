import {
  DescribeEndpointCommand,
  DescribeThingCommand,
  type IoTClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-iot';
import {
  CameraCredentialsError,
  hasCameraCredentials,
  writeCameraCredentials,
} from './camera-credentials.ts';
import { type DevicePems, issueCertificate } from './issue-certificate.ts';

export interface ProvisionCameraParams {
  readonly cameraId: string;
  readonly iot: IoTClient;
  readonly region: string;
  /** Stack output `CameraPolicyName`. */
  readonly policyName: string;
  /** Stack output `CameraRoleAlias`. */
  readonly roleAlias: string;
  /** Where the files go. */
  readonly folder: string;
  /** Replaces the certificate that lies in the folder; the old one stays valid until it is revoked. */
  readonly isForced?: boolean;
  /** What the credential provider's certificate is signed by; on AWS, a CA that Node trusts anyway. */
  readonly caPem?: string | undefined;
}

/** The zone has no camera of this id. */
export class CameraMissingError extends Error {
  override readonly name = 'CameraMissingError';
}

/** Gives a camera its own certificate, which is good for keys that may write the stream of its name and no other. */
export async function provisionCamera(
  params: ProvisionCameraParams,
): Promise<{ readonly certificateId: string }> {
  const { cameraId, iot, policyName, roleAlias, region, folder, isForced = false, caPem } = params;
  if (!isForced && hasCameraCredentials(folder)) {
    throw new CameraCredentialsError(`${folder} already holds a certificate: --force makes another`);
  }
  await ensureThing(iot, cameraId);
  const credentialEndpoint = await findCredentialEndpoint(iot);
  const identity = { thingName: cameraId, roleAlias, credentialEndpoint, region };
  const ca = caPem === undefined ? {} : { caPem };
  const keep = (pems: DevicePems) => writeCameraCredentials(folder, { ...identity, ...pems, ...ca });
  return issueCertificate({ iot, thingName: cameraId, policyName, keep });
}

async function ensureThing(iot: IoTClient, cameraId: string): Promise<void> {
  try {
    await iot.send(new DescribeThingCommand({ thingName: cameraId }));
  } catch (cause) {
    if (!(cause instanceof ResourceNotFoundException)) throw cause;
    const advice = 'add it under "cameras" in the zone file and deploy';
    throw new CameraMissingError(`the zone has no camera ${cameraId}: ${advice}`, { cause });
  }
}

async function findCredentialEndpoint(iot: IoTClient): Promise<string> {
  const { endpointAddress } = await iot.send(
    new DescribeEndpointCommand({ endpointType: 'iot:CredentialProvider' }),
  );
  if (!endpointAddress) throw new CameraCredentialsError('IoT Core answered without a credential endpoint');
  return endpointAddress;
}
