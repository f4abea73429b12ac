import type { Thresholds } from '../lambdas/sightings/dry-run.ts';
import type { DryRunReport } from '../lambdas/sightings/dry-run-report.ts';
import { type Bilingual, type ZoneSettings, zoneFile } from '../lambdas/zone/zone-file.ts';
import type { Change, RulesToTry } from './rules-to-try.ts';
import { millisecondsPerDay } from './search-options.ts';

export interface Remark extends Bilingual {
  readonly code: string;
}

export interface RemarksParams {
  readonly rules: RulesToTry;
  readonly change: Change;
  readonly settings: ZoneSettings;
  readonly report: DryRunReport;
  /** Epoch milliseconds. */
  readonly from: number;
}

/** Why the zone would refuse a threshold; the limits themselves are the zone file's. */
const refused: Readonly<Record<keyof Thresholds, Bilingual>> = {
  faceAlertPercent: {
    th: 'ไฟล์โซนไม่รับเกณฑ์แจ้งเตือนใบหน้าที่ต่ำกว่า 95 %: จะมีคนแปลกหน้าถูกเรียกว่าเป็นบุคคลในรายการ',
    en: 'the zone file refuses a face alert threshold under 95 %: strangers would be named as wanted persons',
  },
  faceCandidatePercent: {
    th: 'ไฟล์โซนรับเกณฑ์ผู้ต้องสงสัยได้ 80–100 % เท่านั้น',
    en: 'the zone file takes a face candidate threshold of 80–100 % only',
  },
  plateConfidence: {
    th: 'ไฟล์โซนรับความมั่นใจของป้ายทะเบียนได้ 0.5–1 เท่านั้น: ต่ำกว่าครึ่งมีโอกาสผิดมากกว่าถูก',
    en: 'the zone file takes a plate confidence of 0.5–1 only: under one half it is more likely wrong than right',
  },
};

/** What to know before the rule is changed to what was tried. */
export function warningsOf(params: RemarksParams): readonly Remark[] {
  const { rules, change } = params;
  const refusals = zoneFile.shape.zone.shape.thresholds.safeParse(rules.tried.thresholds).error?.issues ?? [];
  const names = new Set(refusals.map(({ path }) => path[0]));
  return [
    ...thresholdNames
      .filter((name) => names.has(name))
      .map((name) => ({ code: `${name}-refused`, ...refused[name] })),
    ...faceWarnings(rules),
    ...acceptanceWarnings(change),
    ...storageWarnings(params),
  ];
}

const thresholdNames = ['faceAlertPercent', 'faceCandidatePercent', 'plateConfidence'] as const;

function faceWarnings({ present, tried }: RulesToTry): readonly Remark[] {
  const stored = present.thresholds.faceCandidatePercent;
  const { faceAlertPercent, faceCandidatePercent } = tried.thresholds;
  const remarks: Remark[] = [];
  if (Math.min(faceAlertPercent, faceCandidatePercent) < stored)
    remarks.push({
      code: 'faces-not-stored',
      th: `ใบหน้าที่คล้ายน้อยกว่า ${stored} % ไม่ได้เก็บไว้ จึงบอกไม่ได้ว่าเกณฑ์ที่ต่ำกว่าจะพบอะไรเพิ่ม`,
      en: `faces under ${stored} % were not stored: what a lower threshold would add cannot be told`,
    });
  if (faceAlertPercent < faceCandidatePercent)
    remarks.push({
      code: 'alert-under-candidate',
      th: 'เกณฑ์แจ้งเตือนต่ำกว่าเกณฑ์ผู้ต้องสงสัย: เกณฑ์ผู้ต้องสงสัยเป็นตัวตัดสิน',
      en: 'the alert threshold lies under the candidate threshold, which then decides',
    });
  return remarks;
}

function acceptanceWarnings({ acceptance }: Change): readonly Remark[] {
  if (acceptance === 'exact')
    return [
      {
        code: 'exact',
        th: 'ต้องตรงทุกตัว: ถ้าอ่านผิดตัวเดียว รถคันนั้นจะหลุดไป',
        en: 'exact: a car slips through for one sign that is misread',
      },
    ];
  if (acceptance !== 'partly-seen') return [];
  return [
    {
      code: 'partly-seen',
      th: 'รับเลขที่อ่านหมวดไม่ได้: รถคันอื่นที่มีเลขเดียวกันจะถูกแจ้งด้วย',
      en: 'partly-seen: other cars with the same number alert where the series cannot be read',
    },
  ];
}

function storageWarnings({ from, settings, report }: RemarksParams): readonly Remark[] {
  const { oldest } = report.examined;
  if (oldest === undefined)
    return [
      {
        code: 'nothing-stored',
        th: 'ไม่มีข้อมูลในช่วงเวลานี้',
        en: 'nothing is stored of this time: the counts say nothing',
      },
    ];
  if (oldest < from + millisecondsPerDay) return [];
  const { sightingDays } = settings.retention;
  return [
    {
      code: 'stored-later',
      th: `ข้อมูลเริ่มหลังช่วงเวลาที่ถาม (เก็บไว้ ${sightingDays} วัน) ค่าต่อวันนับจากข้อมูลแรก`,
      en: `what is stored begins later than what was asked for (it is kept ${sightingDays} days); rates count from there`,
    },
  ];
}

/** What no stored sighting can tell, for the kinds that were tried. */
export function limitsOf({ rules: { kinds, present } }: Pick<RemarksParams, 'rules'>): readonly Remark[] {
  const plates: Remark[] = [
    {
      code: 'unread-plates',
      th: 'ป้ายที่อ่านไม่ได้นับจากคำอ่านที่น่าจะเป็นที่สุด: ที่เกณฑ์ต่ำกว่า จำนวนนี้คือมากที่สุด; ป้ายที่เห็นเพียงภาพเดียวไม่ได้เก็บไว้',
      en: 'unread plates are judged by their likeliest candidate, so at a lower threshold the counts are the most there can be; plates unread in a single frame were not stored',
    },
  ];
  const faces: Remark[] = [
    {
      code: 'passers-by',
      th: `ไม่เก็บข้อมูลผู้สัญจร: ใบหน้ามีเฉพาะที่คล้ายบุคคลในรายการตั้งแต่ ${present.thresholds.faceCandidatePercent} % และหลังเพิ่มบุคคลนั้นแล้ว`,
      en: `passers-by are not stored: there are only faces that were ${present.thresholds.faceCandidatePercent} % or more like somebody on the list, from when that person was added`,
    },
  ];
  const list: Remark = {
    code: 'list-of-today',
    th: 'ใช้บัญชีเฝ้าระวังของวันนี้ตลอดช่วงเวลา',
    en: "today's watchlist is taken for the whole time",
  };
  return [...(kinds.has('plate') ? plates : []), ...(kinds.has('person') ? faces : []), list];
}
