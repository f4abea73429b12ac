import { z } from 'zod';
import type { PhotoVerdict } from './face-collection.ts';
import { describePhotos } from './photo-words.ts';

export const answerFiles = { json: 'verdict.json', text: 'verdict.txt' } as const;

/** What became of an enrollment folder, as it is written beside the photos. */
export interface EnrollmentAnswer {
  readonly version: 1;
  /** Of the `entry.yaml` that is answered. */
  readonly revision: string;
  readonly state: 'enrolled' | 'refused';
  /** ISO time. */
  readonly answeredAt: string;
  /** What to put right, e.g. `entry.yaml:3: category: must be …`. */
  readonly problems: readonly string[];
  readonly photos: readonly { readonly file: string; readonly verdict: PhotoVerdict }[];
}

const answered = z.object({
  revision: z.string(),
  state: z.enum(['enrolled', 'refused']),
  photos: z.array(z.unknown()),
});

/** The answer that a folder has so far; undefined: none that can be read. */
export function parseAnswer(text: string): z.infer<typeof answered> | undefined {
  try {
    return answered.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** For the officer: Thai first, then English. */
export function describeAnswer({ state, problems, photos }: EnrollmentAnswer): string {
  const head =
    state === 'enrolled'
      ? 'ขึ้นบัญชีเฝ้าระวังแล้ว\n  The person is on the watchlist.\n'
      : 'ยังไม่ขึ้นบัญชี: แก้ไขแล้ววางไฟล์ entry.yaml ใหม่อีกครั้ง\n  Not on the watchlist: put it right, then put entry.yaml there again.\n';
  const files = photos.map(({ file }) => file);
  const about =
    photos.length === 0
      ? ''
      : describePhotos(
          files,
          photos.map(({ verdict }) => verdict),
        );
  return `${head}${problems.map((problem) => `${problem}\n`).join('')}${about}`;
}
