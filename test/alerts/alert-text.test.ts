import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertText, smsPrefix } from '../../lambdas/alerts/alert-text.ts';
import {
  alertKind,
  type PlateMatch,
  plateMatch,
  type RaiseAlertMessage,
} from '../../lambdas/zone/messages.ts';
import { incidentIdOf } from '../../lambdas/zone/names.ts';
import { bilingual } from '../../lambdas/zone/zone-file.ts';
import { happenedAt, makeAlert } from './make-alert.ts';

const zone = 'Asia/Bangkok';
const person = {
  kind: 'person',
  incidentId: 'PER-7KQ2MD9F',
  subject: { label: { th: 'นาย ก.', en: 'Mr. K.' }, similarityPercent: 99.234 },
} as const;

const exactly: PlateMatch = { seen: '1กข 1234 หนองคาย', how: 'exact', province: 'same' };
const plateAlert = (fit: Partial<PlateMatch>) =>
  makeAlert({
    kind: 'plate',
    incidentId: 'PLT-7KQ2MD9F',
    subject: { label: { th: 'รถหาย', en: 'Stolen car' }, plate: { ...exactly, ...fit } },
  });
const oneSign = { how: 'one-confusion', difference: { read: 'ข', listed: 'ช' } } as const;

describe('the SMS of an alert', () => {
  it('says what, where, when on the clock of the zone, and the incident last', () => {
    expect(alertText(makeAlert(), zone).sms).toBe('SOS กดปุ่มฉุกเฉิน สะพานมิตรภาพ 08:15 SOS-7KQ2MD9F');
  });

  it('of a drill begins with the word for it', () => {
    expect(alertText(makeAlert({ drill: true }), zone).sms).toMatch(/^ซ้อม SOS/);
  });

  it('cuts a long place and keeps the incident whole', () => {
    const name = { th: 'วงเวียนตลาดท่าเสด็จฝั่งตะวันตกหน้าที่ทำการไปรษณีย์', en: 'Market' };
    const { sms } = alertText(makeAlert({ place: { ...makeAlert().place, name } }), zone);

    expect(sms).toContain('วงเวียนตลาดท่าเสด็จ');
    expect(sms).toMatch(/… 08:15 SOS-7KQ2MD9F$/);
  });

  it.each<[string, Partial<PlateMatch>]>([
    ['1กข 1234', {}],
    ['1กข 1234', { how: 'pattern', province: 'any' }],
    ['1กข 1234 (จว.?)', { seen: '1กข 1234', province: 'unknown' }],
    ['1กข 1234 (ข/ช?)', oneSign],
    ['70-1234', { seen: '70-1234 กรุงเทพมหานคร' }],
    ['1234 (บางส่วน)', { seen: '1234 หนองคาย', how: 'partly-seen' }],
    ['ลาว 1234', { seen: 'ลาว 1234' }],
  ])('shows a matched plate as %s, before the place', (shown, fit) => {
    const { sms } = alertText(plateAlert(fit), zone);

    expect(sms.startsWith(`อาจพบรถเฝ้าระวัง ${shown} สะพาน`)).toBe(true);
  });

  it('leaves the place eight letters or more beside a plate', () => {
    const { sms } = alertText(plateAlert({ ...oneSign, seen: '1กข 1234' }), zone);
    const [, place = ''] = /\(ข\/ช\?\) (.*) 08:15/.exec(sms) ?? [];

    expect(place.length).toBeGreaterThanOrEqual(8);
  });

  it('names nobody: a watchlist label stands in the e-mail alone', () => {
    const { sms, subject, email } = alertText(makeAlert(person), zone);

    expect(sms + subject).not.toMatch(/นาย|Mr/);
    expect(email).toContain('นาย ก.');
  });

  it('fits one Thai SMS with the prefix of SNS, whatever the site is called', () => {
    const name = fc.record({
      th: fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }),
      en: fc.string({ minLength: 1, maxLength: 80, unit: 'binary' }),
    });
    const sign = fc.string({ maxLength: 3, unit: 'binary' });
    const plate = fc.record({
      seen: fc.oneof(fc.string({ minLength: 1, unit: 'binary' }), fc.constant('1กข 1234 ประจวบคีรีขันธ์')),
      how: fc.constantFrom(...plateMatch.shape.how.options),
      difference: fc.record({ read: sign, listed: sign }),
      province: fc.constantFrom(...plateMatch.shape.province.options),
    });
    const label = { th: 'รถหาย', en: 'Stolen car' };
    const alert = fc.record({
      kind: fc.constantFrom(...alertKind.options),
      subject: fc.oneof(
        fc.constant({ label }),
        plate.map((fit) => ({ label, plate: fit })),
      ),
      drill: fc.boolean(),
      name: name.filter((texts) => bilingual.safeParse(texts).success),
      happenedAt: fc.integer({ min: 0, max: 4_102_444_800_000 }),
      cause: fc.string(),
      tier: fc.integer({ min: 1, max: 5 }),
      following: fc.constantFrom<Partial<RaiseAlertMessage>>(
        {},
        { unansweredSeconds: 59 },
        { unansweredSeconds: 180 },
        { unansweredSeconds: 99 * 60, repeat: 12 },
        { unansweredSeconds: 24 * 3600, repeat: 100 },
        { joinedBy: 'sighting-2' },
        { recoveredAt: happenedAt },
      ),
    });
    const lateMinutes = fc.constantFrom(0, 2, 99, 100, 43_200);

    fc.assert(
      fc.property(alert, lateMinutes, ({ name: siteName, cause, following, ...rest }, minutes) => {
        const incidentId = incidentIdOf(rest.kind, cause);
        const place = { ...makeAlert().place, name: siteName };
        const now = rest.happenedAt + minutes * 60_000;
        const { sms, subject } = alertText(
          makeAlert({ ...rest, ...following, incidentId, place }),
          zone,
          now,
        );
        expect(`${smsPrefix}${sms}`.length).toBeLessThanOrEqual(70);
        expect(sms.endsWith(incidentId)).toBe(true);
        if (rest.drill) expect(sms.startsWith('ซ้อม') || sms.includes(' ซ้อม ')).toBe(true);
        expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
        expect(subject).toContain(incidentId);
      }),
    );
  });
});

