import { answerFiles } from '../../lambdas/watchlist/enrollment-answer.ts';
import { entryFileName } from '../../lambdas/watchlist/enrollment-file.ts';
import type { EnrollmentFolders } from '../../lambdas/watchlist/enrollment-folders.ts';

export interface MemoryEnrollmentFolders extends EnrollmentFolders {
  /** As an officer does it; the revision of a folder is how often its `entry.yaml` was put. */
  put(folder: string, file: string, content: string | Uint8Array): void;
  files(folder: string): readonly string[];
  text(folder: string, file: string): string;
}

const notPhotos = [entryFileName, ...Object.values(answerFiles)] as readonly string[];

export function memoryEnrollmentFolders(): MemoryEnrollmentFolders {
  const folders = new Map<string, Map<string, Uint8Array>>();
  const revisions = new Map<string, number>();
  const filesOf = (name: string) => [...(folders.get(name)?.keys() ?? [])].sort();
  const put = (name: string, file: string, content: string | Uint8Array) => {
    const files = folders.get(name) ?? new Map<string, Uint8Array>();
    files.set(file, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    folders.set(name, files);
    if (file === entryFileName) revisions.set(name, (revisions.get(name) ?? 0) + 1);
  };
  const photosOf = (name: string) => filesOf(name).filter((file) => !notPhotos.includes(file));
  return {
    put,
    files: filesOf,
    text: (name, file) => new TextDecoder().decode(folders.get(name)?.get(file)),
    list: async () =>
      [...folders.keys()]
        .filter((name) => filesOf(name).includes(entryFileName))
        .map((name) => ({
          name,
          revision: String(revisions.get(name)),
          photos: photosOf(name),
        })),
    listPhotos: async () =>
      [...folders.keys()]
        .filter((name) => !filesOf(name).includes(entryFileName) && photosOf(name).length > 0)
        .map((name) => ({ name, photos: photosOf(name) })),
    read: async (name, file) => folders.get(name)?.get(file),
    write: async (name, file, { text }) => put(name, file, text),
    delete: async (name, files) => {
      for (const file of files) folders.get(name)?.delete(file);
    },
    remove: async (name) => void folders.delete(name),
  };
}
