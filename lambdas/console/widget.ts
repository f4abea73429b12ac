import { z } from 'zod';
import type { Language } from '../incidents/acknowledge-request.ts';
import type { Html } from '../zone/html.ts';

export type { Language } from '../incidents/acknowledge-request.ts';
export type Theme = 'light' | 'dark';

/** What a widget is asked for: by the dashboard when it loads or refreshes, or by a `cwdb-action` (action.ts). */
export interface WidgetRequest {
  readonly language: Language;
  readonly theme: Theme;
  /** Of the dashboard or of the action that was clicked; written by us, yet whoever may call may change them. */
  readonly params: Readonly<Record<string, string>>;
  /** What was typed into the widget's form fields, by their names; trimmed, empty fields included. */
  readonly forms: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly timeRange: { readonly from: number; readonly to: number };
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The zone's own, IANA: all who speak about an incident see the same time of day. */
  readonly timeZone: string;
  /** Epoch ms. */
  readonly now: number;
}

export interface Widget<Ports> {
  /** As the parameter `widget` names it. */
  readonly name: string;
  readonly render: (request: WidgetRequest, ports: Ports) => Promise<Html>;
}

/** The event is not what CloudWatch sends; the message names the field, never what stood in it. */
export class WidgetRequestError extends Error {
  override readonly name = 'WidgetRequestError';
}

/** Marks that turn the direction of all that follows; scripts that run right to left need none of them. */
const turningMarks = /[\u202a-\u202e\u2066-\u2069]/g;

/** UTF-16 units. The longest field, a comment, takes 1000 characters of any script, each two units at most. */
export const mostFieldUnits = 2000;
const mostFields = 60;
const name = z.string().min(1).max(80);
const fieldText = z
  .string()
  .max(mostFieldUnits)
  .transform((text) => text.toWellFormed().replace(turningMarks, '').trim());

/** Whoever edits a dashboard may write numbers and switches without quotes. */
const paramText = z.union([fieldText, z.number().transform(String), z.boolean().transform(String)]);

function fieldsOf<Value extends z.ZodType<string, unknown>>(value: Value) {
  return z
    .record(name, value)
    .refine((fields) => Object.keys(fields).length <= mostFields, `at most ${mostFields} fields`);
}

const epochMilliseconds = z.number().min(0).max(8.64e15);
const pixels = z.number().min(1).max(10_000);
const hour = 3_600_000;

const context = z.object({
  theme: z.enum(['light', 'dark']).catch('light'),
  // A dashboard that was never given a size or a time must still be shown.
  width: pixels.catch(800),
  height: pixels.catch(400),
  timeRange: z.object({ start: epochMilliseconds, end: epochMilliseconds }).optional().catch(undefined),
  forms: z.object({ all: fieldsOf(fieldText).default({}) }).default({ all: {} }),
});

export interface RequestSettings {
  /** IANA name. */
  readonly timeZone: string;
  /** Epoch ms. */
  readonly now: number;
}

/** Whether CloudWatch asks for the widget's documentation instead of its content. */
export const isDescribe = (event: unknown): boolean =>
  z.object({ describe: z.literal(true) }).safeParse(event).success;

/** Reads the event of a custom widget. Throws WidgetRequestError, which names the field at fault. */
export function parseWidgetRequest(event: unknown, { timeZone, now }: RequestSettings): WidgetRequest {
  const { widgetContext, ...own } = parseAs(z.looseObject({ widgetContext: z.unknown() }), event);
  const { theme, width, height, timeRange, forms } = parseAs(context, widgetContext ?? {}, 'widgetContext');
  const params = parseAs(fieldsOf(paramText), own);
  return {
    language: languageOf(params.language),
    theme,
    params,
    forms: forms.all,
    timeRange: timeRange ? { from: timeRange.start, to: timeRange.end } : { from: now - hour, to: now },
    width,
    height,
    timeZone,
    now,
  };
}

/** As asked for (`th`, `en-GB`), else Thai: the console itself speaks no Thai, so its locale tells nothing. */
function languageOf(asked = ''): Language {
  return /^en\b/i.test(asked) ? 'en' : 'th';
}

function parseAs<Value>(
  schema: z.ZodType<Value, unknown>,
  value: unknown,
  ...path: readonly string[]
): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = [...path, ...(issue?.path ?? [])].map(String).join('.').slice(0, 120) || 'event';
  throw new WidgetRequestError(`${field}: ${issue?.message ?? 'not understood'}`);
}
