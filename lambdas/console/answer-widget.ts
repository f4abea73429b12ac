import type { Html } from '../zone/html.ts';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { noticeLine } from './notice.ts';
import { frame } from './style.ts';
import {
  isDescribe,
  parseWidgetRequest,
  type RequestSettings,
  type Widget,
  type WidgetRequest,
  WidgetRequestError,
} from './widget.ts';

export interface AnswerSettings {
  /** IANA name. */
  readonly timeZone: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly telemetry: Pick<Telemetry, 'warn' | 'error' | 'measure'>;
}

/** HTML, or what the console shows as the widget's documentation. */
export type WidgetAnswer = string | { readonly markdown: string };

/**
 * Answers the console's call with the widget that its parameter `widget` names; without one, the first. What went
 * wrong is shown in the widget's place, where the console would show an error that tells an operator nothing.
 */
export async function answerWidget<Ports>(
  event: unknown,
  widgets: readonly Widget<Ports>[],
  ports: Ports & AnswerSettings,
): Promise<WidgetAnswer> {
  if (isDescribe(event)) return { markdown: describe(widgets) };
  const settings: RequestSettings = { timeZone: ports.timeZone, now: ports.now() };
  try {
    const request = parseWidgetRequest(event, settings);
    return (await renderSafely(request, widgets, ports)).markup;
  } catch (error) {
    if (!(error instanceof WidgetRequestError)) throw error;
    ports.telemetry.warn(LogEvent.widgetRefused, { field: error.message });
    return refusal(event, settings, error.message).markup;
  }
}

async function renderSafely<Ports>(
  request: WidgetRequest,
  widgets: readonly Widget<Ports>[],
  ports: Ports & AnswerSettings,
): Promise<Html> {
  const { widget: asked } = request.params;
  const widget = asked === undefined ? widgets[0] : widgets.find(({ name }) => name === asked);
  if (widget === undefined) throw new WidgetRequestError(`widget: one of ${namesOf(widgets)}`);
  try {
    return await widget.render(request, ports);
  } catch (error) {
    if (error instanceof WidgetRequestError) throw error;
    ports.telemetry.error(LogEvent.widgetFailed, { widget: widget.name }, error);
    ports.telemetry.measure(Metric.widgetsFailed);
    return frame(request, [noticeLine('failed', request.language)]);
  }
}

/** In the theme and language asked for, as far as they can be read. */
function refusal(event: unknown, settings: RequestSettings, why: string): Html {
  const { theme, language } = lookOf(event, settings);
  return frame({ theme, language }, [noticeLine('refused', language, why)]);
}

function lookOf(event: unknown, settings: RequestSettings): Pick<WidgetRequest, 'theme' | 'language'> {
  const { language, widgetContext: context } = Object(event) as Readonly<Record<string, unknown>>;
  const { theme } = Object(context) as Readonly<Record<string, unknown>>;
  return parseWidgetRequest(
    {
      language: language === 'en' ? 'en' : 'th',
      widgetContext: { theme: theme === 'dark' ? 'dark' : 'light' },
    },
    settings,
  );
}

const namesOf = (widgets: readonly Widget<never>[]): string => widgets.map(({ name }) => name).join(', ');

function describe(widgets: readonly Widget<never>[]): string {
  return `### Smart Safety Zone
One function of the control room. Parameters:

\`\`\` yaml
widget: ${widgets[0]?.name ?? ''}
language: th
\`\`\`

\`widget\` is one of ${namesOf(widgets)}; \`language\` is \`th\` or \`en\`.`;
}
