import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { ffmpegPath } from '../../sandbox/kinesis-video/ffmpeg.ts';

export interface RtspServer extends AsyncDisposable {
  readonly url: string;
  /** How many times a player began to play. */
  readonly playCount: () => number;
  /** Cuts every connection, as a camera does that loses power; new ones are taken. */
  dropPlayers(): void;
}

/** A camera for tests: RTSP over TCP, each player gets what ffmpeg makes of `source` and `codec`. */
export async function startRtspServer(
  source: readonly string[],
  codec: readonly string[],
): Promise<RtspServer> {
  const players = new Set<Player>();
  let playCount = 0;
  const server = createServer((socket) => {
    const player = new Player(socket, [...source, ...codec], () => {
      playCount += 1;
    });
    players.add(player);
    socket
      .on('error', () => undefined)
      .on('close', () => {
        players.delete(player);
        player.close();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const dropPlayers = () => {
    for (const player of players) player.close();
  };
  const close = async () => {
    dropPlayers();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `rtsp://guard:secret@127.0.0.1:${port}/gate`,
    playCount: () => playCount,
    dropPlayers,
    [Symbol.asyncDispose]: close,
  };
}

class Player {
  readonly #socket: Socket;
  readonly #args: readonly string[];
  readonly #onPlay: () => void;
  readonly #udp: UdpSocket = createSocket('udp4');
  #encoder: ChildProcess | undefined;
  #isPlaying = false;

  constructor(socket: Socket, args: readonly string[], onPlay: () => void) {
    this.#socket = socket;
    this.#args = args;
    this.#onPlay = onPlay;
    socket.on('data', (chunk) => {
      for (const request of chunk
        .toString('latin1')
        .split('\r\n\r\n')
        .filter((text) => / RTSP\/1\.0/.test(text))) {
        void this.#answer(request);
      }
    });
    this.#udp.on('message', (packet) => this.#relay(packet));
  }

  close(): void {
    this.#encoder?.kill('SIGKILL');
    this.#socket.destroy();
    try {
      this.#udp.close();
    } catch {
      // Closed already.
    }
  }

  async #answer(request: string): Promise<void> {
    const [method = ''] = request.split(' ');
    const sequence = /CSeq: *(\d+)/i.exec(request)?.[1] ?? '0';
    const body = method === 'DESCRIBE' ? await this.#describe() : '';
    const extra = {
      DESCRIBE: `Content-Type: application/sdp\r\nContent-Length: ${body.length}\r\n`,
      SETUP: 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n',
    }[method];
    this.#socket.write(`RTSP/1.0 200 OK\r\nCSeq: ${sequence}\r\nSession: 1\r\n${extra ?? ''}\r\n${body}`);
    if (method !== 'PLAY') return;
    this.#isPlaying = true;
    this.#onPlay();
  }

  /** Starts the encoder, which describes its stream (SDP) on its output and sends RTP to our UDP port. */
  async #describe(): Promise<string> {
    this.#udp.bind(0, '127.0.0.1');
    await once(this.#udp, 'listening');
    const { port } = this.#udp.address();
    const target = ['-f', 'rtp', `rtp://127.0.0.1:${port}?rtcpport=${port}`];
    const args = ['-loglevel', 'error', '-re', ...this.#args, '-flags', '+global_header', ...target];
    const encoder = spawn(ffmpegPath(), args, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#encoder = encoder;
    const [text]: Buffer[] = await once(encoder.stdout, 'data');
    const lines = (text?.toString() ?? '')
      .split(/\r?\n/)
      .filter((line) => line !== '' && !line.startsWith('SDP'));
    return `${lines.map((line) => line.replace(/^m=video \d+/, 'm=video 0')).join('\r\n')}\r\na=control:track0\r\n`;
  }

  #relay(packet: Buffer): void {
    const isRtcp = (packet[1] ?? 0) >= 200 && (packet[1] ?? 0) <= 204;
    if (!this.#isPlaying || isRtcp || this.#socket.destroyed) return;
    const frame = Buffer.from([0x24, 0, 0, 0]);
    frame.writeUInt16BE(packet.length, 2);
    this.#socket.write(Buffer.concat([frame, packet]));
  }
}
