import type { PlateReading } from '../../lambdas/plates/plate-reader.ts';

/** A reading of `1กข 1234 หนองคาย`, with what a test wants different. */
export function makePlateReading(overrides: Partial<PlateReading> = {}): PlateReading {
  const letters = overrides.letters ?? '1กข';
  const digits = overrides.digits ?? '1234';
  const plate = { class: 'car', letters, digits, province: 'หนองคาย' } as const;
  const confidence = overrides.confidence ?? 0.8;
  return {
    ...plate,
    text: `${letters} ${digits}`,
    confidence,
    fields: { class: 0.9, letters: 0.8, digits: 0.9, province: 0.9 },
    candidates: [{ plate, probability: confidence }],
    box: { x: 10, y: 20, width: 120, height: 55 },
    ...overrides,
  };
}
