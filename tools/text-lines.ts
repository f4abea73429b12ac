import { textWidth } from './lettering.ts';

export interface LinesParams {
  readonly text: string;
  readonly width: number;
  readonly size: number;
  readonly weight?: 500 | 700;
}

const words = new Intl.Segmenter('th', { granularity: 'word' });
/** Marks that may not begin a line. */
const trailing = /^[\s.,:;!?)\]}”’…ๆฯ%/–-]+$/u;

/** The text in lines no wider than `width`, broken between words: Thai has no spaces between them. */
export function textLines({ text, width, size, weight = 500 }: LinesParams): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const { segment } of words.segment(text)) {
    const isTooWide = textWidth((line + segment).trimEnd(), size, weight) > width;
    if (isTooWide && line !== '' && !trailing.test(segment)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line = line === '' ? segment.trimStart() : line + segment;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
