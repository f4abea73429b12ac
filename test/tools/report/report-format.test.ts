import { describe, expect, it } from 'vitest';
import { reportFormat } from '../../../tools/report/report-format.ts';

const en = reportFormat('en', 'Asia/Bangkok');
const th = reportFormat('th', 'Asia/Bangkok');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('what stands in a report', () => {
  it.each([
    { share: 1, text: '100 %' },
    { share: 0.999999, text: '99.99 %' },
    { share: 0.9918, text: '99.18 %' },
    { share: 0.191, text: '19 %' },
    { share: 0.991, text: '99.10 %' },
    { share: 0.0349, text: '3.5 %' },
    { share: 0, text: '0 %' },
    { share: 1.305, text: '130.5 %' },
  ])('is $share as $text', ({ share, text }) => {
    expect(plain(en.percent(share))).toBe(text);
  });

  it.each([
    { seconds: 1.44, text: '1.4 s', thai: '1.4 วินาที' },
    { seconds: 59.4, text: '59 s', thai: '59 วินาที' },
    { seconds: 59.6, text: '1 min', thai: '1 นาที' },
    { seconds: 121, text: '2 min 1 s', thai: '2 นาที 1 วินาที' },
    { seconds: 1690, text: '28 min', thai: '28 นาที' },
    { seconds: 3_590, text: '1 h', thai: '1 ชม.' },
    { seconds: 6_540, text: '1 h 49 min', thai: '1 ชม. 49 นาที' },
    { seconds: 300_000, text: '3.5 days', thai: '3.5 วัน' },
  ])('is $seconds s as $text', ({ seconds, text, thai }) => {
    expect(plain(en.duration(seconds))).toBe(text);
    expect(plain(th.duration(seconds))).toBe(thai);
  });

  it('is a month and a time as people of the language write them', () => {
    expect([en.month('2026-10'), en.shortMonth('2026-10')]).toEqual(['October 2026', 'Oct']);
    expect([th.month('2026-10'), th.shortMonth('2026-10')]).toEqual(['ตุลาคม 2569', 'ต.ค.']);
    const at = Date.parse('2026-10-31T18:05:00Z');
    expect(en.instant(at)).toBe('1 November 2026 at 01:05');
    expect(th.instant(at)).toBe('1 พฤศจิกายน 2569 เวลา 01:05');
  });
});
