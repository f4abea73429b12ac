/** What a long command is doing, one line a step with the time since its start. */
export interface Progress {
  step(text: string): void;
}

export interface ProgressParams {
  readonly write: (text: string) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Lines like `[ 12.3 s] making the street videos`. */
export function createProgress({ write, now }: ProgressParams): Progress {
  const startedAt = now();
  return {
    step: (text) => write(`[${((now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${text}\n`),
  };
}
