import { type Delivery, deliveryRecordOf } from '../../../lambdas/alerts/delivery.ts';
import { type Incident, incident, newIncident } from '../../../lambdas/incidents/incident.ts';
import { newStep } from '../../../lambdas/incidents/timeline.ts';
import { decisionRecordOf } from '../../../lambdas/zone/decision.ts';
import type { AlertKind, Place } from '../../../lambdas/zone/messages.ts';
import type { ReportMonth } from '../../../tools/report/month.ts';

/** What records of a month hold of people, in every field that may hold it; none of it may get into a report. */
export const personalTexts = [
  'นายสมชาย ใจกล้า',
  'Sgt. Nok Srisuk',
  '1กข 4321 หนองคาย',
  '+66891234567',
  '…4567',
  'เธอบอกว่าถูกตามมาจากท่ารถ',
  'nok@police.example',
  'Mueang Nong Khai Police Station',
] as const;
const [person, officer, plate, phone, phoneEnd, comment, mail, agency] = personalTexts;

const sites = [
  ['friendship-bridge', 'สะพานมิตรภาพไทย–ลาว', 'Friendship Bridge', 17.8782, 102.7144],
  ['tha-sadet', 'ตลาดท่าเสด็จ', 'Tha Sadet Market', 17.8852, 102.7416],
  ['railway-station', 'สถานีรถไฟหนองคาย', 'Railway Station', 17.8756, 102.7203],
  ['bus-terminal', 'สถานีขนส่งผู้โดยสาร', 'Bus Terminal', 17.8779, 102.7543],
  ['riverside', 'ลานวัฒนธรรมริมโขง', 'Riverside Square', 17.8871, 102.7477],
] as const;

export const places: readonly Place[] = sites.map(([siteId, th, en, latitude, longitude]) => ({
  ...{ siteId, name: { th, en }, latitude, longitude },
}));

export type Item = Readonly<Record<string, unknown>>;

export interface MadeMonth {
  readonly incidents: readonly Item[];
  readonly registry: readonly Item[];
}

const minute = 60_000;
const hour = 60 * minute;
const expiresAt = 4_000_000_000;
const mostPaidCalls = 2_600;

/** The records of a full month of a small zone as its tables hold them; the same seed gives the same. */
export function makeMonth(month: ReportMonth, seed = 7): MadeMonth {
  const random = seeded(seed);
  const incidents: Item[] = [];
  for (const { from } of month.days) {
    for (let i = Math.floor(random() * 2.2); i > 0; i--) incidents.push(...press(from, false, random));
    for (let i = Math.floor(random() * 3.2); i > 0; i--) incidents.push(...match(from, random));
    if (random() < 0.35) incidents.push(...fault(from, random));
    if (random() < 0.2) incidents.push(...simple('crowd', from, random));
  }
  for (const week of [3, 10, 17, 24])
    incidents.push(...press(month.days[week]?.from ?? month.from, true, random));
  const budget = month.days.map(({ day }, i) => ({
    ...{ kind: 'budget', id: day, expiresAt },
    paidCalls: Math.round(mostPaidCalls * (0.45 + 0.4 * random()) * (i % 7 > 4 ? 1.25 : 1)),
  }));
  return { incidents, registry: budget };
}

type Random = () => number;

function place(random: Random): Place {
  return places[Math.floor(random() * places.length)] ?? (places[0] as Place);
}

/** Most are answered at once, some late: as people are. */
const delay = (random: Random, usual: number) => Math.round(usual * (0.4 - Math.log(1 - 0.98 * random())));

function press(from: number, drill: boolean, random: Random): readonly Item[] {
  const happenedAt = Math.round(from + 24 * hour * random());
  const own = {
    kind: 'sos',
    drill,
    happenedAt,
    deviceId: `nk-pole-0${1 + Math.floor(random() * 4)}`,
  } as const;
  const acknowledgedAt = happenedAt + delay(random, 40_000);
  const closedAt = acknowledgedAt + delay(random, 22 * minute);
  const state = random() < 0.12 ? 'false-alarm' : 'resolved';
  return records(
    { ...own, place: place(random), causeId: `press-${happenedAt}` },
    { state, acknowledgedAt, closedAt },
    random,
  );
}

function match(from: number, random: Random): readonly Item[] {
  const kind = random() < 0.3 ? 'person' : 'plate';
  const happenedAt = Math.round(from + 24 * hour * random());
  const label = kind === 'person' ? { th: person, en: officer } : { th: plate, en: plate };
  const seen = kind === 'plate' ? { plate: { seen: plate, how: 'exact', province: 'same' } as const } : {};
  const acknowledgedAt = happenedAt + delay(random, 2 * minute);
  const decided = random();
  const state = decided < 0.55 ? 'resolved' : decided < 0.9 ? 'false-alarm' : 'acknowledged';
  const own = {
    kind,
    drill: false,
    happenedAt,
    deviceId: `nk-cam-0${1 + Math.floor(random() * 6)}`,
  } as const;
  const subject = { label, ...seen };
  const moved = { state, acknowledgedAt, closedAt: acknowledgedAt + delay(random, 40 * minute) } as const;
  return records(
    { ...own, subject, place: place(random), causeId: `pass-${happenedAt}`, visibleTo: [agency] },
    moved,
    random,
  );
}

