import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MediaHeader, parseHeader } from './track.ts';

export interface Fragment {
  readonly number: string;
  /** The recording it belongs to: one header, one row of timecodes. */
  readonly sessionId: string;
  readonly producerTimestamp: number;
  readonly serverTimestamp: number;
  readonly durationMilliseconds: number;
  readonly sizeBytes: number;
}

export interface FragmentStoreOptions {
  readonly folder: string;
  readonly now: () => number;
  readonly retentionMilliseconds: () => number;
  readonly capBytes: number;
}

const headerEnding = '.header';
const clusterEnding = '.cluster';

/** The fragments of one stream: two kinds of files on disk, the index in memory made from their names alone. */
export class FragmentStore {
  readonly #options: FragmentStoreOptions;
  readonly #headers = new Map<string, MediaHeader>();
  #fragments: Fragment[];
  #bytes: number;

  /** Opens the folder and indexes what an earlier run left there. */
  constructor(options: FragmentStoreOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
    this.#fragments = readIndex(options.folder);
    this.#bytes = this.#fragments.reduce((sum, fragment) => sum + fragment.sizeBytes, 0);
  }

  /** Keeps a recording's header. Throws BrokenMatroskaError when it cannot be read. */
  addHeader(sessionId: string, bytes: Buffer): MediaHeader {
    const header = parseHeader(bytes);
    this.#write(`${sessionId}${headerEnding}`, bytes);
    this.#headers.set(sessionId, header);
    return header;
  }

  add(fragment: Omit<Fragment, 'sizeBytes'>, cluster: Buffer): void {
    const kept = { ...fragment, sizeBytes: cluster.length };
    this.#write(clusterFile(kept), cluster);
    this.#fragments.push(kept);
    this.#bytes += kept.sizeBytes;
    this.expire();
  }

  /** What is retained now, in the order of arrival. */
  fragments(): readonly Fragment[] {
    this.expire();
    return this.#fragments;
  }

  /** Deletes what is older than the retention, then the oldest until the rest fits the cap. */
  expire(): void {
    const oldest = this.#options.now() - this.#options.retentionMilliseconds();
    let isOver = this.#bytes > this.#options.capBytes;
    if (!isOver && !this.#fragments.some((fragment) => fragment.serverTimestamp < oldest)) return;
    this.#fragments = this.#fragments.filter((fragment) => {
      if (fragment.serverTimestamp >= oldest && !isOver) return true;
      this.#remove(clusterFile(fragment));
      this.#bytes -= fragment.sizeBytes;
      isOver = this.#bytes > this.#options.capBytes;
      return false;
    });
  }

  /** Undefined when the header's file is gone or unreadable. */
  header(sessionId: string): MediaHeader | undefined {
    const known = this.#headers.get(sessionId);
    if (known !== undefined) return known;
    try {
      const header = parseHeader(readFileSync(join(this.#options.folder, `${sessionId}${headerEnding}`)));
      this.#headers.set(sessionId, header);
      return header;
    } catch {
      return undefined;
    }
  }

  /** The cluster's bytes; undefined when retention took the file meanwhile. */
  async cluster(fragment: Fragment): Promise<Buffer | undefined> {
    return readFile(join(this.#options.folder, clusterFile(fragment))).catch(() => undefined);
  }

  /** Deletes everything. */
  destroy(): void {
    this.#fragments = [];
    this.#bytes = 0;
    rmSync(this.#options.folder, { recursive: true, force: true });
  }

  /** A crash while writing leaves a `.part` file, which no index reads. */
  #write(name: string, bytes: Buffer): void {
    const path = join(this.#options.folder, name);
    writeFileSync(`${path}.part`, bytes);
    renameSync(`${path}.part`, path);
  }

  #remove(name: string): void {
    rmSync(join(this.#options.folder, name), { force: true });
  }
}

function clusterFile(fragment: Omit<Fragment, 'sizeBytes'>): string {
  const { number, sessionId, producerTimestamp, serverTimestamp, durationMilliseconds } = fragment;
  return `${[number, sessionId, producerTimestamp, serverTimestamp, durationMilliseconds].join('_')}${clusterEnding}`;
}

/** Also clears away half-written files, and headers whose fragments have all expired. */
function readIndex(folder: string): Fragment[] {
  const names = readdirSync(folder).sort();
  const fragments = names
    .filter((name) => name.endsWith(clusterEnding))
    .map((name) => {
      const [number = '', sessionId = '', ...times] = name.slice(0, -clusterEnding.length).split('_');
      const [producerTimestamp = 0, serverTimestamp = 0, durationMilliseconds = 0] = times.map(Number);
      const sizeBytes = statSync(join(folder, name)).size;
      return { number, sessionId, producerTimestamp, serverTimestamp, durationMilliseconds, sizeBytes };
    });
  const used = new Set(fragments.map((fragment) => `${fragment.sessionId}${headerEnding}`));
  const isStale = (name: string) =>
    name.endsWith('.part') || (name.endsWith(headerEnding) && !used.has(name));
  for (const name of names.filter(isStale)) rmSync(join(folder, name));
  return fragments;
}
