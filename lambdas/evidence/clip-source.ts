import type { Span } from './evidence-plan.ts';

/** `not-possible`: there is video, but its codec cannot be put into one MP4. */
export type Clip = { readonly mp4: Uint8Array } | { readonly missing: 'no-video' | 'not-possible' };

/** Clips of a camera's stored video. */
export interface ClipSource {
  /** One MP4 of all fragments that touch the span. At most 100 MB or 200 fragments: what is longer is cut at its end. */
  getClip(cameraId: string, span: Span): Promise<Clip>;
}
