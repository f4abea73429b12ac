const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/**
 * The text in at most `units` UTF-16 units, cut with "…" where a reader would see the end of a letter: a Thai
 * consonant keeps its vowel and tone mark. Line breaks become spaces; control and invisible characters go.
 */
export function shorten(text: string, units: number): string {
  const line = oneLine(text);
  if (line.length <= units) return line;
  let kept = '';
  for (const { segment } of graphemes.segment(line)) {
    if (kept.length + segment.length + 1 > units) break;
    kept += segment;
  }
  return units > 0 ? `${kept.trimEnd()}…` : '';
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}
