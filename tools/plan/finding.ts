import type { Bilingual } from '../../lambdas/zone/zone-file.ts';

/** An error makes the plan useless as it stands; a warning is for a person to decide; a note is good to know. */
export const findingLevels = ['error', 'warning', 'note'] as const;
export type FindingLevel = (typeof findingLevels)[number];

/** What is wrong at one field of the zone file. */
export interface Finding {
  readonly level: FindingLevel;
  /** The site whose page tells it. */
  readonly site?: string;
  readonly path: readonly (string | number)[];
  /** What is wrong and what would be right. */
  readonly problem: Bilingual;
}

export function countOf(findings: readonly Finding[], level: FindingLevel): number {
  return findings.filter((finding) => finding.level === level).length;
}
