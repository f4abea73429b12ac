import { type Html, html } from '../zone/html.ts';
import { pageWords, stepWords } from './acknowledge-words.ts';
import { clockText, instantText, type PageSettings } from './instant-text.ts';
import { type StepWhat, systemActor, type TimelineStep } from './timeline.ts';

const mostSteps = 12;
const dayMilliseconds = 86_400_000;

/**
 * What happened since `from` (epoch ms), in short: who and when, but no comment's text, which was not written for
 * whoever gets the link.
 */
export function timelineSection(
  timeline: readonly TimelineStep[],
  from: number,
  settings: PageSettings,
): Html {
  const { language } = settings;
  const steps = timeline.filter(({ what }) => wordsOf(what) !== undefined);
  const left = Math.max(0, steps.length - mostSteps);
  return html`<section><h2>${pageWords.timeline[language]}</h2>
${left > 0 && html`<p class="quiet">${pageWords.earlier[language]} ${left}</p>`}
<ol>${steps.slice(left).map((step) => stepItem(step, from, settings))}</ol></section>`;
}

function stepItem({ at, what, by, text }: TimelineStep, from: number, settings: PageSettings): Html {
  const { language } = settings;
  const tier = /^(?:recovery )?tier (\d)\b/.exec(text ?? '')?.[1];
  const words = [
    wordsOf(what)?.[language],
    tier && `${pageWords.tier[language]} ${tier}`,
    by !== systemActor && `${pageWords.by[language]} ${by}`,
  ];
  const when = at - from < dayMilliseconds ? clockText(at, settings.timeZone) : instantText(at, settings);
  return html`<li><time datetime="${new Date(at).toISOString()}">${when}</time><span>${words.filter(Boolean).join(' ')}</span></li>`;
}

/** A word of a newer version is not shown. */
const wordsOf = (what: string) => (Object.hasOwn(stepWords, what) ? stepWords[what as StepWhat] : undefined);
