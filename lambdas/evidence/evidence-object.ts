import { z } from 'zod';

const epochMilliseconds = z.int().min(0);

/** What an object shows and how it came here: kept with the object itself, so that no crash parts them. */
export const evidenceAbout = z.strictObject({
  what: z.enum(['frame', 'clip', 'sightings', 'sighting-picture']),
  cameraId: z.string().min(1).optional(),
  from: epochMilliseconds,
  to: epochMilliseconds,
  /** Of which service and call the bytes are the answer, e.g. `kinesis-video:GetClip`. */
  how: z.string().min(1),
  /** Privacy masks of the camera were burned in: the bytes are not those of the camera. */
  masked: z.boolean(),
  gatheredAt: epochMilliseconds,
});
export type EvidenceAbout = Readonly<z.infer<typeof evidenceAbout>>;

/** Path inside the incident's folder: each has one meaning, so a repeat finds what the first time kept. */
export const evidenceFile = {
  frame: (cameraId: string, takenAt: number) => `frames/${cameraId}/${takenAt}.jpg`,
  clip: (cameraId: string, from: number) => `clips/${cameraId}/${from}.mp4`,
  sightings: (happenedAt: number) => `sightings/${happenedAt}.json`,
  sightingPicture: (sightingId: string) => `sightings/${sightingId}.jpg`,
  manifest: (number: number) => `manifest-${String(number).padStart(4, '0')}.json`,
} as const;

/** When the frames of a camera were taken, from the files of an incident. */
export function frameTimes(files: readonly string[], cameraId: string): readonly number[] {
  return files.flatMap((file) => {
    const [folder, camera, name = ''] = file.split('/');
    const takenAt = /^(\d+)\.jpg$/.exec(name)?.[1];
    return folder === 'frames' && camera === cameraId && takenAt !== undefined ? [Number(takenAt)] : [];
  });
}

/** The number of a manifest; `undefined` for any other file. */
export function manifestNumber(file: string): number | undefined {
  const digits = /^manifest-(\d{4})\.json$/.exec(file)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
