import type { WindowSigns } from '../../lambdas/cameras/picture-health.ts';
import {
  directions,
  type ViewSignature,
  viewColumns,
  viewRows,
} from '../../lambdas/cameras/view-signature.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';

/** A view made of nothing but chance: two seeds have nothing in common. */
export function makeView(seed: number): ViewSignature {
  const random = seededRandom(seed);
  return Array.from({ length: viewColumns * viewRows }, () => Math.floor(random() * directions));
}

export const usualView = makeView(1);
const otherView = makeView(2);
/** The mean light of 8 × 6 cells. */
const usualLight = 'm'.repeat(48);

const seen = {
  hasPicture: true,
  isDark: false,
  isBlank: false,
  isStill: false,
  signature: usualView,
  light: usualLight,
};
const unseen = { ...seen, hasPicture: false, isStill: undefined, signature: undefined, light: undefined };

/** What a window says by what is the matter with the camera. */
export const kinds = {
  well: seen,
  silent: unseen,
  dark: { ...seen, isDark: true, isBlank: true },
  frozen: { ...seen, isStill: true },
  covered: { ...seen, isBlank: true, signature: makeView(0).map(() => undefined) },
  moved: { ...seen, signature: otherView },
} as const;
export type Kind = keyof typeof kinds;

export function makeSigns(kind: Kind, from: number, seconds = 60): WindowSigns {
  return { ...kinds[kind], from, to: from + seconds * 1000 };
}
