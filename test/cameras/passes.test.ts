import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  carryStill,
  type JoinRules,
  joinFrame,
  markTold,
  type Pass,
  splitClosed,
} from '../../lambdas/cameras/passes.ts';
import type { Box } from '../../lambdas/zone/picture.ts';

interface Seen {
  readonly takenAt: number;
  readonly name: string;
}

const rules: JoinRules<Seen> = {
  reachPerSecond: 5,
  steadyReachPerSecond: 2,
  compare: () => 'unclear',
  keepBest: (shots) => shots,
};

const byName: JoinRules<Seen> = {
  ...rules,
  compare: ({ shots }, { name }) => (shots.some((shot) => shot.name === name) ? 'same' : 'different'),
};

const patience = { unseen: 3_000, hidden: 3_000, standing: 60_000 };

const box = (x: number, y = 0, side = 20): Box => ({ x, y, width: side, height: side });

function watch(frames: readonly (readonly (readonly [string, Box])[])[], by = rules, stepMilliseconds = 500) {
  let open: readonly Pass<Seen>[] = [];
  frames.forEach((things, i) => {
    const takenAt = i * stepMilliseconds;
    open = joinFrame(open, {
      takenAt,
      patience,
      detections: things.map(([name, where]) => ({ box: where, shot: { takenAt, name } })),
      rules: by,
      newPassId: (ordinal) => `${takenAt}-${ordinal}`,
    });
  });
  return open;
}

const namesOf = (pass: Pass<Seen>) => [...new Set(pass.shots.map(({ name }) => name))];

describe('who turns suddenly and walks aside', () => {
  const looking = (doubt: number | undefined) => ({ ...rules, reachPerSecond: 10, doubt: () => doubt });
  const [come, nearer, aside] = [[['a', box(0)]], [['a', box(2)]], [['a', box(80)]]] as const;

  it('stays the same if the clothes are alike', () => {
    expect(watch([come, nearer, aside], looking(0))).toHaveLength(1);
  });

  it.each([
    ['of whom no clothes are seen', [come, nearer, aside], undefined],
    ['in other clothes', [come, nearer, aside], 3],
    ['after a frame without anybody', [come, nearer, [], aside], 0],
    ['of another size', [come, nearer, [['a', box(80, 0, 24)]]], 0],
  ] as const)('is taken for another %s', (_who, frames, doubt) => {
    expect(watch(frames, looking(doubt))).toHaveLength(2);
  });
});

