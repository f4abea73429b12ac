import type { Disk } from '../../../tools/pole-agent/disk.ts';

/** The machine lost power in the middle of a step. */
export class PowerCutError extends Error {
  override readonly name = 'PowerCutError';
}

type FolderChange =
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly name: string };

interface File {
  text: string;
  /** What the platter holds for certain. */
  synced: string | undefined;
}

/**
 * A disk that forgets as real ones do: what was written and not synced comes back whole, cut short or not at all, and
 * of the folder's changes since it was synced only the first ones have happened.
 */
export class PowerCutDisk implements Disk {
  #files = new Map<string, File>();
  /** The folder as it was when it was last synced. */
  #durable = new Map<string, File>();
  #changes: FolderChange[] = [];
  #stepsLeft = Number.POSITIVE_INFINITY;
  isOff = false;

  /** Power goes before the n-th step from now (0 is the next one). */
  cutAfter(steps: number): void {
    this.#stepsLeft = steps;
  }

  /** Power is back; `luck` (0–1 each) decides what became of what was not synced. */
  restart(luck: () => number): void {
    const survived = Math.round(luck() * this.#changes.length);
    const files = new Map(this.#durable);
    for (const change of this.#changes.slice(0, survived))
      change.kind === 'rename' ? move(files, change) : files.delete(change.name);
    // A file made since is found or not; its text up to where it got.
    for (const [name, file] of this.#files)
      if (!files.has(name) && file.synced === undefined && luck() < 0.5) files.set(name, file);
    for (const file of files.values()) {
      file.text = file.synced ?? file.text.slice(0, Math.floor(luck() * (file.text.length + 1)));
    }
    this.#files = files;
    this.#durable = new Map(files);
    this.#changes = [];
    this.#stepsLeft = Number.POSITIVE_INFINITY;
    this.isOff = false;
  }

  list(): readonly string[] {
    return [...this.#files.keys()];
  }

  read(name: string): string {
    return this.#file(name).text;
  }

  write(name: string, text: string): void {
    this.#step();
    this.#files.set(name, { text, synced: undefined });
  }

  sync(name: string): void {
    this.#step();
    const file = this.#file(name);
    file.synced = file.text;
  }

  rename(from: string, to: string): void {
    this.#step();
    // The name of a file that is renamed was never in the durable folder: its rename brings it there.
    this.#durableName(from);
    move(this.#files, { from, to });
    this.#changes.push({ kind: 'rename', from, to });
  }

  remove(name: string): void {
    this.#step();
    this.#files.delete(name);
    this.#changes.push({ kind: 'remove', name });
  }

  syncFolder(): void {
    this.#step();
    this.#durable = new Map(this.#files);
    this.#changes = [];
  }

  #durableName(name: string): void {
    if (!this.#durable.has(name)) this.#durable.set(name, this.#file(name));
  }

  #step(): void {
    if (this.isOff || this.#stepsLeft <= 0) {
      this.isOff = true;
      throw new PowerCutError('the power is out');
    }
    this.#stepsLeft -= 1;
  }

  #file(name: string): File {
    const file = this.#files.get(name);
    if (file === undefined) throw new Error(`no file ${name}`);
    return file;
  }
}

function move(files: Map<string, File>, { from, to }: { readonly from: string; readonly to: string }): void {
  const file = files.get(from);
  if (file === undefined) return;
  files.delete(from);
  files.set(to, file);
}
