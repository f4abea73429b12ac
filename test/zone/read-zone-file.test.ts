import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FileRefusedError, parseRecipientsFile, parseZoneFile } from '../../lambdas/zone/read-zone-file.ts';
import { zoneFile } from '../../lambdas/zone/zone-file.ts';

const nongkhai = readFileSync('zones/nongkhai.yaml', 'utf8');

function problemsOf(text: string): string[] {
  try {
    parseZoneFile(text, 'zone.yaml');
    return [];
  } catch (error) {
    if (error instanceof FileRefusedError) return error.message.split('\n');
    throw error;
  }
}

/** 1-based line of the first line holding `needle`. */
const lineOf = (text: string, needle: string) =>
  text.split('\n').findIndex((line) => line.includes(needle)) + 1;

describe('parseZoneFile', () => {
  it('takes the zone of Nong Khai: at least 12 cameras and 8 poles', () => {
    const zone = parseZoneFile(nongkhai, 'zones/nongkhai.yaml');

    expect(zone.cameras.length).toBeGreaterThanOrEqual(12);
    expect(zone.poles.length).toBeGreaterThanOrEqual(8);
  });

  it.each([
    [
      'an unknown key',
      'slotSeconds:',
      'slotSecond:',
      'zone.slotSecond: is no key of this file; did you mean "slotSeconds"?',
    ],
    [
      'a fraction for percent',
      'faceAlertPercent: 99',
      'faceAlertPercent: 0.99',
      'must be at least 95 percent',
    ],
    [
      'an alert threshold under 95',
      'faceAlertPercent: 99',
      'faceAlertPercent: 94',
      'must be at least 95 percent',
    ],
    ['percent for a fraction', 'plateConfidence: 0.7', 'plateConfidence: 70', 'must be a fraction 0.5–1'],
    [
      'a site that is not there',
      'site: tha-sadet-pier',
      'site: nowhere',
      '"nowhere" is no site of this file',
    ],
    ['an id used twice', 'id: nk-cam-pier', 'id: nk-cam-naga', '"nk-cam-naga" is used twice'],
    ['swapped coordinates', 'latitude: 17.8857', 'latitude: 102.7447', 'are latitude and longitude swapped?'],
    ['an unknown subject of watching', 'watches: [plates]', 'watches: [dogs]', 'must be "faces" or "plates"'],
    ['a slot that does not divide a minute', 'slotSeconds: 10', 'slotSeconds: 7', 'must divide 60'],
    ['an unknown time zone', 'timeZone: Asia/Bangkok', 'timeZone: Asia/Isan', 'must be an IANA time zone'],
  ])('refuses %s with file, line, field and what would be right', (_, right, wrong, problem) => {
    const text = nongkhai.replace(right, wrong);

    const problems = problemsOf(text);

    expect(problems.join('\n')).toContain(problem);
    expect(problems.some((p) => p.startsWith('zone.yaml:'))).toBe(true);
    if (!wrong.includes('nk-cam-naga')) {
      expect(problems[0]).toMatch(new RegExp(`^zone\\.yaml:${lineOf(text, wrong)}: `));
    }
  });

  describe('strangers', () => {
    const withStrangers = (text: string) =>
      nongkhai.replace('  slotSeconds:', `  strangers: ${text}\n  slotSeconds:`);

    it('are not kept unless the file says so', () => {
      expect(parseZoneFile(nongkhai, 'zone.yaml').zone).not.toHaveProperty('strangers');
      expect(parseZoneFile(withStrangers('{ keepHours: 24 }'), 'zone.yaml').zone.strangers).toEqual({
        keepHours: 24,
      });
    });

    it.each([
      ['longer than three days', '{ keepHours: 73 }', 'must be 1–72 hours'],
      ['without an end', '{}', 'keepHours'],
      [
        'at a camera that is not there',
        '{ keepHours: 1, cameras: [nk-cam-x] }',
        '"nk-cam-x" is no camera of this file',
      ],
      ['at no camera', '{ keepHours: 1, cameras: [] }', 'cameras'],
    ])('are not kept %s', (_, text, problem) => {
      expect(problemsOf(withStrangers(text)).join('\n')).toContain(problem);
    });
  });

  it('tells all that is wrong at once', () => {
    const text = nongkhai.replace('bearingDegrees: 80', 'bearing: 80').replace('version: 1', 'version: 2');

    expect(problemsOf(text)).toHaveLength(3);
  });

  it('refuses text that is no YAML with its line', () => {
    expect(problemsOf('version: 1\nzone: [')[0]).toMatch(/^zone\.yaml:\d+: YAML: /);
  });

  it('throws nothing but its own error, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), mutated(nongkhai)), (text) => {
        try {
          parseZoneFile(text, 'zone.yaml');
        } catch (error) {
          expect(error).toBeInstanceOf(FileRefusedError);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** The text with a few characters replaced at random places. */
function mutated(text: string) {
  const change = fc.tuple(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 3 }));
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce((all, [at, put]) => all.slice(0, at) + put + all.slice(at + put.length), text),
    );
}

describe('parseRecipientsFile', () => {
  const example = readFileSync('zones/recipients.example.yaml', 'utf8');

  it('takes the example', () => {
    expect(parseRecipientsFile(example, 'r.yaml').recipients.length).toBeGreaterThan(0);
  });

  it.each([
    [
      'a phone without country code',
      '"+66810000001"',
      '"0810000001"',
      'must be a phone in international form',
    ],
    ['an address that is none', 'duty@police.example', 'duty', 'must be an e-mail address'],
    [
      'a kind that does not exist',
      '[device]',
      '[devices]',
      'must be "sos" or "person" or "plate" or "device"',
    ],
  ])('refuses %s', (_, right, wrong, problem) => {
    expect(() => parseRecipientsFile(example.replace(right, wrong), 'r.yaml')).toThrow(problem);
  });

  it('refuses a recipient whom nothing could reach', () => {
    const text =
      'version: 1\nrecipients:\n  - { id: mute, agency: A, receives: { kinds: [sos], tiers: [1] } }\n';

    expect(() => parseRecipientsFile(text, 'r.yaml')).toThrow(
      'r.yaml:3: recipients.0: needs "sms" or "email"',
    );
  });
});

describe('zone.schema.json', () => {
  it('is what the schema in the code says, for editors (npm run zone -- check --schema)', () => {
    const written: unknown = JSON.parse(readFileSync('zones/zone.schema.json', 'utf8'));

    expect(written).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(zoneFile, { io: 'input' }))));
  });
});
