import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { CertificateAuthority } from './certificate-authority.ts';
import type { IotLog } from './iot-options.ts';

export interface TlsListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly authority: CertificateAuthority;
  readonly log: IotLog;
  readonly onConnection: (socket: TLSSocket) => void;
}

/** Listens for connections that bring a certificate of the local CA; no other gets past the handshake. */
export async function listenTls(options: TlsListenerOptions): Promise<Server> {
  const { host, port, authority, log, onConnection } = options;
  const { certificatePem, privateKeyPem } = await authority.issueServer(host);
  const server = createServer(
    {
      cert: certificatePem,
      key: privateKeyPem,
      ca: authority.caPem,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      handshakeTimeout: 10_000,
    },
    onConnection,
  );
  server.on('tlsClientError', (error) => log('TLS_REFUSED', { error: error.message }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}