function fault(from: number, random: Random): readonly Item[] {
  const isPole = random() < 0.3;
  const happenedAt = Math.round(from + 24 * hour * random());
  const lasted = delay(random, 3 * hour);
  const label = { th: 'กล้องไม่มีภาพ', en: 'the camera sends no video' };
  const subject = isPole
    ? { label, poleFault: 'silent' as const }
    : { label, cameraFault: 'silent' as const };
  const number = 1 + Math.floor(random() * (isPole ? 4 : 6));
  const deviceId = isPole ? `nk-pole-0${number}` : `nk-cam-0${number}`;
  const own = { kind: 'device', drill: false, happenedAt, deviceId, subject } as const;
  const made = { ...own, place: place(random), causeId: `silent-${happenedAt}` };
  const recovery = { state: 'resolved', closedAt: happenedAt + lasted, closedBy: 'system' } as const;
  const [first, ...others] = records(made, recovery, random);
  const step = newStep({ at: happenedAt + lasted, what: 'recovered' });
  return [
    first ?? {},
    ...others,
    { ...step, incidentId: first?.incidentId, record: `step#${step.stepId}`, expiresAt },
  ];
}

function simple(kind: AlertKind, from: number, random: Random): readonly Item[] {
  const happenedAt = Math.round(from + 24 * hour * random());
  const own = { kind, drill: false, happenedAt, deviceId: 'nk-cam-02', causeId: `${kind}-${happenedAt}` };
  return records({ ...own, place: place(random) }, { state: 'open' }, random);
}

type Made = Omit<Parameters<typeof newIncident>[0], 'openedAt'>;

/** An incident with what lies beside it: an alert, an SMS, a comment, a decision. */
function records(made: Made, moved: Partial<Incident>, random: Random): readonly Item[] {
  const openedAt = made.happenedAt + 300;
  const { state = 'open', closedAt, closedBy = officer, ...others } = moved;
  const isClosed = state === 'resolved' || state === 'false-alarm';
  const by = others.acknowledgedAt === undefined ? {} : { acknowledgedBy: officer, assignee: person };
  const closed = isClosed && closedAt !== undefined ? { closedAt, closedBy } : {};
  const stored = incident.parse({
    ...newIncident({ ...made, openedAt }),
    state,
    ...others,
    ...by,
    ...closed,
  });
  const { incidentId } = stored;
  const at = openedAt + Math.round(400 + 1_500 * random());
  const said = newStep({
    at: at + minute,
    what: 'comment',
    by: officer,
    text: `${comment} ${phone} ${mail} ${plate}`,
  });
  const failed = random() < 0.03;
  const sms: Delivery = {
    ...{ version: 1, tier: 1, phone: phoneEnd, at: at + 3_000, messageId: `m-${incidentId}` },
    outcome: failed ? 'failed' : 'delivered',
    why: failed ? `no answer from ${phone}` : 'Accepted',
  };
  const isMatch = made.kind === 'person' || made.kind === 'plate';
  const verdict =
    isMatch && state === 'resolved' && random() < 0.8
      ? [newStep({ at: at + 2 * minute, what: 'confirmed', by: officer })]
      : [];
  const why = {
    version: 1,
    about: incidentId,
    at,
    gate: 'delivery',
    outcome: 'sent',
    why: `${officer} on duty`,
  } as const;
  const beside = { incidentId, expiresAt };
  return [
    { ...stored, record: 'incident', expiresAt },
    { ...beside, record: 'alert#1', status: 'sent', sentAt: at },
    ...(random() < 0.06
      ? [{ ...beside, record: 'alert#2', status: 'stopped', settledAt: at, why: officer }]
      : []),
    { ...sms, ...beside, record: deliveryRecordOf(sms) },
    ...[said, ...verdict].map((step) => ({ ...step, ...beside, record: `step#${step.stepId}` })),
    { ...why, ...beside, record: decisionRecordOf(why) },
  ];
}

/** Mulberry32: small, and the same everywhere. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Rows of the registry: settings, six cameras and four poles, there since long before. */
export function makeDevices(since: number, settings: unknown): readonly Item[] {
  const cameras = Array.from({ length: 6 }, (_, i) => `nk-cam-0${i + 1}`);
  const poles = Array.from({ length: 4 }, (_, i) => `nk-pole-0${i + 1}`);
  const at = (i: number) => places[i % places.length];
  return [
    { kind: 'zone', id: 'settings', settings, appliedAt: since },
    ...cameras.flatMap((id, i) => [
      {
        kind: 'camera',
        id,
        watches: ['faces', 'plates'],
        framesPerSecond: 2,
        place: at(i),
        appliedAt: since,
      },
      { kind: 'since', id, at: since },
      { kind: 'cursor', id, watchedTo: since, state: { health: { hadPicture: true, faults: {} } } },
    ]),
    ...poles.flatMap((id, i) => [
      { kind: 'pole', id, place: at(i + 1) },
      { kind: 'since', id, at: since },
      { kind: 'pole-state', id, firstHeartbeatAt: since },
    ]),
  ];
}
