import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentPage, refusalPage } from '../../lambdas/incidents/acknowledge-page.ts';
import { acknowledgeResponse } from '../../lambdas/incidents/acknowledge-response.ts';
import type { Incident } from '../../lambdas/incidents/incident.ts';
import { newStep, type TimelineStep } from '../../lambdas/incidents/timeline.ts';
import { makeIncident, pressedAt } from './make-incident.ts';

const pageOf = (
  incident: Incident,
  language: 'th' | 'en' = 'en',
  timeline: readonly TimelineStep[] = [],
  instructions = {},
) =>
  incidentPage(
    {
      incident,
      timeline,
      pictures: [],
      path: '/SOS-7KQ2MD9F/t',
      validUntil: pressedAt + 86_400_000,
      instructions,
    },
    { language, timeZone: 'Asia/Bangkok' },
  );

describe('the page of an incident', () => {
  it.each([
    ['th', ['มีผู้กดปุ่มฉุกเฉิน SOS', 'สะพานมิตรภาพ', '23 พ.ย. 2569 08:15:00', 'ยังไม่มีผู้รับทราบ', 'รับทราบเหตุ</button>']],
    [
      'en',
      [
        'Somebody pressed an SOS button',
        'Friendship Bridge',
        '23 Nov 2026 08:15:00',
        'Nobody has acknowledged',
        'Acknowledge</button>',
      ],
    ],
  ] as const)('says in %s what, where, when and what to do', (language, texts) => {
    const page = pageOf(makeIncident(), language);

    expect(page).toContain(`<html lang="${language}">`);
    for (const text of texts) expect(page).toContain(text);
    expect(page).toContain('https://maps.google.com/?q=17.8782,102.7144');
  });

  it('brings the standing instruction of the zone file', () => {
    const instructions = { sos: { th: 'โทร 191', en: 'Call 191 & wait' } };

    expect(pageOf(makeIncident(), 'en', [], instructions)).toContain('Call 191 &amp; wait');
  });

  it('says of a drill that it is one and sends nobody', () => {
    const page = pageOf(makeIncident({ drill: true }));

    expect(page).toContain('DRILL (not a real emergency)');
    expect(page).toContain('send nobody');
    expect(page).not.toContain('Send officers');
  });

  it('says who acknowledged and when, and asks nobody else', () => {
    const page = pageOf(
      makeIncident({
        state: 'acknowledged',
        acknowledgedBy: 'Somchai (link)',
        acknowledgedAt: pressedAt + 61_000,
      }),
    );

    expect(page).toContain('by Somchai (link), 23 Nov 2026 08:16:01');
    expect(page).not.toContain('<form');
  });

  it('offers no map where the place is unknown', () => {
    const place = { ...makeIncident().place, latitude: 0, longitude: 0 };

    expect(pageOf(makeIncident({ place }))).toContain('Position unknown');
  });

  it('tells the steps in short: who and which tier, but no text of a comment', () => {
    const timeline = [
      newStep({ at: pressedAt, what: 'opened' }),
      newStep({ at: pressedAt + 1000, what: 'alert-sent', text: 'tier 2' }),
      newStep({ at: pressedAt + 2000, what: 'comment', by: 'Malee', text: 'witness is Mr. X' }),
      { ...newStep({ at: pressedAt + 3000, what: 'evidence' }), what: 'of-a-newer-version' },
    ];

    const page = pageOf(makeIncident(), 'en', timeline);

    expect(page).toContain('Alert sent tier 2');
    expect(page).toContain('Comment added by Malee');
    expect(page).not.toContain('witness');
    expect(page).not.toContain('newer-version');
  });

  it('shows the newest steps when there are many, and says so', () => {
    const timeline = Array.from({ length: 30 }, (_, i) =>
      newStep({ at: pressedAt + i * 1000, what: 'press-joined', cause: `press-${i}` }),
    );

    const page = pageOf(makeIncident(), 'en', timeline);

    expect(page).toContain('Earlier steps not shown: 18');
    expect(page).toContain('08:15:29');
    expect(page).not.toContain('08:15:17');
  });

  it('lets no text of an incident become markup', () => {
    const plain = countTags(pageOf(hostile('plain')));
    const texts = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onfocus='alert(1)",
      '</title><b>',
      '&lt;b&gt;',
    ];

    for (const text of texts) expect(countTags(pageOf(hostile(text)))).toBe(plain);
    fc.assert(fc.property(fc.string({ minLength: 1 }), (text) => countTags(pageOf(hostile(text))) === plain));
  });
});

/** An incident that says `text` wherever one can. */
function hostile(text: string): Incident {
  return makeIncident({
    kind: 'plate',
    state: 'acknowledged',
    acknowledgedBy: text,
    acknowledgedAt: pressedAt,
    deviceId: text,
    place: { ...makeIncident().place, name: { th: text, en: text } },
    subject: {
      label: { th: text, en: text },
      plate: { seen: text, how: 'one-confusion', difference: { read: text, listed: text }, province: 'same' },
    },
  });
}

const countTags = (page: string) => page.match(/<[a-z/!]/gi)?.length;

describe('the answer to a browser', () => {
  const answer = acknowledgeResponse(
    { what: 'unknown' },
    { language: 'th' },
    { timeZone: 'Asia/Bangkok', instructions: {} },
  );

  it('lets nothing run, be kept or be told to another site', () => {
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    const policy = answer.headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('says each refusal in both languages', () => {
    for (const why of ['unknown', 'expired', 'not-allowed', 'failed'] as const) {
      const [thai, english] = (['th', 'en'] as const).map((language) =>
        refusalPage(why, { language, timeZone: 'Asia/Bangkok' }),
      );
      expect(thai).toMatch(/<h1[^>]*>[ก-๙ ]+<\/h1>/);
      expect(english).toMatch(/<h1[^>]*>[A-Za-z ]+<\/h1>/);
    }
  });
});
