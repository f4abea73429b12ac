import type { AddressInfo, Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { CertificateAuthority } from './certificate-authority.ts';
import type { IotLog } from './iot-options.ts';

export interface TlsListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly authority: CertificateAuthority;
  readonly log: IotLog;
  readonly onConnection: (socket: TLSSocket) => void;
}

export interface TlsListener {
  readonly port: number;
  /** Also ends connections that never got as far as an MQTT CONNECT. */
  close(): Promise<void>;
}

/** Of a server that lets only certificates of the local CA past the handshake. */
export async function mutualTls(authority: CertificateAuthority, host: string) {
  const { certificatePem, privateKeyPem } = await authority.issueServer(host);
  return {
    cert: certificatePem,
    key: privateKeyPem,
    ca: authority.caPem,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  } as const;
}

/** Listens for connections that bring a certificate of the local CA; no other gets past the handshake. */
export async function listenTls(options: TlsListenerOptions): Promise<TlsListener> {
  const { host, port, authority, log, onConnection } = options;
  const tls = await mutualTls(authority, host);
  const server = createServer({ ...tls, handshakeTimeout: 10_000 }, onConnection);
  server.on('tlsClientError', (error) => log('TLS_REFUSED', { error: error.message }));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const stopped = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
}
