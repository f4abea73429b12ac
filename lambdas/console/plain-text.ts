/**
 * A text in one line of at most `most` letters, an ellipsis at the end where it was longer. Signs that nobody sees are
 * left out: they could turn a line around, or hide what follows; joiners belong to scripts.
 */
export function plainText(text: string, most: number): string {
  const line = text.replace(/[^\P{C}\u200c\u200d]|\s/gu, ' ').replace(/ {2,}/g, ' ');
  // A letter is at most two units: what can never be shown need not be taken apart.
  const letters = [...line.slice(0, 2 * most + 2).trim()];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}
