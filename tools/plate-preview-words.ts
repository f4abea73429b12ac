import Table from 'cli-table3';
import { formatPlateWithProvince } from '../lambdas/plates/plate.ts';
import { formatPatternWithProvince, isWholeNumber } from '../lambdas/plates/plate-pattern.ts';
import { leastLikelihood } from '../lambdas/watchlist/match.ts';
import { acceptanceOf, type PlateEntry } from '../lambdas/watchlist/watchlist-entry.ts';
import { formatTime } from './plate-search-words.ts';
import type { AcceptedMisread, EntryPreview, Fired } from './preview-entry.ts';

export interface PreviewWords {
  readonly entry: PlateEntry;
  readonly preview: EntryPreview;
  readonly days: number;
  /** How many of the sightings that fired to show. */
  readonly limit: number;
}

/** What the entry accepts, what it would have fired on, and how often it would be wrong. */
export function describePreview({ entry, preview, days, limit }: PreviewWords): string {
  const { misreads, fired, plateCount, falseAlarmsPer100000 } = preview;
  const found = `It would have fired on ${fired.length} of ${plateCount} plates of the last ${days} days`;
  const more = fired.length > limit ? ` (the newest ${limit} of them)` : '';
  return [
    headline(entry),
    misreads.length === 0 ? '' : `${misreadTable(misreads)}\n${alsoSecond}\n`,
    fired.length === 0 ? `${found}.` : `${found}${more}:\n${firedTable(fired.slice(0, limit))}`,
    `Expected matches with other cars: ${rate(falseAlarmsPer100000)} in 100,000 plates (an estimate).`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** The same, for programs. */
export function previewJson({ entry, preview, days }: Omit<PreviewWords, 'limit'>): string {
  const { letters, digits, province } = entry;
  const accepts = isWholeNumber(entry) ? acceptanceOf(entry) : 'pattern';
  return JSON.stringify({ plate: { letters, digits, province }, accepts, days, ...preview }, null, 2);
}

function headline(entry: PlateEntry): string {
  const plate = formatPatternWithProvince(entry);
  if (!isWholeNumber(entry)) return `${plate}: accepts every plate that fits the signs given.\n`;
  const accepts = {
    exact: 'accepts the plate as written, also where its province cannot be read.',
    'one-confusion': 'accepts the plate as written, and an unsure reading with one of these signs misread:',
    'partly-seen':
      'accepts the plate as written, its number where the series cannot be read, and an unsure reading with one of these signs misread:',
  };
  return `${plate}: ${accepts[acceptanceOf(entry)]}`;
}

const alsoSecond = `Any other sign counts where the reader's second or third reading is the entry's, with ${leastLikelihood * 100} % or more.`;

function misreadTable(misreads: readonly AcceptedMisread[]): string {
  const table = newTable(['reading', 'for', 'share of the doubt', 'cost', 'if sure up to']);
  for (const { text, read, listed, share, cost, upToConfidence } of misreads)
    table.push([text, `${read} for ${listed}`, percent(share), cost.toFixed(2), percent(upToConfidence)]);
  return table.toString();
}

function firedTable(fired: readonly Fired[]): string {
  const table = newTable(['time (+07:00)', 'camera', 'read as', 'sure', 'how']);
  for (const { sighting, match } of fired) {
    const { plate, lastSeenAt, cameraId } = sighting;
    const text = formatPlateWithProvince({ ...plate, class: plate.class ?? null });
    table.push([formatTime(lastSeenAt), cameraId, text, percent(plate.confidence), describeFit(match)]);
  }
  return table.toString();
}

function describeFit({ how, difference, province, cost }: Fired['match']): string {
  const sign = difference === undefined ? '' : ` ${difference.read || '–'}/${difference.listed || '–'}`;
  const unread = province === 'unknown' ? ', province unread' : '';
  return `${how}${sign}${unread}${cost > 0 ? `, cost ${cost.toFixed(2)}` : ''}`;
}

const newTable = (head: string[]) => new Table({ head, style: { head: [], border: [] } });
const percent = (share: number) => `${Math.floor(share * 100)} %`;
const rate = (count: number) => (count >= 10 ? count.toFixed(0) : count.toPrecision(2));