describe('an alert to the next tier', () => {
  it('says in the SMS for how long nobody has answered, before anything else', () => {
    const { sms } = alertText(makeAlert({ tier: 3, unansweredSeconds: 185 }), zone);

    expect(sms).toBe('ยังไม่รับ 3 นาที SOS กดปุ่มฉุกเฉิน สะพานมิตรภาพ SOS-7KQ2MD9F');
  });

  it('says it in the subject and first in both languages of the e-mail', () => {
    const { subject, email } = alertText(makeAlert({ tier: 2, unansweredSeconds: 60 }), zone);

    expect(subject).toBe(
      'SOS button pressed (tier 2, no answer for 1 min) - SOS-7KQ2MD9F - Friendship Bridge',
    );
    expect(email).toMatch(/^เตือนระดับ 2: ยังไม่มีผู้รับทราบเหตุมาแล้ว 1 นาที\n/);
    expect(email).toMatch(/^Alert to tier 2: nobody has acknowledged for 1 minute\.$/m);
  });

  it.each([
    [1, '2nd'],
    [2, '3rd'],
    [3, '4th'],
    [20, '21st'],
  ])('repeated %i times says it is the %s', (repeat, ordinal) => {
    const { email } = alertText(makeAlert({ tier: 3, repeat, unansweredSeconds: 7260 }), zone);

    expect(email).toContain(`Alert to tier 3, for the ${ordinal} time: nobody has acknowledged for 2 hours.`);
  });
});

describe('an alert of somebody seen again', () => {
  it.each([
    ['person', 'บุคคลเดิม ขณะนี้ที่ สะพานมิตรภาพ 08:15 SOS-7KQ2MD9F'],
    ['plate', 'รถเดิม ขณะนี้ที่ สะพานมิตรภาพ 08:15 SOS-7KQ2MD9F'],
  ] as const)('says where a %s is now', (kind, text) => {
    const { sms, subject, email } = alertText(makeAlert({ kind, joinedBy: 'sighting-2' }), zone);

    expect(sms).toBe(text);
    expect(subject).toMatch(/^Possible match, now at - SOS-7KQ2MD9F/);
    expect(email).toContain('confirm before acting');
  });
});

describe('an alert from old video', () => {
  const later = (minutes: number) => makeAlert().happenedAt + minutes * 60_000;
  const plate = plateAlert({});

  it.each<[number, string]>([
    [2, 'ย้อนหลัง 2 นาที อาจพบบุคคลเฝ้าระวัง สะพาน'],
    [63, 'ย้อนหลัง 63 นาที อาจพบบุคคลเฝ้าระวัง สะพาน'],
    [100, 'ย้อนหลัง 1 ชม. อาจพบบุคคลเฝ้าระวัง สะพาน'],
    [1_430, 'ย้อนหลัง 23 ชม. อาจพบบุคคลเฝ้าระวัง สะพาน'],
  ])('of %s minutes says so first in the SMS', (minutes, begin) => {
    const { sms } = alertText(makeAlert(person), zone, later(minutes));

    expect(sms.startsWith(begin)).toBe(true);
    expect(sms.endsWith('08:15 PER-7KQ2MD9F')).toBe(true);
  });

  it('gives up the clock rather than the plate', () => {
    const { sms } = alertText(plate, zone, later(63));

    expect(sms).toBe('ย้อนหลัง 63 นาที อาจพบรถเฝ้าระวัง 1กข 1234 สะพานมิ… PLT-7KQ2MD9F');
  });

  it('says so in the subject and before both languages of the e-mail', () => {
    const { subject, email } = alertText(makeAlert(person), zone, later(63));

    expect(subject).toBe('Possible match: person (video 63 min old) - PER-7KQ2MD9F - Friendship Bridge');
    expect(email).toMatch(/^ภาพย้อนหลัง: เหตุการณ์เมื่อ 63 นาทีก่อน/);
    expect(email).toMatch(/^From video 63 minutes ago, not live/m);
  });

  it('is not told of fresh video, a press or a fault', () => {
    const press = makeAlert();
    const fault = makeAlert({ kind: 'device' });

    expect(alertText(plate, zone, later(1.9))).toEqual(alertText(plate, zone));
    expect(alertText(press, zone, later(63))).toEqual(alertText(press, zone));
    expect(alertText(fault, zone, later(63))).toEqual(alertText(fault, zone));
  });
});

