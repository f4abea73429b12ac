import { z } from 'zod';
import { LogEvent } from '../lambdas/zone/log-events.ts';
import type { LambdaLogLine } from '../sandbox/function-pool.ts';

/** Somebody who passed and is on no watchlist: the log is all that tells of them. */
export interface UnknownFace {
  readonly passId: string;
  readonly cameraId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface UnknownFaces {
  accept(line: LambdaLogLine): void;
  /** Each pass once, in the order they were told. */
  list(): readonly UnknownFace[];
}

const unknownLine = z.object({
  event: z.literal(LogEvent.faceUnknown),
  passId: z.string(),
  cameraId: z.string(),
  timestamp: z.string().transform((time) => Date.parse(time)),
});

/** Reads from the functions' log who passed without being kept. */
export function collectUnknownFaces(): UnknownFaces {
  const passes = new Map<string, UnknownFace>();
  return {
    accept: ({ line }) => {
      if (!line.includes(LogEvent.faceUnknown)) return;
      const parsed = unknownLine.safeParse(parseJson(line));
      if (!parsed.success) return;
      const { passId, cameraId, timestamp: at } = parsed.data;
      if (!passes.has(passId)) passes.set(passId, { passId, cameraId, at });
    },
    list: () => [...passes.values()],
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
