import { expect, it } from 'vitest';
import { confusionsOf } from '../../benchmarks/plates/confusions.ts';
import { makeOutcome } from './make-outcome.ts';

it('counts sign pairs over plates that were read, most frequent first, signs passed over included', () => {
  const misread = makeOutcome({ read: { letters: 'กช' } });
  const short = makeOutcome({ read: { digits: '123' } });

  expect(confusionsOf([misread, misread, short, makeOutcome(), makeOutcome({ read: null })])).toEqual([
    { truth: 'ข', read: 'ช', count: 2, share: 0.5 },
    { truth: '4', read: '', count: 1, share: 0.25 },
  ]);
});
