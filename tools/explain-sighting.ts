import type {
  FaceSighting,
  PlateSighting,
  Sighting,
  UnreadPlateSighting,
} from '../lambdas/sightings/sighting.ts';
import type { Correction } from '../lambdas/watchlist/correction.ts';
import { matchPlate } from '../lambdas/watchlist/match.ts';
import {
  isExpired,
  type PersonEntry,
  type PlateEntry,
  type WatchlistEntry,
} from '../lambdas/watchlist/watchlist-entry.ts';
import type { Bilingual } from '../lambdas/zone/zone-file.ts';

/** One gate that a sighting came to. */
export interface Verdict {
  readonly gate: string;
  readonly outcome: 'passed' | 'stopped';
  readonly why: Bilingual;
  /** The watchlist entry that it is about. */
  readonly entryId?: string;
}

export interface ExplainSightingParams {
  /** Those that the one who asks may see, expired ones included. */
  readonly entries: readonly WatchlistEntry[];
  /** Expired ones included. */
  readonly corrections: readonly Correction[];
  readonly faceAlertPercent: number;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Which gates let a sighting become an incident and which stopped it, by the rules and the watchlist as they stand now:
 * the entries of then are not kept.
 */
export function explainSighting(sighting: Sighting, params: ExplainSightingParams): readonly Verdict[] {
  if (sighting.kind === 'unread-plate') return [explainUnread(sighting)];
  return sighting.kind === 'plate' ? explainPlate(sighting, params) : explainFace(sighting, params);
}

const percent = (value: number) => `${Math.floor(value * 10) / 10} %`;
const share = (value: number) => percent(value * 100);
const stopped = (gate: string, th: string, en: string, entryId?: string): Verdict => ({
  ...{ gate, outcome: 'stopped', why: { th, en } },
  ...(entryId === undefined ? {} : { entryId }),
});
const passed = (gate: string, th: string, en: string, entryId: string): Verdict => ({
  ...{ gate, outcome: 'passed', why: { th, en }, entryId },
});

const unreadWords: Readonly<Record<UnreadPlateSighting['reason'], Bilingual>> = {
  'too-small': { th: 'ป้ายเล็กเกินไป', en: 'the plate was too small' },
  'not-sure': { th: 'อ่านไม่แน่ใจพอ', en: 'the reading was not sure enough' },
  'frames-disagree': { th: 'แต่ละภาพอ่านได้ไม่ตรงกัน', en: 'the frames disagree' },
  'foreign-plate': { th: 'ป้ายต่างประเทศที่อ่านไม่ได้', en: 'a foreign plate that is not read' },
  'word-plate': { th: 'ป้ายข้อความพิเศษที่อ่านไม่ได้', en: 'a plate with words that is not read' },
};

function explainUnread({ reason, minConfidence, candidates, widthPixels }: UnreadPlateSighting): Verdict {
  const { th, en } = unreadWords[reason];
  const [best] = candidates;
  const sure = best === undefined ? undefined : [share(best.probability), share(minConfidence)].join(' / ');
  const more = [sure, `${widthPixels} px`].filter((part) => part !== undefined).join(', ');
  return stopped('reading', `${th} (${more})`, `${en} (${more})`);
}

function explainPlate({ plate }: PlateSighting, { entries, now }: ExplainSightingParams): readonly Verdict[] {
  const fits = entries.flatMap((entry) => (entry.kind === 'plate' ? explainEntry(entry, plate, now) : []));
  if (fits.length > 0) return fits;
  return [stopped('no-entry', 'ไม่มีป้ายใดในบัญชีเฝ้าระวังที่ตรงกัน', 'no plate of the watchlist fits')];
}

function explainEntry(entry: PlateEntry, plate: PlateSighting['plate'], now: number): readonly Verdict[] {
  const { expiresAt: _, ...endless } = entry;
  const match = matchPlate(endless, plate, now);
  if (match === undefined) return [];
  if (isExpired(entry, now)) return [expired(entry.entryId)];
  const how = { th: howWords[match.how].th, en: howWords[match.how].en };
  return [passed('match', how.th, how.en, entry.entryId)];
}

const howWords = {
  exact: { th: 'ตรงกันทุกตัว', en: 'the same number' },
  'one-confusion': { th: 'ต่างกันหนึ่งตัวที่อาจอ่านผิด', en: 'one sign differs, which may be a misread' },
  'partly-seen': { th: 'เห็นเพียงบางส่วน', en: 'only partly seen' },
  pattern: { th: 'ตรงตามรูปแบบที่ค้นหา', en: 'fits the signs that the entry names' },
} as const;

const expired = (entryId: string) =>
  stopped('expired-entry', 'รายการในบัญชีเฝ้าระวังหมดอายุแล้ว', 'the entry has expired', entryId);

function explainFace(sighting: FaceSighting, params: ExplainSightingParams): readonly Verdict[] {
  if (sighting.persons.length === 0)
    return [stopped('no-entry', 'ไม่คล้ายผู้ใดในบัญชีเฝ้าระวัง', 'like nobody on the watchlist')];
  const alone = sighting.unconfirmed ? [explainUnconfirmed(sighting)] : [];
  return [...alone, ...sighting.persons.map((person) => explainPerson(sighting, person, params))];
}

function explainUnconfirmed({ savingStep }: FaceSighting): Verdict {
  const saved = savingStep === undefined ? '' : ` (${savingStep})`;
  return stopped(
    'unconfirmed',
    `ค้นหาเพียงภาพเดียวเพื่อประหยัดงบ จึงไม่แจ้งเตือน${saved}`,
    `only one shot was searched, to save paid calls, and one never alerts${saved}`,
  );
}

function explainPerson(
  { sightingId, unconfirmed }: FaceSighting,
  { entryId, similarityPercent }: FaceSighting['persons'][number],
  { entries, corrections, faceAlertPercent, now }: ExplainSightingParams,
): Verdict {
  const entry = entries.find((one): one is PersonEntry => one.kind === 'person' && one.entryId === entryId);
  const like = `${percent(similarityPercent)}, ${percent(faceAlertPercent)}`;
  if (similarityPercent < faceAlertPercent)
    return stopped(
      'threshold',
      `คล้ายไม่ถึงเกณฑ์แจ้งเตือน (${like})`,
      `less alike than an alert asks for (${like})`,
      entryId,
    );
  if (entry === undefined)
    return stopped('no-entry', 'ไม่มีอยู่ในบัญชีเฝ้าระวังแล้ว', 'no longer on the watchlist', entryId);
  if (isExpired(entry, now)) return expired(entryId);
  if (entry.category === 'staff-ignore')
    return stopped('staff', 'เป็นเจ้าหน้าที่ ไม่แจ้งเตือน', 'known staff never alert', entryId);
  if (corrections.some((one) => one.sightingId === sightingId && one.personId === entryId))
    return stopped(
      'corrected',
      'เจ้าหน้าที่แจ้งภายหลังว่าไม่ใช่บุคคลนี้',
      'an operator said afterwards: not this person',
      entryId,
    );
  if (unconfirmed)
    return stopped(
      'unconfirmed',
      `คล้ายพอ แต่ยังไม่ยืนยัน (${like})`,
      `alike enough, not confirmed (${like})`,
      entryId,
    );
  return passed('threshold', `คล้ายถึงเกณฑ์ (${like})`, `alike enough (${like})`, entryId);
}
