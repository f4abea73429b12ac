import { describe, expect, it } from 'vitest';
import { thaiTable } from '../../tools/thai-table.ts';
import { hostileTexts } from '../hostile-texts.ts';

/** How many places a terminal gives a line: marks above and below have none. */
const placesOf = (line: string) => line.replace(/\p{Mn}/gu, '').length;

describe('thaiTable', () => {
  it('gives every line as many places, whatever stands above and below the letters', () => {
    const text = thaiTable(
      ['จังหวัด\nprovince', 'มั่นใจ'],
      [
        ['เชียงใหม่', '90 %'],
        ['กรุงเทพมหานคร', '?'],
        ['กำแพงเพชร', ''],
      ],
    );

    const lines = text.split('\n');
    expect(new Set(lines.map(placesOf)).size).toBe(1);
    for (const word of ['จังหวัด', 'มั่นใจ', 'เชียงใหม่', 'กรุงเทพมหานคร', 'กำแพงเพชร'])
      expect(text).toContain(word);
  });

  it.each(hostileTexts)('shows %.30s without a sign that a terminal obeys', (text) => {
    const table = thaiTable(['a'], [[`\u001b[2J${text}\u0007`]]);

    expect(table.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    expect(table).toContain([...text].slice(0, 4).join('').replace(/\p{C}/gu, ' ').trim());
  });
});
