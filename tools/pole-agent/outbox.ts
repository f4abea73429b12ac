import { z } from 'zod';
import type { PoleMessageType } from '../../lambdas/zone/names.ts';
import { reasonOf, type Tell } from './agent-event.ts';
import { type Disk, unfinished, writeDurably } from './disk.ts';

/** What a pole keeps until the broker has it. A heartbeat is not kept: only the latest says anything. */
export type KeptType = Exclude<PoleMessageType, 'heartbeat'>;

const keptTypes = ['press', 'cancel', 'safe', 'fault', 'self-test'] as const satisfies readonly KeptType[];
const keptMessage = z.object({
  messageType: z.enum(keptTypes),
  id: z.string().min(1),
  body: z.record(z.string(), z.unknown()),
});

/** A message with the id it was given when it came about; it is sent under this one however often. */
export type KeptMessage = Readonly<z.infer<typeof keptMessage>>;

export interface OutboxEntry extends KeptMessage {
  /** Its place in the order. */
  readonly number: number;
}

/** Messages of a lane are sent in the order they came about; a call for help never waits for the other lane. */
export type Lane = 'press' | 'status';

const laneOf = ({ messageType }: KeptMessage): Lane =>
  messageType === 'fault' || messageType === 'self-test' ? 'status' : 'press';

export interface OutboxParams {
  readonly disk: Disk;
  readonly tell: Tell;
  /** Of status messages the oldest go when there are more; calls for help never do. @default 1000 */
  readonly mostStatus?: number;
}

const fileName = /^(\d{12})\.json$/;
const probeName = 'probe';
const nameOf = (number: number): string => `${String(number).padStart(12, '0')}.json`;

/**
 * Store and forward: a message is on disk before it can be sent, and goes when the broker has acknowledged it. Removal
 * is not synced: a power cut may bring an acknowledged message back, which is then sent again, under the same id.
 */
export class Outbox {
  readonly #disk: Disk;
  readonly #tell: Tell;
  readonly #mostStatus: number;
  #entries: readonly OutboxEntry[];
  #lastNumber: number;
  #change = Promise.withResolvers<void>();

  /** Reads what an earlier run left; a file that it did not write is told of and stays. Throws what the disk throws. */
  constructor({ disk, tell, mostStatus = 1000 }: OutboxParams) {
    this.#disk = disk;
    this.#tell = tell;
    this.#mostStatus = mostStatus;
    const names = [...disk.list()].sort();
    for (const name of names.filter((each) => each.endsWith(unfinished))) disk.remove(name);
    this.#entries = names.flatMap((name) => this.#readEntry(name));
    this.#lastNumber = Math.max(0, ...names.map((name) => Number(fileName.exec(name)?.[1] ?? 0)));
  }

  /**
   * Keeps a message; it is on disk when this returns. On a disk that fails the message is kept in memory and sent all
   * the same.
   */
  put(message: KeptMessage): OutboxEntry {
    this.#lastNumber += 1;
    const entry = { ...message, number: this.#lastNumber };
    try {
      writeDurably(this.#disk, nameOf(entry.number), JSON.stringify(message));
    } catch (error) {
      this.#tell({ event: 'not-stored', message: message.messageType, reason: reasonOf(error) });
    }
    this.#entries = [...this.#entries, entry];
    this.#makeRoom();
    this.#change.resolve();
    this.#change = Promise.withResolvers();
    return entry;
  }

  /** The message of the lane that is to be sent next. */
  next(lane: Lane): OutboxEntry | undefined {
    return this.#entries.find((entry) => laneOf(entry) === lane);
  }

  /** The broker has it. */
  remove({ number }: OutboxEntry): void {
    this.#entries = this.#entries.filter((entry) => entry.number !== number);
    try {
      this.#disk.remove(nameOf(number));
    } catch (error) {
      this.#tell({ event: 'not-stored', message: 'acknowledgement', reason: reasonOf(error) });
    }
  }

  /** Whether a message would outlast a power cut now: tries it. */
  isDurable(): boolean {
    try {
      writeDurably(this.#disk, probeName, '{}');
      this.#disk.remove(probeName);
      return true;
    } catch {
      return false;
    }
  }

  /** Resolves when another message has come in. */
  changed(): Promise<void> {
    return this.#change.promise;
  }

  #makeRoom(): void {
    const status = this.#entries.filter((entry) => laneOf(entry) === 'status');
    for (const entry of status.slice(0, Math.max(0, status.length - this.#mostStatus))) {
      this.#tell({ event: 'dropped', message: entry.messageType, id: entry.id });
      this.remove(entry);
    }
  }

  #readEntry(name: string): OutboxEntry[] {
    const number = fileName.exec(name)?.[1];
    if (number === undefined) return [];
    const parsed = keptMessage.safeParse(parseJson(this.#disk.read(name)));
    if (parsed.success) return [{ ...parsed.data, number: Number(number) }];
    this.#tell({ event: 'unreadable', file: name });
    return [];
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
