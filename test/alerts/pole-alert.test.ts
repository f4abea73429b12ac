import { describe, expect, it } from 'vitest';
import { alertText, smsPrefix, smsUnits } from '../../lambdas/alerts/alert-text.ts';
import { poleFaultWords } from '../../lambdas/alerts/pole-fault-words.ts';
import { smsWordUnits } from '../../lambdas/alerts/words-of.ts';
import { faultLabel } from '../../lambdas/poles/pole-labels.ts';
import { type PoleFault, poleFaults, type RaiseAlertMessage } from '../../lambdas/zone/messages.ts';
import { happenedAt, makeAlert } from './make-alert.ts';

const zone = 'Asia/Bangkok';

function makeFault(poleFault: PoleFault, more: Partial<RaiseAlertMessage> = {}) {
  const subject = { label: faultLabel(poleFault), poleFault };
  return makeAlert({ kind: 'device', incidentId: 'DEV-7KQ2MD9F', subject, ...more });
}

describe('the alert of a pole’s fault', () => {
  it('names the fault in the SMS, where it is and since when', () => {
    const { sms } = alertText(makeFault('stuck-button'), zone);

    expect(sms).toBe('เสา SOS ปุ่มค้าง สะพานมิตรภาพ 08:15 DEV-7KQ2MD9F');
  });

  it.each(poleFaults)('of a pole with %s says what it is and what to do in both languages', (fault) => {
    const { sms, subject, email } = alertText(makeFault(fault), zone);

    expect(sms).toContain(poleFaultWords[fault].sms);
    expect(poleFaultWords[fault].sms.length).toBeLessThanOrEqual(smsWordUnits);
    expect(subject).toMatch(/^Pole fault[ -~]* - DEV-7KQ2MD9F - Friendship Bridge$/);
    expect(email).toContain(`Details: ${faultLabel(fault).en}`);
    expect(email).toContain(`What to do: ${poleFaultWords[fault].todo.en}`);
    expect(email).toContain(`สิ่งที่ต้องทำ: ${poleFaultWords[fault].todo.th}`);
  });

  it.each(poleFaults)(
    'of a pole with %s stays in one SMS at a place with a long name, in a repeated alert',
    (fault) => {
      const place = { ...makeAlert().place, name: { th: 'ตลาดท่าเสด็จ '.repeat(9), en: 'Market' } };
      const again = { tier: 3, repeat: 2, unansweredSeconds: 5400 };

      for (const more of [{ place }, { place, ...again }]) {
        const { sms } = alertText(makeFault(fault, more), zone);
        expect(smsPrefix.length + sms.length).toBeLessThanOrEqual(smsUnits);
        expect(sms).toContain(poleFaultWords[fault].sms);
      }
    },
  );

  it('has a word of its own for each fault', () => {
    expect(new Set(Object.values(poleFaultWords).map(({ sms }) => sms)).size).toBe(poleFaults.length);
  });

  it('of a pole that works again says so, and nothing of the fault in the SMS', () => {
    const { sms } = alertText(makeFault('silent', { recoveredAt: happenedAt + 60_000 }), zone);

    expect(sms).toBe('อุปกรณ์ใช้ได้แล้ว สะพานมิตรภาพ 08:16 DEV-7KQ2MD9F');
  });
});
