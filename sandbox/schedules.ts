/** Calls a task again and again; returns how to stop it. Tests give their own. */
export type Every = (seconds: number, task: () => void) => () => void;

export interface Schedule {
  readonly name: string;
  /** `rate(5 minutes)`; see `rateSeconds`. */
  readonly expression: string;
  readonly fire: (scheduledAt: Date) => Promise<void>;
}

const unitSeconds: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86400 };

/** Period of a rate expression in seconds; nothing for cron and one-time expressions. */
export const rateSeconds = (expression: string): number | undefined => {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression.trim()) ?? [];
  const seconds = Number(count) * (unitSeconds[unit ?? ''] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
};

export const everyRealTime: Every = (seconds, task) => {
  const timer = setInterval(task, seconds * 1000);
  return () => clearInterval(timer);
};

export interface SchedulesParams {
  readonly schedules: readonly Schedule[];
  readonly every: Every;
  readonly now: () => Date;
  readonly onFailure: (name: string, error: unknown) => void;
}

/**
 * Fires each rate schedule at once and then each period. Schedules without a rate wait for a person to invoke
 * them. The returned function stops them and waits for what they are doing.
 */
export const startSchedules = ({
  schedules,
  every,
  now,
  onFailure,
}: SchedulesParams): (() => Promise<void>) => {
  const running = new Set<Promise<void>>();
  const run = ({ name, fire }: Schedule): void => {
    const done = fire(now())
      .catch((error: unknown) => onFailure(name, error))
      .finally(() => running.delete(done));
    running.add(done);
  };
  const stops = schedules.map((schedule) => {
    const seconds = rateSeconds(schedule.expression);
    if (seconds === undefined) return () => undefined;
    run(schedule);
    return every(seconds, () => run(schedule));
  });
  return async () => {
    for (const stop of stops) stop();
    await Promise.all(running);
  };
};
