import { type Uplink, UplinkError } from '../../../tools/pole-agent/uplink.ts';

export interface SentMessage {
  readonly topic: string;
  readonly body: Record<string, unknown>;
}

export interface MemoryUplink extends Uplink {
  readonly sent: readonly SentMessage[];
  /** The broker acknowledges nothing from here on. */
  goDeaf(): void;
  /** The connection breaks. */
  breakDown(): void;
  receive(topic: string, body: unknown): void;
}

/** A connection in memory that acknowledges at once. */
export function makeUplink(): MemoryUplink {
  const sent: SentMessage[] = [];
  const ending = Promise.withResolvers<string>();
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  let isDeaf = false;
  let onMessage: (topic: string, payload: Buffer) => void = () => undefined;
  const breakDown = () => {
    broken.reject(new UplinkError('broken'));
    ending.resolve('broken');
  };
  return {
    sent,
    publish: async (topic, payload) => {
      sent.push({ topic, body: JSON.parse(payload) });
      if (isDeaf) await broken.promise;
    },
    subscribe: async (_topics, on) => {
      onMessage = on;
    },
    ended: ending.promise,
    end: async () => breakDown(),
    goDeaf: () => {
      isDeaf = true;
    },
    breakDown,
    receive: (topic, body) => onMessage(topic, Buffer.from(JSON.stringify(body))),
  };
}
