import { z } from 'zod';
import { plateAcceptances, plateCategories } from './watch-categories.ts';

/**
 * What a runbook asks operate-zone to do: the contract between the documents of lib/console/ and the function. The
 * documents fill every field with text, so what may be left out comes empty.
 */
const text = (mostCharacters: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine((value) => [...value].length <= mostCharacters, `at most ${mostCharacters} characters`);

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .literal('')
    .transform((): undefined => undefined)
    .or(schema)
    .optional();

/** Who asks: the name that was typed, and what AWS knows of the caller. */
const asked = {
  operator: text(80),
  /** ARN of whoever started the runbook; AWS's own word. */
  principal: z.string().min(1),
  /** Of the runbook: the same one again is the same operation. */
  executionId: z.string().regex(/^[\w-]{8,64}$/),
};
const reason = text(500);
const incidentId = z.string().regex(/^[A-Z]{3}-[0-9A-Z]{4,16}$/);
const deviceId = z.string().min(1).max(128);
const personId = z.string().min(1).max(64);

/** Typed by whoever starts what cannot be undone. */
export const confirmationWord = 'CONFIRM';
const confirmation = z.literal(confirmationWord);

/** A plate entry takes for its plate what its category does. */
export const asCategorySays = 'as-category-says';

/** A camera that is out of sight for longer is out of order. */
export const mostMutedMinutes = 1440;

/** Steps of runbooks that AWS itself does are only written down here. */
export const notedRunbooks = ['redrive', 'rotate-certificate', 'retire-certificate'] as const;

export const operation = z.discriminatedUnion('operation', [
  z.strictObject({
    operation: z.literal('move-incident'),
    ...asked,
    incidentId,
    to: z.enum(['acknowledged', 'responding', 'resolved', 'false-alarm']),
    comment: optional(text(1000)),
  }),
  z.strictObject({
    operation: z.literal('add-plate'),
    ...asked,
    plate: text(60),
    category: z.enum(plateCategories),
    labelTh: text(60),
    labelEn: text(60),
    reason,
    owner: optional(text(80)),
    /** Agencies, with commas between. */
    visibleTo: optional(text(500)),
    accepts: z
      .literal(asCategorySays)
      .transform((): undefined => undefined)
      .or(z.enum(plateAcceptances)),
    /** The last day, `2027-01-31`. */
    expires: optional(z.string()),
  }),
  z.strictObject({ operation: z.literal('remove-plate'), ...asked, plate: text(60), reason, confirmation }),
  z.strictObject({ operation: z.literal('enroll-person'), ...asked, personId }),
  z.strictObject({ operation: z.literal('remove-person'), ...asked, personId, reason, confirmation }),
  z.strictObject({ operation: z.literal('drill-pole'), ...asked, poleId: deviceId }),
  z.strictObject({
    operation: z.literal('mute-camera'),
    ...asked,
    cameraId: deviceId,
    minutes: z.coerce.number().pipe(z.int().min(1).max(mostMutedMinutes)),
    reason,
  }),
  z.strictObject({ operation: z.literal('export-evidence'), ...asked, incidentId, reason }),
  z.strictObject({
    operation: z.literal('erase-subject'),
    ...asked,
    kind: z.enum(['person', 'plate']),
    /** A person's id, or a plate. */
    subject: text(64),
    reason,
    confirmation,
  }),
  z.strictObject({
    operation: z.literal('note'),
    ...asked,
    runbook: z.enum(notedRunbooks),
    /** The queue, or the pole. */
    about: text(300),
    reason,
  }),
]);
export type Operation = Readonly<z.infer<typeof operation>>;
export type OperationName = Operation['operation'];

/** What a document writes for an operation: every field, as text. */
export type OperationFields<Name extends OperationName> = Readonly<
  Record<Exclude<keyof Extract<Operation, { operation: Name }>, 'operation' | keyof typeof asked>, string>
>;
