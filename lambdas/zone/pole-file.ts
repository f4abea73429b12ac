import { z } from 'zod';

/** When a pole needs a hand. All may be left out of the zone file. */
export const poleSettings = z.strictObject({
  /** How often a pole says that it is alive; also the shortest time after which it is believed to be back. */
  heartbeatSeconds: z.int().min(10).max(3600).default(60),
  /** So many heartbeats in a row must be missing before a pole is silent: one is lost on any mobile network. */
  silentAfter: z.int().min(3, 'must be 3–60 heartbeats').max(60, 'must be 3–60 heartbeats').default(5),
  /** A week between self-tests, and a day for the one that fell into a power cut. */
  selfTestDays: z.int().min(1).max(90).default(8),
  batteryLowPercent: z.int().min(5).max(80, 'must be 5–80 percent').default(20),
  /** The grid mends most cuts by itself sooner. */
  mainsLostMinutes: z.int().min(1).max(1440).default(5),
  /** More presses than this within a minute, each a new one and none taken back: nobody presses so, a stuck button does. */
  stuckPresses: z.int().min(3).max(20).default(10),
});
export type PoleSettings = Readonly<z.infer<typeof poleSettings>>;
