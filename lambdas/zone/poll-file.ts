import { z } from 'zod';
import { checkQuestionnaire } from './poll-file-checks.ts';

/** A text in the zone's two languages, at most `most` characters in each. */
const wording = (most: number) =>
  z.strictObject({ th: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) });

/** Of areas, age groups, rounds, questions and options: stands in tables, forms, exports and addresses. */
const pollId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,29}$/, 'must be 1–30 characters: a–z, 0–9 and "-", e.g. "tha-sadet"');

const named = z.strictObject({ id: pollId, name: wording(80) });

const area = named.extend({
  /** Its middle, where its number stands on the page's map: degrees, WGS 84. Left out: not on the map ("elsewhere"). */
  latitude: z.number().min(5.5, 'must lie in Thailand (5.5–20.6)').max(20.6, swapped('5.5–20.6')).optional(),
  longitude: z
    .number()
    .min(97.3, swapped('97.3–105.7'))
    .max(105.7, 'must lie in Thailand (97.3–105.7)')
    .optional(),
});
export type PollArea = Readonly<z.infer<typeof area>>;

const asked = {
  id: pollId,
  ask: wording(300),
  hint: wording(300).optional(),
  /** An answer without it is refused; use it sparingly: who must answer, makes something up. */
  required: z.boolean().default(false),
};

const options = z.array(named).min(2).max(12);

const question = z.discriminatedUnion('type', [
  /** One of 1 (low) to `points` (high). */
  z.strictObject({
    ...asked,
    type: z.literal('scale'),
    points: z.int().min(3).max(11).default(5),
    low: wording(80),
    high: wording(80),
  }),
  z.strictObject({ ...asked, type: z.literal('choice'), options }),
  /** Any number of options. */
  z.strictObject({ ...asked, type: z.literal('choices'), options }),
  /** Free text; what looks like a phone, an address of e-mail or an ID number is blotted out before it is stored. */
  z.strictObject({ ...asked, type: z.literal('text'), most: z.int().min(20).max(1000).default(500) }),
  /** One area, on the map. */
  z.strictObject({ ...asked, type: z.literal('place') }),
  /** Any number of areas. */
  z.strictObject({ ...asked, type: z.literal('places') }),
]);
export type PollQuestion = Readonly<z.infer<typeof question>>;

/** When answers are refused as too many: a round must survive both a crowded market and somebody's script. */
const limits = z.strictObject({
  answersPerHour: z.int().min(10).max(100_000).default(20_000),
  /** Of open rounds: an area has so many people, and not more. */
  answersPerAreaHour: z.int().min(1).max(100_000).default(500),
  /** Of open rounds: phones of one provider share addresses, so it is not one. */
  answersPerAddressHour: z.int().min(1).max(1000).default(30),
});

const round = named.extend({
  /** `codes`: an invitation's code for each answer. `open`: anybody, within the limits. */
  mode: z.enum(['codes', 'open']),
});
export type PollRoundFile = Readonly<z.infer<typeof round>>;

/** The questionnaire and its rounds. A round asks what this file said when it was opened (docs/adr/0029). */
export const pollFile = z
  .strictObject({
    version: z.literal(1),
    title: wording(120),
    intro: wording(600),
    /** What the PDPA wants told: who asks, what for, how long answers are kept, whom to ask. */
    notice: z.strictObject({ controller: wording(200), purpose: wording(600), contact: wording(200) }),
    retentionDays: z
      .int()
      .min(30)
      .max(3650)
      .default(3 * 365),
    limits: limits.prefault({}),
    areas: z.array(area).min(1).max(20),
    ageGroups: z.array(named).min(1).max(10),
    /** People by area and age group, by whose shares answers are weighted; left out: they are not. */
    population: z.record(pollId, z.record(pollId, z.int().min(0).max(10_000_000))).optional(),
    rounds: z.array(round).min(1).max(20),
    questions: z.array(question).min(1).max(40),
  })
  .superRefine(checkQuestionnaire);

export type PollFile = Readonly<z.infer<typeof pollFile>>;

function swapped(range: string): string {
  return `must lie in Thailand (${range}): are latitude and longitude swapped?`;
}
