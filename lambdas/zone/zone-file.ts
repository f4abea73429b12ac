import { z } from 'zod';
import { alertSettings } from './alert-file.ts';
import { bilingual } from './bilingual.ts';
import { camera, id, sampling } from './camera-file.ts';
import { incidentSettings } from './incident-file.ts';
import { probePoleId } from './names.ts';
import { checkPhases, phase, siteOptions } from './plan-file.ts';
import { poleSettings } from './pole-file.ts';

export { type Bilingual, bilingual } from './bilingual.ts';

const zoneVersion = 1;

/** An installation point. Latitude and longitude in degrees, WGS 84; the box is Thailand with its river bank. */
const site = z.strictObject({
  id,
  name: bilingual,
  latitude: z
    .number()
    .min(5.5, 'must lie in Thailand (5.5–20.6)')
    .max(20.6, 'must lie in Thailand (5.5–20.6): are latitude and longitude swapped?'),
  longitude: z
    .number()
    .min(97.3, 'must lie in Thailand (97.3–105.7): are latitude and longitude swapped?')
    .max(105.7, 'must lie in Thailand (97.3–105.7)'),
  ...siteOptions,
});

const pole = z.strictObject({
  /** Also the name of the IoT thing and the MQTT client id of the pole. */
  id,
  site: id,
  /** Of the site's own, unless it says otherwise. */
  phase: id.optional(),
});

const thresholds = z.strictObject({
  /** Similarity (percent) from which a face is a candidate for an operator. */
  faceCandidatePercent: z
    .number()
    .min(80, 'must be 80–100 percent (not a fraction): 90 is usual')
    .max(100)
    .default(90),
  /** Similarity (percent) from which a face match alerts; under 95 strangers would be named as wanted persons. */
  faceAlertPercent: z
    .number()
    .min(95, 'must be at least 95 percent (not a fraction): 99 is recommended')
    .max(100)
    .default(99),
  /** Lowest probability (fraction) from which a plate reading counts. */
  plateConfidence: z.number().min(0.5).max(1, 'must be a fraction 0.5–1, not percent').default(0.7),
});

const retention = z.strictObject({
  videoHours: z
    .int()
    .min(1)
    .max(24 * 30)
    .default(24),
  sightingDays: z.int().min(1).max(365).default(30),
  evidenceDays: z.int().min(1).max(365).default(90),
  /** S3 Object Lock on the evidence of incidents, for `evidenceDays`; can never be taken back (docs/evidence.md). */
  evidenceLock: z.enum(['governance', 'compliance']).optional(),
  incidentDays: z.int().min(30).max(3650).default(365),
});

/** Paid recognition calls; docs/adr/0010 says what is saved when they run out. SOS never depends on them. */
const budget = z
  .strictObject({
    /** 10,000 searches cost about 13 USD in Singapore: https://aws.amazon.com/rekognition/pricing/ */
    paidCallsPerDay: z.int().min(0).max(10_000_000).default(10_000),
    /** What all of AWS may cost in a month, in one of the two; left out: no limit, no budget in the account (docs/cost.md). */
    monthlyUsd: z.number().min(1).max(10_000_000).optional(),
    monthlyThb: z.number().min(30).max(300_000_000).optional(),
    /** How many people, and how many vehicles, are expected to pass a camera on a day; the forecast counts with it. */
    passesPerDay: z.int().min(0).max(100_000).optional(),
  })
  .refine(({ monthlyUsd, monthlyThb }) => monthlyUsd === undefined || monthlyThb === undefined, {
    message: 'stands beside monthlyUsd: name the budget in one of the two',
    path: ['monthlyThb'],
  });

/**
 * People whom nobody looks for are told from each other, which keeps biometric data of everybody who passes: absent, as
 * it should be without a legal basis of its own, nothing of them is kept (docs/adr/0015).
 */
const strangers = z.strictObject({
  /** From when somebody was first seen; then the face and every visit are gone. */
  keepHours: z.int().min(1).max(72, 'must be 1–72 hours'),
  /** Only here; left out: at every camera that watches faces. */
  cameras: z.array(id).min(1).max(1000).optional(),
});

const settings = z.strictObject({
  id,
  name: bilingual,
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone such as "Asia/Bangkok"')
    .default('Asia/Bangkok'),
  /** Where face vectors live; ap-southeast-7 keeps them in Thailand (docs/adr/0006). */
  rekognitionRegion: z
    .string()
    .regex(/^[a-z]{2}-[a-z]+-\d$/, 'must be an AWS Region such as "ap-southeast-1"')
    .default('ap-southeast-1'),
  /** Seconds of video per watch-camera slot; the scheduler ticks once a minute, so 60 must divide by it. */
  slotSeconds: z
    .int()
    .min(5)
    .max(60)
    .refine((seconds) => 60 % seconds === 0, 'must divide 60: 5, 6, 10, 12, 15, 20, 30 or 60')
    .default(10),
  sampling,
  thresholds: thresholds.prefault({}),
  retention: retention.prefault({}),
  budget: budget.prefault({}),
  poles: poleSettings.prefault({}),
  strangers: strangers.optional(),
  ...alertSettings,
  ...incidentSettings,
});

/** The zone file: where everything stands and how it behaves. The one source of truth of its form. */
export const zoneFile = z
  .strictObject({
    version: z.literal(zoneVersion),
    zone: settings,
    sites: z.array(site).min(1).max(2000),
    cameras: z.array(camera).max(1000),
    poles: z.array(pole).max(1000),
    /** In which steps it is built, in their order. */
    phases: z.array(phase).min(1).max(8).optional(),
  })
  .superRefine(checkReferences)
  .superRefine(checkPhases);

export type ZoneFile = z.infer<typeof zoneFile>;
export type ZoneSettings = ZoneFile['zone'];
export type StrangerSettings = NonNullable<ZoneSettings['strangers']>;
export type Site = ZoneFile['sites'][number];
export type Camera = ZoneFile['cameras'][number];
export type Pole = ZoneFile['poles'][number];

function checkReferences(
  file: {
    zone: { strangers?: { cameras?: string[] | undefined } | undefined };
    sites: { id: string }[];
    cameras: { id: string; site: string }[];
    poles: { id: string; site: string }[];
  },
  context: z.RefinementCtx,
) {
  const sites = new Set(file.sites.map((s) => s.id));
  // The zone's own pole and site (docs/adr/0025).
  const seen = new Set<string>([probePoleId]);
  for (const list of ['sites', 'cameras', 'poles'] as const) {
    file[list].forEach((item, index) => {
      if (seen.has(item.id)) {
        context.addIssue({
          code: 'custom',
          path: [list, index, 'id'],
          message: `"${item.id}" is used twice: every site, camera and pole needs an id of its own`,
        });
      }
      seen.add(item.id);
      if ('site' in item && !sites.has(item.site as string)) {
        context.addIssue({
          code: 'custom',
          path: [list, index, 'site'],
          message: `"${item.site}" is no site of this file: add it under "sites" or name one of them`,
        });
      }
    });
  }
  const cameras = new Set(file.cameras.map((camera) => camera.id));
  file.zone.strangers?.cameras?.forEach((named, index) => {
    if (cameras.has(named)) return;
    context.addIssue({
      code: 'custom',
      path: ['zone', 'strangers', 'cameras', index],
      message: `"${named}" is no camera of this file`,
    });
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
