import { type IncidentLink, linkLines } from './acknowledge-link.ts';
import type { HoldingGate } from './alert-gates.ts';
import { leastPlaceUnits, smsPrefix, smsUnits } from './alert-sms.ts';
import { type AlertText, ascii } from './alert-text.ts';
import { drillWords } from './alert-words.ts';
import type { Digest } from './holding-store.ts';
import { shorten } from './shorten.ts';
import { smsWordUnits, wordsOf } from './words-of.ts';

/** A mail of more lines tells nobody anything; the incidents are all in the console. */
export const mostIncidents = 50;

/** As an alert with its link: three parts of 67. */
const linkedSmsUnits = 3 * 67;

/** Thai at most 16 characters. */
const sinceWhen = {
  storm: { sms: 'ใน 1 นาที', th: 'ภายใน 1 นาที', en: 'in one minute' },
  muted: { sms: 'ช่วงปิดเสียง', th: 'ในช่วงที่พักการแจ้งเตือนของกล้อง', en: 'while the camera was muted' },
  'quiet-hours': { sms: 'ช่วงงดแจ้ง', th: 'ในช่วงงดแจ้งเตือน', en: 'during the quiet hours' },
} as const;

/** The incidents of a digest, each once, the first and the latest before the others. */
export function incidentsOf({ first, latestId, members }: Digest): readonly string[] {
  const ids = new Set(members.map(({ incidentId }) => incidentId));
  const named = [first.incidentId, latestId ?? first.incidentId].filter((id) => ids.has(id));
  return [...new Set([...named, ...ids])];
}

/**
 * Writes one message about several alerts: how many, of what kind, where the first was, and every incident's id; a
 * link for each in the e-mail, and of the latest in the SMS where the zone pays for that and it fits.
 */
export function digestText(
  digest: Digest,
  gate: HoldingGate,
  links: readonly IncidentLink[] = [],
): AlertText {
  const { first } = digest;
  const ids = incidentsOf(digest);
  const { drill, place } = first;
  const { subject: _, ...ofKind } = first;
  const words = wordsOf(ofKind);
  const when = sinceWhen[gate];
  const what = `${drill ? `${drillWords.sms} ` : ''}${shorten(words.sms, smsWordUnits)} ${ids.length} เหตุ${when.sms}`;
  const room = smsUnits - smsPrefix.length - what.length - first.incidentId.length - 2;
  const name = room < leastPlaceUnits ? '' : shorten(place.name.th, room);
  const shown = ids.slice(0, mostIncidents).join(', ');
  const more = ids.length > mostIncidents ? `, … (+${ids.length - mostIncidents})` : '';
  return {
    subject: ascii(`${drill ? `${drillWords.subject}: ` : ''}${words.subject}: ${ids.length} ${when.en}`),
    sms: withLink([what, name, first.incidentId].filter(Boolean).join(' '), digest, links),
    email: [
      ...(drill ? [drillWords.what.th] : []),
      `${words.what.th}: ${ids.length} เหตุ${when.th} รวมไว้ในข้อความเดียว`,
      `เหตุแรก: ${first.incidentId} ที่ ${shorten(place.name.th, 200)}`,
      `เหตุทั้งหมด: ${shown}${more}`,
      'ดูรายละเอียดของแต่ละเหตุได้ในหน้าควบคุม',
      '\n----------\n',
      ...(drill ? [drillWords.what.en] : []),
      `${words.what.en}: ${ids.length} incidents ${when.en}, told in one message`,
      `First: ${first.incidentId} at ${shorten(place.name.en, 200)}`,
      `All: ${shown}${more}`,
      'The console shows each of them.',
      ...linkLines(links),
    ].join('\n'),
  };
}

function withLink(sms: string, { latestId, first }: Digest, links: readonly IncidentLink[]): string {
  const link = links.find(({ incidentId }) => incidentId === (latestId ?? first.incidentId));
  if (!link?.inSms) return sms;
  const linked = `${sms}\n${link.url}`;
  return smsPrefix.length + linked.length <= linkedSmsUnits ? linked : sms;
}