describe('the e-mail of an alert', () => {
  it('says in Thai and then in English what, where, when and what to do', () => {
    expect(alertText(makeAlert(), zone).email).toBe(`มีผู้กดปุ่มฉุกเฉิน SOS
สถานที่: สะพานมิตรภาพ
แผนที่: https://maps.google.com/?q=17.8782,102.7144
เวลา: 23 พฤศจิกายน 2569 08:15
อุปกรณ์: nk-pole-01
เหตุเลขที่: SOS-7KQ2MD9F (ระดับ 1)
สิ่งที่ต้องทำ: ส่งเจ้าหน้าที่ไปยังจุดเกิดเหตุทันที ดูภาพกล้องใกล้เคียง แล้วกดรับทราบเหตุในระบบ

----------

Somebody pressed an SOS button
Where: Friendship Bridge
Map: https://maps.google.com/?q=17.8782,102.7144
When: 23 November 2026 08:15
Device: nk-pole-01
Incident: SOS-7KQ2MD9F (tier 1)
What to do: Send officers to the place now, look at the cameras nearby, and acknowledge the incident.`);
  });

  it.each(['person', 'plate'] as const)('of a %s match asks to confirm before acting', (kind) => {
    const { email } = alertText(makeAlert({ ...person, kind }), zone);

    expect(email).toContain('possible match, confirm before acting');
    expect(email).toContain('Details: Mr. K. (similarity 99.2%)');
  });

  it.each<[Partial<PlateMatch>, string, string]>([
    [{}, 'ตรงกับรายการทุกตัวอักษร', 'exactly as on the watchlist'],
    [oneSign, 'อ่านได้ ข ในรายการเป็น ช', 'one sign differs: read as ข, on the watchlist ช'],
    [{ how: 'partly-seen' }, 'เห็นบางส่วน', 'partly seen: the digits fit'],
    [{ how: 'pattern' }, 'ตรงกับส่วนที่ทราบ', 'fits what is known'],
    [{ province: 'unknown' }, 'ไม่ทราบจังหวัด', 'the province could not be read'],
    [{ province: 'any' }, 'ไม่ระบุจังหวัด', 'names no province'],
  ])('says how a plate fits: %o', (fit, thai, english) => {
    const { email } = alertText(plateAlert(fit), zone);

    expect(email).toMatch(/ทะเบียนที่อ่านได้: 1กข 1234 หนองคาย \(.*\)/);
    expect(email).toContain('Plate as read: 1กข 1234 หนองคาย (');
    expect(email).toContain(thai);
    expect(email).toContain(english);
  });

  it('says what the zone file says is to be done, save in a drill', () => {
    const instructions = { sos: { th: 'โทร 191', en: 'Call 191' } };
    const textOf = (drill: boolean) =>
      alertText(makeAlert({ drill }), zone, happenedAt, undefined, instructions);

    expect(textOf(false).email).toMatch(/^สิ่งที่ต้องทำ: โทร 191$/m);
    expect(textOf(false).email).toMatch(/^What to do: Call 191$/m);
    expect(textOf(true).email).not.toContain('191');
  });

  it('of a drill says to send nobody', () => {
    const { email, subject } = alertText(makeAlert({ drill: true }), zone);

    expect(email).toContain('What to do: This is a drill: send nobody.');
    expect(email).not.toContain('Send officers');
    expect(subject).toBe('DRILL: SOS button pressed - SOS-7KQ2MD9F - Friendship Bridge');
  });

  it('gives no map of a place that nobody knows', () => {
    const place = { ...makeAlert().place, latitude: 0, longitude: 0 };

    expect(alertText(makeAlert({ place }), zone).email).toContain('Map: position unknown');
  });

  it('cannot be given lines of its own by a name', () => {
    const label = { th: 'ก\nข', en: 'A\nMap: https://example.com' };

    expect(alertText(makeAlert({ subject: { label } }), zone).email).not.toMatch(/^Map: https:\/\/example/m);
  });
});
