import type { EvidenceAbout } from './evidence-object.ts';
import type { EvidenceObject } from './manifest.ts';

/** The evidence of incidents: what lies there is never written again. Files are paths inside an incident's folder. */
export interface EvidenceStore {
  /** `existed`: something lies there already, and stays. */
  put(
    incidentId: string,
    file: string,
    bytes: Uint8Array,
    about: EvidenceAbout,
  ): Promise<'stored' | 'existed'>;
  /** All files of an incident, manifests too, by name. */
  list(incidentId: string): Promise<readonly string[]>;
  /** What is known of files that `put` wrote, in their order. */
  describe(incidentId: string, files: readonly string[]): Promise<readonly EvidenceObject[]>;
  /** `undefined`: there is none. */
  read(incidentId: string, file: string): Promise<Uint8Array | undefined>;
  putManifest(incidentId: string, number: number, bytes: Uint8Array): Promise<'stored' | 'existed'>;
}
