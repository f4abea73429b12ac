import type { IncidentPictures } from '../../lambdas/incidents/incident-pictures.ts';

/** Pictures by their file, of any incident. */
export function memoryIncidentPictures(files: Readonly<Record<string, Uint8Array>> = {}): IncidentPictures {
  return {
    list: async () => Object.keys(files),
    read: async (_, file) => files[file],
  };
}
