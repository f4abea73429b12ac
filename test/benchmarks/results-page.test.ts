import { expect, it } from 'vitest';
import { ResultsPageError, replaceGenerated } from '../../benchmarks/plates/results-page.ts';

const page = 'Before.\n<!-- plates: generated, do not edit -->\nold\n<!-- plates: end -->\nAfter.\n';

it('replaces what stands between the marks and nothing else', () => {
  const once = replaceGenerated(page, '| table |\n');

  expect(once).toBe(
    'Before.\n<!-- plates: generated, do not edit -->\n\n| table |\n\n<!-- plates: end -->\nAfter.\n',
  );
  expect(replaceGenerated(once, '| table |')).toBe(once);
});

it('refuses a page without the marks', () => {
  expect(() => replaceGenerated('no marks', 'x')).toThrow(ResultsPageError);
});
