import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileChecks } from '../../../tools/doctor/file-checks.ts';
import { runChecks } from '../../../tools/doctor/finding.ts';
import { unitMistakes } from '../../../tools/doctor/unit-mistakes.ts';

const town = readFileSync('zones/twenty-cameras.yaml', 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'doctor-'));

async function examine(text: string) {
  const zoneFile = join(folder, 'zone.yaml');
  writeFileSync(zoneFile, text);
  const checks = fileChecks({
    ...{ zoneFile, recipientsFile: join(folder, 'recipients.yaml') },
    sums: ['models/plates/SHA256SUMS'],
    pinned: [{ path: zoneFile, sha256: '0' }],
  });
  return await runChecks(checks);
}

describe('the doctor’s look at files', () => {
  it('names the field, the line and the right value of a mistaken unit', async () => {
    const findings = await examine(
      town.replace(
        'slotSeconds: 10',
        'slotSeconds: 10\n  thresholds: { faceAlertPercent: 0.99, plateConfidence: 70 }',
      ),
    );
    const units = findings.filter(({ check }) => check === 'units');

    expect(
      units.map(({ status, what, mend }) => [status, what, mend?.split(': ').slice(1).join(': ')]),
    ).toEqual([
      [
        'fail',
        'zone.thresholds.faceAlertPercent: 0.99 is a fraction; it is in percent',
        'faceAlertPercent: 99',
      ],
      ['fail', 'zone.thresholds.plateConfidence: 70 is in percent; it is a fraction', 'plateConfidence: 0.7'],
    ]);
    expect(findings.find(({ check }) => check === 'zone file')?.mend).toMatch(
      /^line 8; then npm run zone -- check/,
    );
  });

  it('finds a zone file in order, and misses the recipients', async () => {
    const findings = await examine(town);

    expect(
      findings.filter(({ check }) => check === 'units' || check === 'zone file').map(({ status }) => status),
    ).toEqual(['ok', 'ok']);
    expect(findings.find(({ check }) => check === 'recipients')).toMatchObject({ status: 'warn' });
  });

  // If this fails: measure the networks (npm run bench:plates), then write models/plates/SHA256SUMS as the doctor says.
  it('knows the networks that were measured, and one that was not', async () => {
    const models = (await examine(town)).filter(({ check }) => check === 'models');

    expect(models.map(({ status }) => status)).toEqual(['ok', 'ok', 'fail']);
  });

  it('does not check what is no YAML, and goes on', async () => {
    const findings = await examine('zone: [');

    expect(findings.find(({ check }) => check === 'units')?.status).toBe('not checked');
    expect(findings.find(({ check }) => check === 'zone file')?.status).toBe('fail');
  });
});

describe('unitMistakes', () => {
  it.each([
    [{ slotSeconds: 10_000 }, 'slotSeconds: 10'],
    [{ sites: [{ latitude: 102.7, longitude: 17.8 }] }, 'latitude and longitude are swapped'],
    [{ batteryLowPercent: 0.2 }, 'batteryLowPercent: 20'],
  ])('finds the mistake in %j', (value, right) => {
    expect(unitMistakes(value).map((mistake) => mistake.right)).toEqual([right]);
  });

  it('leaves percents, fractions and seconds that can be alone', () => {
    fc.assert(
      fc.property(
        fc.record({
          faceAlertPercent: fc.double({ min: 1.001, max: 100, noNaN: true }),
          plateConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
          slotSeconds: fc.integer({ min: 0, max: 7_200 }),
        }),
        (value) => unitMistakes(value).length === 0,
      ),
    );
  });

  it('never throws, whatever a file holds', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => Array.isArray(unitMistakes(value))));
  });
});
