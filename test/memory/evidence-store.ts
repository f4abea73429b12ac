import type { EvidenceAbout } from '../../lambdas/evidence/evidence-object.ts';
import { evidenceFile } from '../../lambdas/evidence/evidence-object.ts';
import type { EvidenceStore } from '../../lambdas/evidence/evidence-store.ts';
import { sha256Of } from '../../lambdas/evidence/manifest.ts';

interface Kept {
  readonly bytes: Uint8Array;
  readonly about?: EvidenceAbout;
}

export interface MemoryEvidenceStore extends EvidenceStore {
  /** By `<incident id>/<file>`. */
  readonly kept: ReadonlyMap<string, Kept>;
}

export function memoryEvidenceStore(): MemoryEvidenceStore {
  const kept = new Map<string, Kept>();
  const putOnce = (key: string, object: Kept) => {
    if (kept.has(key)) return 'existed';
    kept.set(key, object);
    return 'stored';
  };
  return {
    kept,
    put: async (incidentId, file, bytes, about) => putOnce(`${incidentId}/${file}`, { bytes, about }),
    putManifest: async (incidentId, number, bytes) =>
      putOnce(`${incidentId}/${evidenceFile.manifest(number)}`, { bytes }),
    list: async (incidentId) =>
      [...kept.keys()]
        .filter((key) => key.startsWith(`${incidentId}/`))
        .map((key) => key.slice(incidentId.length + 1))
        .sort(),
    describe: async (incidentId, files) =>
      files.map((file) => {
        const { bytes, about } = kept.get(`${incidentId}/${file}`) ?? {};
        if (bytes === undefined || about === undefined) throw new Error(`${file} was not put`);
        return { file, sha256: sha256Of(bytes), bytes: bytes.length, ...about };
      }),
    read: async (incidentId, file) => kept.get(`${incidentId}/${file}`)?.bytes,
  };
}
