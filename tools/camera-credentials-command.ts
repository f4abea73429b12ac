import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IoTClient } from '@aws-sdk/client-iot';
import { Command, InvalidArgumentError } from 'commander';
import { localCaFile } from './aws-endpoint.ts';
import {
  type CameraCredentials,
  cameraFiles,
  defaultCameraFolder,
  readCameraCredentials,
} from './camera-credentials.ts';
import { provisionCamera } from './provision-camera.ts';
import { readStackOutputs, StackMissingError } from './stack-outputs.ts';

interface CredentialsOptions {
  readonly out?: string;
  readonly force?: true;
  readonly json?: true;
}

export function cameraCredentialsCommand(): Command {
  return new Command('credentials')
    .description('make the certificate of a camera and write its files')
    .argument('<id>', 'the camera in the zone file', asCameraId)
    .option('--out <folder>', 'where the files go (default: .zone/cameras/<id>)')
    .option('--force', 'make another certificate although the folder holds one')
    .option('--json', 'print the result as JSON')
    .action(async (cameraId: string, options: CredentialsOptions) => {
      const folder = options.out ?? defaultCameraFolder(cameraId);
      const iot = new IoTClient();
      const { policyName, roleAlias } = await findProducerIdentity();
      const region = await iot.config.region();
      const caPem = readLocalCa();
      const isForced = options.force === true;
      const { certificateId } = await provisionCamera({
        ...{ cameraId, iot, region, policyName, roleAlias, folder, isForced, caPem },
      });
      const credentials = readCameraCredentials(folder);
      if (options.json) console.log(JSON.stringify({ cameraId, folder, certificateId, roleAlias }));
      else console.log(explain(folder, credentials));
    });
}

async function findProducerIdentity(): Promise<{ policyName: string; roleAlias: string }> {
  const { CameraPolicyName: policyName, CameraRoleAlias: roleAlias } = await readStackOutputs();
  if (policyName === undefined || roleAlias === undefined) {
    throw new StackMissingError('the stack is too old to have certificates for cameras: deploy it again');
  }
  return { policyName, roleAlias };
}

/** Only while the SDK speaks to the local run: AWS's credential provider is not signed by that CA. */
function readLocalCa(): string | undefined {
  if (process.env.AWS_ENDPOINT_URL === undefined || !existsSync(localCaFile)) return undefined;
  return readFileSync(localCaFile, 'utf8');
}

function explain(
  folder: string,
  { thingName, roleAlias, credentialEndpoint, region }: CameraCredentials,
): string {
  const file = (name: string) => join(folder, name);
  const iotCertificate = [
    'iot-certificate',
    `endpoint=${credentialEndpoint}`,
    `cert-path=${file(cameraFiles.certificate)}`,
    `key-path=${file(cameraFiles.privateKey)}`,
    'ca-path=/etc/ssl/certs/ca-certificates.crt',
    `role-aliases=${roleAlias}`,
    `iot-thing-name=${thingName}`,
  ].join(',');
  return [
    `${folder}: ${Object.values(cameraFiles).join(', ')} of ${thingName}`,
    `Send its video:  npm run zone -- camera send ${thingName} --from rtsp://USER:PASSWORD@CAMERA/PATH`,
    `or by kvssink:   stream-name=${thingName} aws-region=${region} iot-certificate="${iotCertificate}"`,
    '(docs/cameras.md)',
  ].join('\n');
}

export function asCameraId(text: string): string {
  if (/^[a-z][a-z0-9-]{2,39}$/.test(text)) return text;
  throw new InvalidArgumentError('Must be the id of a camera, such as nk-cam-market.');
}
