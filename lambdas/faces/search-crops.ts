import type { PictureStore } from '../sightings/picture-store.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import { agree } from './agree.ts';
import { type JudgedShot, judgeShot } from './corrections.ts';
import type { FaceCandidate, FaceSearch } from './face-search.ts';
import type { SearchPlan } from './search-budget.ts';

export interface SearchCropsPorts {
  readonly pictures: PictureStore;
  readonly faces: FaceSearch;
  readonly telemetry: Telemetry;
  /** Called after each call that the search service answered. */
  readonly countSearch: () => Promise<void>;
}

export interface SearchCropsParams {
  /** Of the crops, the best one first. */
  readonly keys: readonly string[];
  readonly thresholds: Pick<ZoneSettings['thresholds'], 'faceCandidatePercent' | 'faceAlertPercent'>;
  readonly confirms: SearchPlan['confirms'];
}

export type UnknownReason = 'no-candidate' | 'crops-disagree' | 'one-shot-only' | 'corrected';

/** What the crops of a pass say; `corrected` are the persons whom a correction ruled out. */
export type SearchVerdict =
  | { readonly kind: 'gone' }
  | { readonly kind: 'unusable'; readonly reasons: readonly string[] }
  | Unknown
  | Candidate;

export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: UnknownReason;
  readonly corrected: readonly string[];
  /** The crop that was searched, where it shows nobody of the watchlist: a passer-by's. */
  readonly jpeg?: Uint8Array;
}

export interface Candidate {
  readonly kind: 'candidate';
  /** Whom the shots agree on, as similar as in the best one. */
  readonly persons: readonly FaceCandidate[];
  /** The second shot was not paid for: nobody is named, and nobody is told. */
  readonly isUnconfirmed: boolean;
  readonly corrected: readonly string[];
  /** The best crop. */
  readonly jpeg: Uint8Array;
}

interface Shot extends JudgedShot {
  readonly jpeg: Uint8Array;
}

/**
 * Searches the crops of a pass, the best one first, until two usable ones were searched; the second only when the
 * first shows somebody. Throws SearchBusyError.
 */
export async function searchCrops(
  params: SearchCropsParams,
  ports: SearchCropsPorts,
): Promise<SearchVerdict> {
  const reasons: string[] = [];
  let best: Shot | undefined;
  for (const key of params.keys) {
    const shot = await searchCrop(key, params, ports);
    // The best crop is deleted first, so without it the pass was decided before.
    if (shot === 'gone' && key === params.keys[0]) return { kind: 'gone' };
    if (shot === 'gone') reasons.push('CROP_GONE');
    else if ('reason' in shot) reasons.push(shot.reason);
    else if (best !== undefined) return confirm(best, shot);
    else if (!needsSecondShot(shot, params)) return judgeAlone(shot);
    else best = shot;
  }
  if (best === undefined) return { kind: 'unusable', reasons };
  return { kind: 'unknown', reason: 'one-shot-only', corrected: best.corrected };
}

async function searchCrop(
  key: string,
  { thresholds }: SearchCropsParams,
  { pictures, faces, countSearch }: SearchCropsPorts,
): Promise<Shot | { readonly reason: string } | 'gone'> {
  const jpeg = await pictures.get(key);
  if (jpeg === undefined) return 'gone';
  const outcome = await faces.search(jpeg, thresholds.faceCandidatePercent);
  await countSearch();
  if (outcome.kind === 'unusable') return { reason: outcome.reason };
  return { ...judgeShot(outcome.users), jpeg };
}

function needsSecondShot({ candidates }: Shot, { confirms, thresholds }: SearchCropsParams): boolean {
  const least = confirms === 'all' ? 0 : thresholds.faceAlertPercent;
  return candidates.some(({ similarityPercent }) => similarityPercent >= least);
}

function judgeAlone({ candidates: persons, corrected, jpeg }: Shot): SearchVerdict {
  if (persons.length > 0) return { kind: 'candidate', persons, isUnconfirmed: true, corrected, jpeg };
  return { kind: 'unknown', reason: corrected.length > 0 ? 'corrected' : 'no-candidate', corrected, jpeg };
}

function confirm(best: Shot, second: Shot): SearchVerdict {
  const persons = agree(best.candidates, second.candidates);
  const corrected = [...new Set([...best.corrected, ...second.corrected])];
  if (persons.length > 0)
    return { kind: 'candidate', persons, isUnconfirmed: false, corrected, jpeg: best.jpeg };
  const isCorrected = best.candidates.some(({ entryId }) => second.corrected.includes(entryId));
  return { kind: 'unknown', reason: isCorrected ? 'corrected' : 'crops-disagree', corrected };
}