describe('joinFrame', () => {
  it('joins what overlaps', () => {
    const passes = watch([[['a', box(0)]], [['a', box(5)]], [['a', box(10)]]]);

    expect(passes).toHaveLength(1);
    expect(passes[0]).toMatchObject({ firstSeenAt: 0, lastSeenAt: 1000, box: box(10) });
  });

  it('joins what moved no farther than its kind can', () => {
    expect(watch([[['a', box(0)]], [['a', box(55)]]])).toHaveLength(1);
    expect(watch([[['a', box(0)]], [['a', box(65)]]])).toHaveLength(2);
  });

  it('expects a thing where its movement takes it', () => {
    // 55 pixels a frame; a pause of one frame leaves it where only its speed explains it.
    const passes = watch([[['a', box(0)]], [['a', box(55)]], [], [['a', box(165)]]]);

    expect(passes).toHaveLength(1);
  });

  it('does not take someone who appears beside for one who stood still and left', () => {
    const passes = watch([[['a', box(0)]], [['a', box(0)]], [['b', box(40)]]]);

    expect(passes.map(namesOf)).toEqual([['a'], ['b']]);
  });

  it('keeps two who walk side by side apart', () => {
    const frames = [0, 1, 2, 3].map((i) => [['a', box(i * 15, 0)] as const, ['b', box(i * 15, 30)] as const]);

    expect(watch(frames).map(namesOf)).toEqual([['a'], ['b']]);
  });

  it('keeps two apart who cross', () => {
    const frames = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [
      ['a', box(i * 30)] as const,
      ['b', box(205 - i * 30, 4)] as const,
    ]);

    expect(watch(frames).map(namesOf)).toEqual([['a'], ['b']]);
  });

  it('gives each its own although the nearest pair of all is a wrong one', () => {
    // b stands where a goes to, and goes on as far.
    const passes = watch([
      [
        ['a', box(0)],
        ['b', box(48)],
      ],
      [
        ['a', box(45)],
        ['b', box(93)],
      ],
    ]);

    expect(passes.map(namesOf)).toEqual([['a'], ['b']]);
  });

  it('gives two who pass each other to whom they look like, though the other one is nearer', () => {
    const byLooks: JoinRules<Seen> = {
      ...rules,
      doubt: ({ shots }, { name }) => (shots.some((shot) => shot.name === name) ? 0 : 4),
    };
    const frames = [
      [['a', box(0)] as const, ['b', box(60)] as const],
      [['a', box(50)] as const, ['b', box(10)] as const],
    ];

    expect(watch(frames).map(namesOf)).toEqual([
      ['a', 'b'],
      ['b', 'a'],
    ]);
    expect(watch(frames, byLooks).map(namesOf)).toEqual([['a'], ['b']]);
  });

  it('joins what looks otherwise where nothing else can have come', () => {
    const passes = watch([[['a', box(0)]], [['b', box(5)]]], { ...rules, doubt: () => 4 });

    expect(passes).toHaveLength(1);
  });

  it('begins a pass for each of three things in a frame', () => {
    const passes = watch([
      [
        ['a', box(0)],
        ['b', box(200)],
        ['c', box(400)],
      ],
    ]);

    expect(passes.map(({ passId }) => passId)).toEqual(['0-0', '0-1', '0-2']);
  });

  it('takes a box that changed its size at once for another thing', () => {
    expect(watch([[['a', box(0, 0, 20)]], [['b', box(0, 0, 60)]]])).toHaveLength(2);
  });

  it('joins by content what jumped too far, and parts by content what stands close', () => {
    expect(watch([[['a', box(0)]], [['a', box(900)]]], byName)).toHaveLength(1);
    expect(watch([[['a', box(0)]], [['b', box(0)]]], byName)).toHaveLength(2);
  });

  it('keeps nothing more of a pass that was told', () => {
    const [pass] = watch([[['a', box(0)]], [['a', box(5)]]]);
    const told = pass && markTold(pass);
    const [after] = joinFrame(told ? [told] : [], {
      takenAt: 1000,
      patience,
      detections: [{ box: box(8), shot: { takenAt: 1000, name: 'a' } }],
      rules,
      newPassId: String,
    });

    expect(after).toMatchObject({ told: true, lastSeenAt: 1000, shots: [{ takenAt: 0 }] });
  });

  const frames = fc.array(
    fc.array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c'),
        fc.record({
          x: fc.integer({ min: 0, max: 300 }),
          y: fc.integer({ min: 0, max: 300 }),
          width: fc.integer({ min: 1, max: 80 }),
          height: fc.integer({ min: 1, max: 80 }),
        }),
      ),
      { maxLength: 6 },
    ),
    { maxLength: 10 },
  );

  it('puts every detection into exactly one pass, whatever it is shown', () => {
    fc.assert(
      fc.property(frames, (shown) => {
        const passes = watch(shown);

        const kept = passes.flatMap(({ shots }) => shots).length;
        expect(kept).toBe(shown.flat().length);
      }),
    );
  });

  it('gives every pass an id of its own, and the same ones when repeated in any order of detections', () => {
    const withoutTwins = frames.filter((shown) =>
      shown.every((frame) => new Set(frame.map(([, { x, y }]) => `${x} ${y}`)).size === frame.length),
    );
    fc.assert(
      fc.property(withoutTwins, (shown) => {
        const ids = watch(shown).map(({ passId }) => passId);
        const reversed = watch(shown.map((frame) => frame.toReversed())).map(({ passId }) => passId);

        expect(new Set(ids).size).toBe(ids.length);
        expect(reversed).toEqual(ids);
      }),
    );
  });
});

describe('splitClosed', () => {
  it('closes what was unseen for longer than the limit', () => {
    const passes = watch([[['a', box(0)]], [['b', box(300)]]]);

    const { open, closed } = splitClosed(passes, 3_200, patience);

    expect([open.map(namesOf), closed.map(namesOf)]).toEqual([[['b']], [['a']]]);
  });
});

describe('carryStill', () => {
  it('carries what was there and nothing moved around', () => {
    const passes = watch([
      [
        ['a', box(0)],
        ['b', box(300)],
      ],
    ]);

    const carried = carryStill(passes, { seenAt: 0, takenAt: 500, hasMotion: ({ x }) => x === 300 });

    expect(carried.map(({ lastSeenAt }) => lastSeenAt)).toEqual([500, 0]);
  });

  it('does not bring back what was missed before', () => {
    const passes = watch([[['a', box(0)]], []]);

    const carried = carryStill(passes, { seenAt: 500, takenAt: 1000, hasMotion: () => false });

    expect(carried.map(({ lastSeenAt }) => lastSeenAt)).toEqual([0]);
  });
});
