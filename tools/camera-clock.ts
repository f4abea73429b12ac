export interface MediaSpan {
  /** Milliseconds as the recording counts them. */
  readonly timecode: number;
  readonly durationMilliseconds: number;
}

/** How much of a fragment's length its place may be corrected by: clocks drift by milliseconds a minute. */
const slew = 0.05;
const rememberedArrivals = 60;

/**
 * Puts a live recording on our clock. A fragment cannot have ended later than it arrived, so the most punctual of the
 * last minutes tells when the recording began; network delays only make the others late.
 */
export class CameraClock {
  readonly #begins: number[] = [];
  #begin: number | undefined;
  #latest = Number.NEGATIVE_INFINITY;

  /** Learns from an arrival; each fragment is observed before it, or one before it, is placed. */
  observe({ timecode, durationMilliseconds }: MediaSpan, arrivedAt: number): void {
    this.#begins.push(arrivedAt - timecode - durationMilliseconds);
    if (this.#begins.length > rememberedArrivals) this.#begins.shift();
  }

  /** When the fragment began, in whole epoch milliseconds; always later than the one before. */
  place({ timecode, durationMilliseconds }: MediaSpan): number {
    const target = Math.min(...this.#begins);
    this.#begin =
      this.#begin === undefined ? target : follow(this.#begin, target, durationMilliseconds * slew);
    this.#latest = Math.max(Math.round(this.#begin + timecode), this.#latest + 1);
    return this.#latest;
  }

  /** The camera counts anew. Times go on from where they were. */
  restart(): void {
    this.#begins.length = 0;
    this.#begin = undefined;
  }
}

function follow(present: number, target: number, most: number): number {
  return present + Math.max(-most, Math.min(most, target - present));
}
