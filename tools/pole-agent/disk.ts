/**
 * One folder of a disk that may lose power at any moment, in the steps that such a disk keeps apart. Each throws when
 * the disk does not obey: full, read-only, broken.
 */
export interface Disk {
  /** Names of the files, in any order. */
  list(): readonly string[];
  read(name: string): string;
  /** May be half done, or gone, after a power cut. */
  write(name: string, text: string): void;
  /** What is in the file outlasts a power cut from here on. */
  sync(name: string): void;
  /** Replaces what stood under `to`; after a power cut either all or nothing of it happened. */
  rename(from: string, to: string): void;
  remove(name: string): void;
  /** Which files there are outlasts a power cut from here on. */
  syncFolder(): void;
}

/** Marks a file that is not finished. */
export const unfinished = '.new';

/** Writes a file so that after a power cut it is there as a whole, or, as long as this has not returned, not at all. */
export function writeDurably(disk: Disk, name: string, text: string): void {
  const aside = `${name}${unfinished}`;
  disk.write(aside, text);
  disk.sync(aside);
  disk.rename(aside, name);
  disk.syncFolder();
}
