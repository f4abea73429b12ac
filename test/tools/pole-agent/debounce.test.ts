import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ButtonNews,
  moveContact,
  releasedButton,
  settle,
  stuckMilliseconds,
} from '../../../tools/pole-agent/debounce.ts';

/** What becomes known of a contact that moves at these times, looked at every 10 ms. */
function watch(moves: readonly number[], until: number): ButtonNews[] {
  const found: ButtonNews[] = [];
  let state = releasedButton;
  for (let at = 0; at <= until; at += 10) {
    for (const [index, move] of moves.entries()) {
      if (move >= at - 10 && move < at) state = moveContact(state, { isDown: index % 2 === 0, at: move });
    }
    const settled = settle(state, at);
    state = settled.state;
    if (settled.news !== undefined) found.push(settled.news);
  }
  return found;
}

describe('a button', () => {
  it.each([
    ['pressed and released', [100, 300], ['pressed']],
    ['bouncing on its way down and up', [100, 102, 105, 108, 110, 300, 302, 306, 309, 311], ['pressed']],
    ['touched twice', [100, 300, 500, 700], ['pressed', 'pressed']],
    ['hit by a spark', [100, 103], []],
  ] as const)('that is %s is told as such', (_name, moves, news) => {
    expect(watch(moves, 1000)).toEqual(news);
  });

  it('that stays down is one press, stuck after a while, and free when it is up', () => {
    const up = 100 + stuckMilliseconds + 5_000;

    expect(watch([100, up], up + 1000)).toEqual(['pressed', 'stuck', 'free']);
  });

  it('is never pressed more often than its contact went down', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 }), (pauses) => {
        let at = 0;
        const moves = pauses.map((pause) => (at += pause));

        const news = watch(moves, at + 1000).filter((each) => each === 'pressed');

        expect(news.length).toBeLessThanOrEqual(Math.ceil(moves.length / 2));
      }),
    );
  });
});
