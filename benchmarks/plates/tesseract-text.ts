import {
  isPlateNumber,
  type Plate,
  type PlateText,
  plateKey,
  tidyPlateText,
} from '../../lambdas/plates/plate.ts';
import { findProvince, provinces } from '../../lambdas/plates/provinces.ts';
import { editDistance } from './align-signs.ts';

type PlateNumber = Pick<Plate, 'letters' | 'digits'>;
const mostSigns = 7;

/** A third of a province's name may be misread. */
const mostEdits = 1 / 3;

/**
 * The likeliest plate in what a general reader made of a picture, with every benefit of the doubt: other signs are
 * dropped, lines may be joined, the longest thing that can be a plate counts, and the province may be misspelt.
 */
export function findPlateInText(text: string): PlateText | undefined {
  const lines = text
    .split('\n')
    .map(tidyPlateText)
    .filter((line) => line !== '');
  const number = longestPlate([...lines, lines.join('')].map(onlySigns));
  return number && { ...number, province: nearestProvince(lines) };
}

const onlySigns = (line: string) => line.replace(/[^\dก-ฮ]/gu, '');

function longestPlate(texts: readonly string[]): PlateNumber | undefined {
  return texts
    .flatMap((text) => [...text].flatMap((_, start) => platesFrom(text.slice(start, start + mostSigns))))
    .sort((a, b) => plateKey(b).length - plateKey(a).length)[0];
}

/** Every beginning of the text that is a series with a number. */
function platesFrom(text: string): readonly PlateNumber[] {
  return [1, 2, 3].flatMap((split) =>
    [1, 2, 3, 4]
      .filter((more) => split + more <= text.length)
      .map((more) => ({ letters: text.slice(0, split), digits: text.slice(split, split + more) }))
      .filter(isPlateNumber),
  );
}

function nearestProvince(lines: readonly string[]): string | null {
  const words = lines.map((line) => line.replace(/[^ก-๎]/gu, '')).filter((word) => word.length > 2);
  const near = words.flatMap((word) => {
    const known = findProvince(word);
    if (known) return [{ name: known, edits: 0 }];
    return provinces.map((name) => ({ name, edits: editDistance(word, name) / name.length }));
  });
  const best = near.sort((a, b) => a.edits - b.edits)[0];
  return best && best.edits <= mostEdits ? best.name : null;
}
