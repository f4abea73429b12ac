import type { PlateCandidate, UnreadPlate } from '../../lambdas/plates/plate-reader.ts';

/** Readings as `กข1234` with their probabilities, the likeliest first. */
export function makeCandidates(...named: readonly (readonly [string, number])[]): readonly PlateCandidate[] {
  return named.map(([text, probability]) => {
    const digits = /\d*$/u.exec(text)?.[0] ?? '';
    const letters = text.slice(0, text.length - digits.length);
    return { plate: { class: 'car', letters, digits, province: null }, probability };
  });
}

/** A frame in which a plate was not read, with what a test wants different. */
export function makeUnreadPlate(overrides: Partial<UnreadPlate> = {}): UnreadPlate {
  const candidates = overrides.candidates ?? makeCandidates(['กข1234', 0.4]);
  const confidence = candidates[0]?.probability ?? 0;
  return {
    reason: 'not sure',
    confidence,
    candidates,
    box: { x: 10, y: 20, width: 120, height: 55 },
    ...overrides,
  };
}
