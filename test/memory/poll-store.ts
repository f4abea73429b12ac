import type { PollAnswer } from '../../lambdas/poll/poll-answer.ts';
import type { PollRound } from '../../lambdas/poll/poll-round.ts';
import type { PollKeeper, PollStore } from '../../lambdas/poll/poll-store.ts';

export interface MemoryPollStore extends PollStore, PollKeeper {
  readonly kept: readonly PollAnswer[];
}

export function memoryPollStore(): MemoryPollStore {
  const rounds = new Map<string, { round: PollRound; closedAt: number | undefined; codesIssued: number }>();
  const answers = new Map<string, PollAnswer>();
  const counts = new Map<string, number>();
  let current: string | undefined;
  return {
    get kept() {
      return [...answers.values()];
    },
    current: async () => (current === undefined ? undefined : rounds.get(current)?.round),
    count: async (roundId, { what, hour, most }) => {
      const key = `${roundId} ${hour} ${what}`;
      const count = counts.get(key) ?? 0;
      if (count < most) counts.set(key, count + 1);
      return count < most;
    },
    keep: async (answer) => {
      const key = `${answer.roundId} ${answer.answerId}`;
      const stored = answers.get(key);
      if (stored !== undefined) return { formId: stored.formId };
      answers.set(key, answer);
      return 'kept';
    },
    rounds: async () =>
      [...rounds.values()].map((state) => {
        const isOpen = state.round.roundId === current;
        return { ...state, closedAt: isOpen ? undefined : state.closedAt, isOpen };
      }),
    answers: async (roundId) => [...answers.values()].filter((answer) => answer.roundId === roundId),
    add: async (round) => {
      const stored = rounds.get(round.roundId)?.round;
      if (stored === undefined) rounds.set(round.roundId, { round, closedAt: undefined, codesIssued: 0 });
      return stored ?? round;
    },
    makeCurrent: async (roundId) => {
      current ??= roundId;
      return current;
    },
    close: async (roundId, at) => {
      if (current !== roundId) return false;
      current = undefined;
      const state = rounds.get(roundId);
      if (state !== undefined) state.closedAt = at;
      return true;
    },
    takeCodes: async (roundId, count, most) => {
      const state = rounds.get(roundId);
      if (state === undefined || state.codesIssued + count > most) return undefined;
      const first = state.codesIssued;
      state.codesIssued += count;
      return first;
    },
  };
}
