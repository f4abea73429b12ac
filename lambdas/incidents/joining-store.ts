import type { Assignment, JoinPointer } from './joining.ts';

/** Remembers which event went to which incident. Reads see every write that was answered before them. */
export interface JoiningStore {
  /** Undefined where there is none, or none that can be read: it is then begun anew. */
  readPointer(key: string): Promise<{ readonly rev: number; readonly pointer: JoinPointer | undefined }>;
  /** Writes the pointer if it still is at `rev` (0: there is none). */
  swapPointer(key: string, rev: number, pointer: JoinPointer): Promise<'swapped' | 'overtaken'>;
  findAssignment(key: string, causeId: string): Promise<Assignment | undefined>;
  /** Keeps the assignment unless one of a later `rev` is there. */
  keepAssignment(key: string, assignment: Assignment): Promise<void>;
}
