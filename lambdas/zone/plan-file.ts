import { z } from 'zod';
import { bilingual } from './bilingual.ts';
import { id } from './camera-file.ts';

/** A step in which the zone is built, e.g. the pilot or next year's. */
export const phase = z.strictObject({ id, name: bilingual });

/** What installers bring to a site; words for each are in tools/plan-words.ts. */
const install = z.strictObject({
  power: z.enum(['mains', 'mains-with-battery', 'street-light', 'solar']).optional(),
  network: z.enum(['fiber', 'radio-link', 'mobile-4g', 'mobile-5g']).optional(),
  mounting: z.enum(['new-mast', 'existing-mast', 'building', 'gantry', 'bridge']).optional(),
  note: bilingual.optional(),
});

/** What a site may say for `zone plan`; the running zone needs none of it. */
export const siteOptions = {
  phase: id.optional(),
  /** A road by which vehicles come into the zone here: a camera that watches plates should see it. */
  approachRoad: bilingual.optional(),
  install: install.optional(),
};

interface PhasedFile {
  readonly phases?: readonly { readonly id: string }[] | undefined;
  readonly sites: readonly Phased[];
  readonly cameras: readonly Phased[];
  readonly poles: readonly Phased[];
}
interface Phased {
  readonly phase?: string | undefined;
}

/** Refuses phases of one id, and sites and devices of a phase that the file does not name. */
export function checkPhases(file: PhasedFile, context: z.RefinementCtx): void {
  const refuse = (path: readonly PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  const known = new Set<string>();
  file.phases?.forEach(({ id }, index) => {
    if (known.has(id)) refuse(['phases', index, 'id'], `"${id}" is used twice`);
    known.add(id);
  });
  for (const list of ['sites', 'cameras', 'poles'] as const) {
    file[list].forEach(({ phase }, index) => {
      if (phase !== undefined && !known.has(phase))
        refuse([list, index, 'phase'], `"${phase}" is no phase of this file: add it under "phases"`);
    });
  }
}
