import { z } from 'zod';
import {
  compareView,
  type RememberedView,
  rememberView,
  revise,
  tellsView,
  votesIn,
} from './remembered-view.ts';
import type { ViewSignature } from './view-signature.ts';

/** What a camera usually shows: one view, and another where infrared light or the lamps of the night change it. */
export const viewMemory = z.object({
  views: z.array(z.string()),
  /** Video in which it has been learning so far. */
  learnedMilliseconds: z.number(),
  /** When it was last revised. */
  revisedAt: z.number(),
});
export type ViewMemory = Readonly<z.infer<typeof viewMemory>>;

export const noViews: ViewMemory = { views: [], learnedMilliseconds: 0, revisedAt: 0 };

/** A day and a night: all the light there is. Until then an unknown view is learned, not told. */
export const learningMilliseconds = 24 * 3_600_000;
/** Seven votes of two minutes: dusk is followed, a bus at its stop is not learned. */
const reviseMilliseconds = 120_000;
const mostViews = 3;

/** Whether the picture shows one of the camera's views; `undefined`: too little is seen, or none is known. */
export function recognizeView(
  { views }: ViewMemory,
  signature: ViewSignature,
): { readonly index: number } | 'other' | undefined {
  const verdicts = views.map((view) => compareView(view, signature));
  const index = verdicts.indexOf('same');
  if (index >= 0) return { index };
  return verdicts.includes('other') ? 'other' : undefined;
}

export interface LearnParams {
  readonly signature: ViewSignature;
  readonly seen: ReturnType<typeof recognizeView>;
  readonly from: number;
  readonly to: number;
  /** Whether an unknown view is taken as one of the camera's own. */
  readonly takesUnknown: boolean;
}

/** The memory after one more window. Nothing unknown is learned unless `takesUnknown`. */
export function learnView(memory: ViewMemory, params: LearnParams): ViewMemory {
  const { signature, seen, from, to } = params;
  const learned = { ...memory, learnedMilliseconds: memory.learnedMilliseconds + to - from };
  if (to - memory.revisedAt < reviseMilliseconds) return learned;
  if (seen !== undefined && seen !== 'other') {
    const views = memory.views.map((view, i) => (i === seen.index ? revise(view, signature) : view));
    return { ...learned, views, revisedAt: to };
  }
  // By night there may be too little in common with the day to call it another view: it is learned all the same.
  if (params.takesUnknown && tellsView(signature))
    return { ...learned, views: addView(memory.views, rememberView(signature)), revisedAt: to };
  return learned;
}

/** The view with the fewest votes makes room: it was shown least. */
function addView(views: readonly RememberedView[], added: RememberedView): RememberedView[] {
  if (views.length < mostViews) return [...views, added];
  const weakest = views.reduce((a, b) => (votesIn(b) < votesIn(a) ? b : a));
  return [...views.filter((view) => view !== weakest), added];
}
