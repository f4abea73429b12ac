import type { CameraFragment } from './camera-fragments.ts';

/** Fragments that are not known to be stored yet, oldest first; bounded, so the oldest go when it is full. */
export class FragmentBuffer {
  readonly #limitBytes: number;
  readonly #onDrop: (fragment: CameraFragment) => void;
  #fragments: CameraFragment[] = [];
  #bytes = 0;
  /** How many of the oldest have been sent over the present connection. */
  #sentCount = 0;

  constructor(params: {
    readonly limitBytes: number;
    /** Told of each fragment that had to go before it was known to be stored. */
    readonly onDrop: (fragment: CameraFragment) => void;
  }) {
    this.#limitBytes = params.limitBytes;
    this.#onDrop = params.onDrop;
  }

  get count(): number {
    return this.#fragments.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether something was sent that is not known to be stored. */
  get isOwed(): boolean {
    return this.#sentCount > 0;
  }

  /** Adds the newest; one larger than the whole buffer is dropped itself. */
  push(fragment: CameraFragment): void {
    this.#fragments.push(fragment);
    this.#bytes += fragment.bytes.length;
    while (this.#bytes > this.#limitBytes) this.#drop(0);
  }

  /** The oldest that was not sent over this connection; undefined when all were. */
  peek(): CameraFragment | undefined {
    return this.#fragments[this.#sentCount];
  }

  /** The oldest of all: where the next connection begins. */
  oldest(): CameraFragment | undefined {
    return this.#fragments[0];
  }

  /** What peek() gave is on its way. */
  markSent(fragment: CameraFragment): void {
    // It may have been dropped while the connection took it.
    if (this.peek() === fragment) this.#sentCount += 1;
  }

  /** Stored for good: it goes. Undefined when nobody waited for it. */
  persisted(timecode: number): CameraFragment | undefined {
    const index = this.#indexOfSent(timecode);
    return index === -1 ? undefined : this.#remove(index);
  }

  /** Gives up the fragment that the service refused; without a name it can only be the oldest sent. */
  refuse(timecode: number | undefined): void {
    const index = timecode === undefined ? 0 : this.#indexOfSent(timecode);
    if (index !== -1 && this.#fragments[index] !== undefined) this.#drop(index);
  }

  /** Gives up all that is left. */
  clear(): void {
    while (this.#fragments.length > 0) this.#drop(0);
  }

  /** The connection is gone: everything that is not stored is sent again. */
  rewind(): void {
    this.#sentCount = 0;
  }

  #indexOfSent(timecode: number): number {
    return this.#fragments.findIndex((each, place) => place < this.#sentCount && each.timecode === timecode);
  }

  #drop(index: number): void {
    const dropped = this.#remove(index);
    if (dropped !== undefined) this.#onDrop(dropped);
  }

  #remove(index: number): CameraFragment | undefined {
    const [removed] = this.#fragments.splice(index, 1);
    this.#bytes -= removed?.bytes.length ?? 0;
    if (index < this.#sentCount) this.#sentCount -= 1;
    return removed;
  }
}
