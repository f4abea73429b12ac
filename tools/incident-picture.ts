import sharp from 'sharp';
import { stateWords, stepWordsOf } from '../lambdas/incidents/incident-words.ts';
import type { TimelineStep } from '../lambdas/incidents/timeline.ts';
import {
  actorText,
  countText,
  duration,
  harmless,
  type IncidentView,
  kindText,
  wrapped,
  zoneTime,
} from './incident-words.ts';
import { textPath } from './lettering.ts';

const width = 900;
const margin = 36;
const headHeight = 150;
const lineHeight = 22;
const stepGap = 20;
/** Where the times end, the line stands and the words begin. */
const [timeEnd, axis, wordStart] = [170, 196, 222];

const ink = '#1f2933';
const faint = '#6b7785';

/** Calls for help and alerts red, what people did green, the rest gray. */
const colors: Readonly<Record<string, string>> = {
  opened: '#b3261e',
  'press-joined': '#b3261e',
  'seen-again': '#b3261e',
  'alert-sent': '#d9822b',
  'alert-failed': '#b3261e',
  'sms-failed': '#b3261e',
  escalated: '#d9822b',
  acknowledged: '#1d5fa8',
  responding: '#1d5fa8',
  resolved: '#2b8a4b',
  'false-alarm': '#2b8a4b',
  recovered: '#2b8a4b',
};

/** The timeline of an incident as a PNG: each step at its time, top to bottom. */
export async function drawIncident(view: IncidentView): Promise<Uint8Array> {
  let y = headHeight + margin;
  let lastDot = y;
  const drawn: string[] = [];
  for (const step of view.steps) {
    const { svg, height } = drawStep(step, y, view);
    drawn.push(svg);
    lastDot = y;
    y += height + stepGap;
  }
  const line = `<path d="M${axis} ${headHeight + margin - 6} V${lastDot - 6}" stroke="#c5ccd3" stroke-width="2"/>`;
  const height = y + margin / 2;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${drawHead(view)}${line}${drawn.join('')}</svg>`;
  return await sharp(Buffer.from(svg), { density: 144 }).png().toBuffer();
}

function drawHead({ incident, instruction, timeZone }: IncidentView): string {
  const { incidentId, place, deviceId, openedAt, state } = incident;
  const kind = kindText(incident);
  const rows = [
    text(`${incidentId} · ${kind.th} ${kind.en}`, margin, 42, { size: 22, weight: 700 }),
    text(`${place.name.th} · ${place.name.en} (${deviceId})`, margin, 70),
    text([zoneTime(openedAt, timeZone), countText(incident)].filter(Boolean).join(' · '), margin, 94, {
      color: faint,
    }),
    text(firstLine(instruction.th), margin, 118, { size: 13 }),
    text(firstLine(instruction.en), margin, 138, { size: 13, color: faint }),
  ];
  const words = `${stateWords[state].th} ${stateWords[state].en}`;
  const badge = text(words, width - margin, 40, {
    ...{ anchor: 'end', weight: 700, color: colors[state] ?? '#b3261e' },
  });
  const rule = `<path d="M${margin} ${headHeight} H${width - margin}" stroke="#c5ccd3"/>`;
  return `${rows.join('')}${badge}${rule}`;
}

/** As much as fits across the picture. */
function firstLine(words: string): string {
  const [line = '', ...rest] = wrapped(words, 118).split('\n');
  return rest.length === 0 ? line : `${line}…`;
}

function drawStep(
  { at, by, what, text: said = '' }: TimelineStep,
  y: number,
  { incident, timeZone }: IncidentView,
) {
  const { th, en } = stepWordsOf(what);
  const lines = said === '' ? [] : wrapped(harmless(said), 84).split('\n');
  const clock = zoneTime(at, timeZone).slice(11);
  const after = `+${duration(at - incident.openedAt)}`;
  const color = colors[what] ?? faint;
  const svg = [
    text(clock, timeEnd, y, { anchor: 'end', weight: 700 }),
    text(after, timeEnd, y + 17, { anchor: 'end', size: 12, color: faint }),
    `<circle cx="${axis}" cy="${y - 5}" r="6" fill="${color}"/>`,
    text(`${th} ${th === en ? '' : en} · ${actorText(by)}`, wordStart, y, { weight: 700, color }),
    ...lines.map((line, i) => text(line, wordStart, y + (i + 1) * lineHeight)),
  ];
  return { svg: svg.join(''), height: Math.max(17, lines.length * lineHeight) + lineHeight };
}

interface TextLook {
  readonly size?: number;
  readonly weight?: 500 | 700;
  readonly color?: string;
  readonly anchor?: 'start' | 'end';
}

function text(
  words: string,
  x: number,
  y: number,
  { size = 16, weight = 500, color = ink, anchor = 'start' }: TextLook = {},
): string {
  return `<path d="${textPath({ text: words, x, y, size, weight, anchor })}" fill="${color}"/>`;
}
