import type { Correction } from './correction.ts';

/** The corrections that stand. Their faces lie in the face collection, under the same ids. */
export interface CorrectionStore {
  /** Writes or replaces. */
  put(correction: Correction): Promise<void>;
  /** Of every person, expired ones included. */
  list(): Promise<readonly Correction[]>;
  remove(entryId: string): Promise<'removed' | 'absent'>;
}
