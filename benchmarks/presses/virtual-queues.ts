export interface VirtualQueue<Body> {
  /** `delaySeconds` as SQS takes it. */
  send(body: Body, delaySeconds?: number): void;
}

export interface QueueParams<Body> {
  /** Throws to have the message back later. */
  readonly handle: (body: Body) => Promise<void>;
  /** Deliveries before the dead letters, as in lib/. */
  readonly maxReceiveCount: number;
  /** Seconds that a delivered message stays hidden, as in lib/: six times the function's time-out. */
  readonly hiddenSeconds: number;
}

interface Waiting {
  readonly dueAt: number;
  readonly deliver: () => Promise<void>;
}

export interface VirtualQueuesParams {
  /** Epoch ms. */
  readonly startsAt: number;
  readonly random: () => number;
  /** 0–1, of messages that SQS delivers twice. */
  readonly doubledShare: number;
}

export interface VirtualQueues {
  /** Epoch ms. */
  readonly now: () => number;
  readonly deadLetterCount: () => number;
  readonly deliveryCount: () => number;
  queue<Body>(params: QueueParams<Body>): VirtualQueue<Body>;
  /** Does something at a time, once. */
  at(time: number, act: () => Promise<void>): void;
  /** Delivers until nothing is left. */
  run(): Promise<void>;
}

const mostAtOnce = 20;
/** Messages due within this time are worked on together, so that functions overtake each other. */
const togetherMilliseconds = 1000;
/** Standard queues keep no order: a message may be this much later than its neighbors. */
const shuffleMilliseconds = 3000;

/** SQS in small, on a clock of its own: at least once, in no order, hidden while it is worked on, dead after too many tries. */
export function virtualQueues({ startsAt, random, doubledShare }: VirtualQueuesParams): VirtualQueues {
  let clock = startsAt;
  let deadLetters = 0;
  let deliveries = 0;
  const waiting: Waiting[] = [];
  const add = (one: Waiting) => void waiting.push(one);

  function queue<Body>({ handle, maxReceiveCount, hiddenSeconds }: QueueParams<Body>): VirtualQueue<Body> {
    const later = (body: Body, dueAt: number, receives: number): void =>
      add({
        dueAt,
        deliver: async () => {
          deliveries += 1;
          await handle(body).catch(() => {
            if (receives >= maxReceiveCount) deadLetters += 1;
            else later(body, clock + hiddenSeconds * 1000, receives + 1);
          });
        },
      });
    return {
      send: (body, delaySeconds = 0) => {
        const copies = random() < doubledShare ? 2 : 1;
        for (let copy = 0; copy < copies; copy++)
          later(body, clock + delaySeconds * 1000 + random() * shuffleMilliseconds, 1);
      },
    };
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      waiting.sort((a, b) => b.dueAt - a.dueAt);
      const until = (waiting.at(-1)?.dueAt ?? 0) + togetherMilliseconds;
      const count = waiting.slice(-mostAtOnce).filter(({ dueAt }) => dueAt <= until).length;
      const batch = waiting.splice(-count);
      clock = Math.max(clock, ...batch.map(({ dueAt }) => dueAt));
      await Promise.all(batch.map(({ deliver }) => deliver()));
    }
  }

  return {
    now: () => clock,
    deadLetterCount: () => deadLetters,
    deliveryCount: () => deliveries,
    queue,
    at: (dueAt, act) => add({ dueAt, deliver: act }),
    run,
  };
}
