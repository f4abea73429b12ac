import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { CertificateAuthority } from './certificate-authority.ts';
import type { DeviceAccess } from './device-access.ts';
import type { IotLog } from './iot-options.ts';
import type { IotStore } from './iot-store.ts';
import { mutualTls } from './tls-listener.ts';

export interface CredentialProviderOptions {
  readonly host: string;
  readonly authority: CertificateAuthority;
  readonly access: DeviceAccess;
  readonly store: IotStore;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: IotLog;
}

export interface CredentialProvider {
  /** `host:port`, as DescribeEndpoint gives it. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Gives a device keys in exchange for its certificate. The keys are made up, since nothing here checks signatures;
 * who gets some is decided as on AWS.
 * https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 */
export async function openCredentialProvider(
  options: CredentialProviderOptions,
): Promise<CredentialProvider> {
  const { host, authority } = options;
  const server = createServer(await mutualTls(authority, host), (request, response) =>
    send(response, answer(options, request)),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return {
    endpoint: `${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

function answer(options: CredentialProviderOptions, request: IncomingMessage): Answer {
  const { access, store, log } = options;
  const [, name] = /^\/role-aliases\/([^/?]+)\/credentials$/.exec(request.url ?? '') ?? [];
  const alias = name === undefined ? undefined : store.roleAliases.get(decode(name));
  if (alias === undefined) return { status: 404, body: { message: 'Unknown role alias' } };
  const { roleAlias, credentialDurationSeconds } = alias;
  const thingName = String(request.headers['x-amzn-iot-thingname'] ?? '');
  const certificateId = certificateIdOf(request);
  if (certificateId === undefined || !access.mayAssumeRole(certificateId, thingName, roleAlias)) {
    log('CREDENTIALS_REFUSED', { thingName, roleAlias });
    return { status: 403, body: { message: 'Access Denied' } };
  }
  return { status: 200, body: { credentials: makeKeys(options, thingName, credentialDurationSeconds) } };
}

function makeKeys({ now, newId }: CredentialProviderOptions, thingName: string, seconds: number): object {
  const id = newId();
  return {
    accessKeyId: `ASIA${id.replaceAll('-', '').slice(0, 16).toUpperCase()}`,
    secretAccessKey: createHash('sha256').update(id).digest('base64'),
    sessionToken: `local-${thingName}-${id}`,
    expiration: new Date(now().getTime() + seconds * 1000).toISOString(),
  };
}

/** SHA-256 of the certificate the client came with: that is its id. */
function certificateIdOf({ socket }: IncomingMessage): string | undefined {
  const raw = socket instanceof TLSSocket ? socket.getPeerCertificate().raw : undefined;
  return raw === undefined ? undefined : createHash('sha256').update(raw).digest('hex');
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
