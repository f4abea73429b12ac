/** The broker does not take what it is sent: the connection is gone or was refused. */
export class UplinkError extends Error {
  override readonly name = 'UplinkError';
}

/** An open connection to the broker. */
export interface Uplink {
  /** Resolves when the broker has acknowledged the message (QoS 1). Throws UplinkError when the connection ends before. */
  publish(topic: string, payload: string): Promise<void>;
  /** Throws UplinkError. */
  subscribe(topics: readonly string[], onMessage: (topic: string, payload: Buffer) => void): Promise<void>;
  /** Resolves with the reason when the connection has ended, whoever ended it. */
  readonly ended: Promise<string>;
  end(): Promise<void>;
}

/** Opens a connection. Throws UplinkError. */
export type Connect = () => Promise<Uplink>;
