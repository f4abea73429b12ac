import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smsPrefix } from '../../lambdas/alerts/alert-text.ts';
import { digestText } from '../../lambdas/alerts/digest-text.ts';
import type { Digest } from '../../lambdas/alerts/holding-store.ts';
import { alertKind, type RaiseAlertMessage } from '../../lambdas/zone/messages.ts';
import { makeAlert } from './make-alert.ts';

function makeDigest(count: number, overrides: Partial<RaiseAlertMessage> = {}): Digest {
  const members = Array.from({ length: count }, (_, i) => ({ incidentId: `PLT-0000000${i}`, tier: 1 }));
  const first = makeAlert({ kind: 'plate', incidentId: 'PLT-00000000', ...overrides });
  return { digestId: 'DIG-7KQ2MD9F', first, members, siteIds: ['friendship-bridge'] };
}

describe('the message about several alerts', () => {
  it('says how many there are, where the first was, and names every incident in the e-mail', () => {
    const { subject, sms, email } = digestText(makeDigest(3), 'storm');

    expect(sms).toBe('อาจพบรถเฝ้าระวัง 3 เหตุใน 1 นาที สะพานมิตรภาพ PLT-00000000');
    expect(subject).toBe('Possible match: plate: 3 in one minute');
    expect(email).toContain('All: PLT-00000000, PLT-00000001, PLT-00000002');
  });

  it('counts an incident once, however often it was held', () => {
    const digest = makeDigest(1);
    const members = [...digest.members, { incidentId: 'PLT-00000000', tier: 1, repeat: 1 }];

    expect(digestText({ ...digest, members }, 'quiet-hours').subject).toContain(': 1 during the quiet hours');
  });

  it('lists fifty incidents and counts the others', () => {
    expect(digestText(makeDigest(60), 'storm').email).toContain('(+10)');
  });

  const url = `https://${'a'.repeat(32)}.lambda-url.ap-southeast-1.on.aws/PLT-00000001/${'0'.repeat(32)}`;
  const links = (inSms: boolean, to = url) => [
    { incidentId: 'PLT-00000000', url: 'https://first', inSms },
    { incidentId: 'PLT-00000001', url: to, inSms },
  ];
  const digest = { ...makeDigest(2), latestId: 'PLT-00000001' };

  it('brings a link for each incident in the e-mail, and says in both languages what it is for', () => {
    const { email, sms } = digestText(digest, 'storm', links(false));

    expect(email).toContain(`PLT-00000000: https://first\nPLT-00000001: ${url}`);
    expect(email).toMatch(/รับทราบเหตุ.*\nAcknowledge and see the incident/);
    expect(sms).toBe(digestText(digest, 'storm').sms);
    expect(digestText(digest, 'storm').email).not.toContain('Acknowledge');
  });

  it('brings the link of the latest incident in the SMS where the zone pays for it, and where it fits', () => {
    const { sms } = digestText(digest, 'storm', links(true));

    expect(sms).toBe(`${digestText(digest, 'storm').sms}\n${url}`);
    expect(`${smsPrefix}${sms}`.length).toBeLessThanOrEqual(3 * 67);
    expect(digestText(digest, 'storm', links(true, `${url}${'1'.repeat(60)}`)).sms).not.toContain('http');
  });

  it('names the first and the latest incident among many', () => {
    const many = { ...makeDigest(80), latestId: 'PLT-000000079' };

    expect(digestText(many, 'storm').email).toContain('All: PLT-00000000, PLT-000000079, PLT-00000001');
  });

  it('of a drill says so in every text', () => {
    const { subject, sms, email } = digestText(makeDigest(2, { drill: true }), 'storm');

    expect([subject.startsWith('DRILL'), sms.startsWith('ซ้อม'), email.startsWith('ซ้อม')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('fits one Thai SMS of any kind, count and place', () => {
    const story = fc.record({
      kind: fc.constantFrom(...alertKind.options),
      drill: fc.boolean(),
      count: fc.integer({ min: 1, max: 4000 }),
      name: fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }),
      gate: fc.constantFrom('storm', 'quiet-hours', 'muted'),
      recoveredAt: fc.option(fc.constant(1), { nil: undefined }),
    });

    fc.assert(
      fc.property(story, ({ kind, drill, count, name, gate, recoveredAt }) => {
        const place = { ...makeAlert().place, name: { th: name, en: name } };
        const recovery = recoveredAt === undefined ? {} : { recoveredAt };
        const { sms, subject } = digestText(makeDigest(count, { kind, drill, place, ...recovery }), gate);
        expect(`${smsPrefix}${sms}`.length).toBeLessThanOrEqual(70);
        expect(sms.endsWith('PLT-00000000')).toBe(true);
        expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
      }),
    );
  });
});
