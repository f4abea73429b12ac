export interface VirtualTime {
  readonly clock: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Lets time pass until nobody sleeps any more. */
  run(): Promise<void>;
}

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

/** A clock that jumps to whoever wakes next, when all who are awake have done what they can. */
export function virtualTime(): VirtualTime {
  let now = 0;
  const sleepers: Sleeper[] = [];
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    clock: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => sleepers.push({ wakeAt: now + Math.max(0, milliseconds), wake })),
    run: async () => {
      await settle();
      while (sleepers.length > 0) {
        const wakeAt = Math.min(...sleepers.map((sleeper) => sleeper.wakeAt));
        const index = sleepers.findIndex((sleeper) => sleeper.wakeAt === wakeAt);
        now = wakeAt;
        sleepers.splice(index, 1)[0]?.wake();
        await settle();
      }
    },
  };
}
