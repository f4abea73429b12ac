/** A button's contact at one moment; times come from a clock that only runs forward, in ms. */
export interface Contact {
  readonly isDown: boolean;
  readonly at: number;
}

export interface ButtonState {
  readonly isDown: boolean;
  /** Since when the contact has been as it is. */
  readonly since: number;
  /** What has been made known. */
  readonly isPressed: boolean;
  readonly isStuck: boolean;
}

export type ButtonNews = 'pressed' | 'stuck' | 'free';

/** Metal contacts bounce for about 5 ms; a thumb cannot press for less than 30. */
export const settleMilliseconds = 20;
/** Nobody holds a button that long. */
export const stuckMilliseconds = 30_000;

export const releasedButton: ButtonState = {
  isDown: false,
  since: Number.NEGATIVE_INFINITY,
  isPressed: false,
  isStuck: false,
};

/** Takes in that the contact moved. What that means is known once it has settled: ask `settle` then. */
export function moveContact(state: ButtonState, { isDown, at }: Contact): ButtonState {
  return isDown === state.isDown ? state : { ...state, isDown, since: at };
}

/**
 * What the contact means at `at`: down for 20 ms is one press, however long it stays down; after half a minute the
 * button is stuck, until it is up again.
 */
export function settle(
  state: ButtonState,
  at: number,
): { readonly state: ButtonState; readonly news?: ButtonNews } {
  const lasted = at - state.since;
  if (lasted < settleMilliseconds) return { state };
  if (state.isDown && !state.isPressed) return { state: { ...state, isPressed: true }, news: 'pressed' };
  if (state.isDown && !state.isStuck && lasted >= stuckMilliseconds) {
    return { state: { ...state, isStuck: true }, news: 'stuck' };
  }
  if (state.isDown || !state.isPressed) return { state };
  const free = { ...state, isPressed: false, isStuck: false };
  return state.isStuck ? { state: free, news: 'free' } : { state: free };
}
