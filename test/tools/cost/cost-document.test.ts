import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseZoneFile } from '../../../lambdas/zone/read-zone-file.ts';
import { costMarkdown, putIntoDocument } from '../../../tools/cost/cost-document.ts';
import { costReport } from '../../../tools/cost/cost-report.ts';
import { drawSensitivity } from '../../../tools/cost/draw-sensitivity.ts';
import { readPriceFile } from '../../../tools/cost/prices.ts';

const file = 'zones/twenty-cameras.yaml';
const zone = parseZoneFile(readFileSync(file, 'utf8'), file);
const prices = readPriceFile();
const report = costReport({ zone, prices });

describe('docs/cost.md', () => {
  // If this fails: npm run zone -- cost zones/twenty-cameras.yaml --into docs/cost.md
  it('explains the bill of 20 cameras and 10 poles as the program counts it', () => {
    const document = readFileSync('docs/cost.md', 'utf8');

    expect([zone.cameras.length, zone.poles.length]).toEqual([20, 10]);
    expect(putIntoDocument(document, costMarkdown(report, prices))).toBe(document);
  });

  it('names every line with how it comes about', () => {
    const markdown = costMarkdown(report, prices);

    for (const { why } of report.estimate.lines) expect(markdown).toContain(why);
  });

  it('is not written where nothing is marked', () => {
    expect(() => putIntoDocument('# Nothing', 'x')).toThrow(/no part between/);
  });
});

describe('the picture of what moves the bill', () => {
  it('has the widest swing first', () => {
    const widths = report.sensitivity.map(({ low, high }) => Math.abs(high.usd - low.usd));

    expect(widths).toEqual(widths.toSorted((one, other) => other - one));
    expect(report.sensitivity[0]?.input.en).toBe('Frames per second');
  });

  it('draws every input in letters that are outlines', () => {
    const { usd } = report.estimate;
    const title = { th: 'สิ่งที่มีผลต่อค่าใช้จ่าย', en: 'What moves the bill' };
    const svg = drawSensitivity({ title, usd, thbPerUsd: 32, swings: report.sensitivity });

    expect(svg).not.toContain('<text');
    expect(svg.match(/<rect/g)).toHaveLength(1 + 2 * report.sensitivity.length);
  });
});
