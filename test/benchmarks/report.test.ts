import { describe, expect, it } from 'vitest';
import { makeReport, type ReadSet } from '../../benchmarks/plates/report.ts';
import { reportTables, toMarkdown } from '../../benchmarks/plates/tables.ts';
import { makeOutcome } from './make-outcome.ts';

const machine = {
  ...{ cpu: 'CPU', cores: 2, memoryGigabytes: 8, node: 'v24.0.0', onnxruntime: '1.0.0', load: 0.5 },
  modelMegabytes: 4.2,
};
const measured = { date: '2026-11-23', seed: 1, machine, timings: [], notes: [] };
const misread = makeOutcome({ read: { digits: '1284' }, traits: { layout: 'car' } });
const cars: ReadSet = {
  set: { name: 'cars', origin: 'real', way: 'crop' },
  outcomes: [misread, makeOutcome({ file: 'b.jpg', traits: { layout: 'car' } })],
};
const street = { file: 'street.jpg', truth: null, traits: {}, milliseconds: 5 };
const streets: ReadSet = {
  set: { name: 'streets', origin: 'no Thai plate', way: 'photo' },
  outcomes: [street],
};

describe('makeReport', () => {
  it('counts each picture once in groups and curves, as its first set has it', () => {
    const again = { ...cars, outcomes: cars.outcomes.map((outcome) => makeOutcome({ file: outcome.file })) };

    const { groups, origins, scores } = makeReport([cars, again], measured);

    expect(groups).toMatchObject([{ by: 'layout', name: 'car', exact: { part: 1, whole: 2 } }]);
    expect(origins).toMatchObject([{ origin: 'real', confusions: [{ truth: '3', read: '8', count: 1 }] }]);
    expect(scores.map(({ score }) => score.exact.part)).toEqual([1, 2]);
  });

  it('lists false readings of sets without plates, and nothing else of them', () => {
    const report = makeReport([cars, streets], measured);

    expect(report.falseReads).toMatchObject([
      { set: 'streets', limits: [{ accepted: { part: 0, whole: 1 } }, {}, {}] },
    ]);
    expect(report.scores.map(({ set }) => set)).toEqual(['cars']);
  });

  it('counts false readings of several sets together at the end', () => {
    const { falseReads } = makeReport([streets, streets], measured);

    expect(falseReads.map(({ set, limits }) => [set, limits[0]?.accepted.whole])).toEqual([
      ['streets', 1],
      ['streets', 1],
      ['all together', 2],
    ]);
  });

  it('tells no plate number', () => {
    expect(JSON.stringify(makeReport([cars], measured))).not.toMatch(/1234|1284/);
  });
});

describe('toMarkdown', () => {
  it('writes shares with their intervals', () => {
    const [table] = reportTables(makeReport([cars], measured));

    expect(table && toMarkdown(table)).toBe(
      [
        '**Plates read right, percent**',
        '',
        '| set | read as | pictures | exact plate | province | wrong | unread | ms each |',
        '| --- | --- | --- | --- | --- | --- | --- | --- |',
        '| cars | crop | 2 | 50.0 (9.5–90.5) | 100.0 (34.2–100.0) | 1 | 0 | 5.0 |',
      ].join('\n'),
    );
  });
});
