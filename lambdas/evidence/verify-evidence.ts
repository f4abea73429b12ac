import { evidenceFile, manifestNumber } from './evidence-object.ts';
import { type Manifest, parseManifest, sha256Of } from './manifest.ts';

/** Names of an exported folder's own files. */
export const exportFile = { sums: 'SHA256SUMS', incident: 'incident.json', readme: 'README.txt' } as const;

export interface ExportedFolder {
  /** SHA-256 of every file, by path from the folder with `/`. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Bytes of the manifests and of SHA256SUMS. */
  readonly texts: ReadonlyMap<string, Uint8Array>;
  /** What somebody outside wrote down of the newest manifest, e.g. from the incident's timeline. */
  readonly newestManifestSha256?: string;
}

export interface Finding {
  /** `broken-chain`: a manifest does not follow from the one before. */
  readonly problem: 'changed' | 'missing' | 'additional' | 'broken-chain';
  readonly file: string;
  readonly detail?: string;
}

export interface Verdict {
  readonly findings: readonly Finding[];
  readonly objectCount: number;
  readonly newestManifestSha256?: string;
}

/** Compares an exported folder with its manifests and sums. Needs nothing else: no account, no network. */
export function verifyEvidence(folder: ExportedFolder): Verdict {
  const { manifests, findings: broken } = readChain(folder);
  const newest = manifests.at(-1);
  const findings = [...broken, ...checkObjects(newest, folder), ...checkNewest(newest, folder)];
  const reported = new Set(findings.map(({ file }) => file));
  const fromSums = checkSums(folder).filter(({ file }) => !reported.has(file));
  const newestHash = newest && folder.hashes.get(evidenceFile.manifest(newest.number));
  return {
    findings: [...findings, ...fromSums],
    objectCount: newest?.objects.length ?? 0,
    ...(newestHash === undefined ? {} : { newestManifestSha256: newestHash }),
  };
}

/** The text of SHA256SUMS, as `sha256sum -c` reads it. */
export function sumsOf(hashes: ReadonlyMap<string, string>): string {
  const files = [...hashes.keys()].filter((file) => file !== exportFile.sums).sort();
  return files.map((file) => `${hashes.get(file)}  ${file}\n`).join('');
}

function readChain({ hashes, texts }: ExportedFolder) {
  const findings: Finding[] = [];
  const manifests: Manifest[] = [];
  const numbers = [...hashes.keys()].flatMap((file) => manifestNumber(file) ?? []);
  const highest = Math.max(1, ...numbers);
  for (let number = 1; number <= highest; number++) {
    const file = evidenceFile.manifest(number);
    const manifest = readManifest(texts.get(file));
    if (!hashes.has(file)) findings.push({ problem: 'missing', file });
    else if (manifest === undefined) findings.push({ problem: 'changed', file, detail: 'no manifest' });
    else {
      const detail = breakBetween(manifests.at(-1), manifest, { number, hashes });
      if (detail !== undefined) findings.push({ problem: 'broken-chain', file, detail });
      manifests.push(manifest);
    }
  }
  return { manifests, findings };
}

function readManifest(bytes: Uint8Array | undefined): Manifest | undefined {
  try {
    return bytes === undefined ? undefined : parseManifest(bytes).manifest;
  } catch {
    return undefined;
  }
}

function breakBetween(
  before: Manifest | undefined,
  manifest: Manifest,
  { number, hashes }: { readonly number: number; readonly hashes: ReadonlyMap<string, string> },
): string | undefined {
  if (manifest.number !== number) return `it calls itself number ${manifest.number}`;
  if (number === 1) return manifest.previous === undefined ? undefined : 'the first names one before it';
  const file = evidenceFile.manifest(number - 1);
  if (manifest.previous?.file !== file) return `it does not name ${file}`;
  if (manifest.previous.sha256 !== hashes.get(file)) return `${file} is not the one it was written after`;
  if (before !== undefined && before.incidentId !== manifest.incidentId) return 'it is of another incident';
  return before === undefined || startsWith(manifest.objects, before.objects)
    ? undefined
    : `it leaves out or changes what ${file} says`;
}

function startsWith(objects: Manifest['objects'], before: Manifest['objects']): boolean {
  return before.every((object, i) => JSON.stringify(object) === JSON.stringify(objects[i]));
}

function checkObjects(newest: Manifest | undefined, { hashes }: ExportedFolder): readonly Finding[] {
  const named = new Set(newest?.objects.map(({ file }) => file));
  const own = new Set<string>(Object.values(exportFile));
  const additional = [...hashes.keys()].filter(
    (file) => !named.has(file) && !own.has(file) && manifestNumber(file) === undefined,
  );
  return [
    ...(newest?.objects ?? []).flatMap(({ file, sha256 }): readonly Finding[] => {
      const found = hashes.get(file);
      if (found === undefined) return [{ problem: 'missing', file }];
      return found === sha256 ? [] : [{ problem: 'changed', file }];
    }),
    ...additional.map((file) => ({ problem: 'additional', file }) as const),
  ];
}

function checkNewest(newest: Manifest | undefined, folder: ExportedFolder): readonly Finding[] {
  const told = folder.newestManifestSha256;
  if (told === undefined || newest === undefined) return [];
  const file = evidenceFile.manifest(newest.number);
  if (folder.hashes.get(file) === told.toLowerCase()) return [];
  return [{ problem: 'changed', file, detail: 'it is not the manifest with the given SHA-256' }];
}

/** The sums also cover what no manifest names: the newest manifest, the timeline and the notes. */
function checkSums({ hashes, texts }: ExportedFolder): readonly Finding[] {
  const bytes = texts.get(exportFile.sums);
  if (bytes === undefined) return [{ problem: 'missing', file: exportFile.sums }];
  const lines = parseSums(Buffer.from(bytes).toString('utf8'));
  const findings = [...lines].flatMap(([file, sha256]): readonly Finding[] => {
    const found = hashes.get(file);
    if (found === undefined) return [{ problem: 'missing', file }];
    return found === sha256 ? [] : [{ problem: 'changed', file }];
  });
  const isAsWritten = sha256Of(bytes) === sha256Of(Buffer.from(sumsOf(hashes)));
  return isAsWritten || findings.length > 0 ? findings : [{ problem: 'changed', file: exportFile.sums }];
}

function parseSums(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').flatMap((line): readonly (readonly [string, string])[] => {
    const [, sha256, file] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    return sha256 === undefined || file === undefined ? [] : [[file, sha256]];
  });
  return new Map(lines);
}
