import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FileRefusedError, parseRecipientsFile } from '../../lambdas/zone/read-zone-file.ts';

const sos = '{ kinds: [sos], tiers: [1] }';
const person = (id: string, more = '', receives = sos) =>
  `  - { id: officer-${id}, agency: Police, sms: "+66810000001", receives: ${receives}${more} }\n`;

function problemsOf(shifts: string, recipients: string): readonly string[] {
  try {
    parseRecipientsFile(`version: 1\nshifts:\n${shifts}recipients:\n${recipients}`, 'recipients.yaml');
    return [];
  } catch (error) {
    if (error instanceof FileRefusedError) return error.problems.map(({ problem }) => problem);
    throw error;
  }
}

const day = '  - { id: day, from: "08:00", to: "20:00" }\n';
const night = '  - { id: night, from: "20:00", to: "08:00" }\n';
const office = '  - { id: office, days: [mon, tue, wed, thu, fri], from: "08:00", to: "20:00" }\n';

describe('the duty roster', () => {
  it('may have a shift for every hour', () => {
    expect(
      problemsOf(day + night, person('a', ', shifts: [day]') + person('b', ', shifts: [night]')),
    ).toEqual([]);
  });

  it('is refused when nobody is on duty for an SOS, naming the first gap', () => {
    const people = person('a', ', shifts: [office]') + person('b', ', shifts: [night]');

    expect(problemsOf(office + night, people)).toEqual([
      'nobody is on duty for tier 1 of an SOS from sat 08:00 to sat 20:00',
    ]);
  });

  it('has no gap where somebody is told at any time', () => {
    expect(problemsOf(office, person('a', ', shifts: [office]') + person('b'))).toEqual([]);
  });

  it('is not saved by those who get drills, other kinds or later tiers', () => {
    const others = [
      '{ kinds: [sos], tiers: [1], drills: true }',
      '{ kinds: [person], tiers: [1] }',
      '{ kinds: [sos], tiers: [2] }',
    ].map((receives, i) => person(`other-${i}`, '', receives));

    expect(problemsOf(office, person('a', ', shifts: [office]') + others.join(''))).toHaveLength(1);
  });

  it('must be without a gap at each site of its own', () => {
    const here = '{ kinds: [sos], tiers: [1], sites: [pier] }';

    expect(problemsOf(day, person('a', ', shifts: [day]', here))).toEqual([
      'nobody is on duty for tier 1 of an SOS at pier from mon 20:00 to tue 08:00',
    ]);
    expect(problemsOf(day, person('a', ', shifts: [day]', here) + person('b'))).toEqual([]);
  });

  it('names only shifts that are there, each once', () => {
    expect(problemsOf(day + day, person('a') + person('b', ', shifts: [evening]'))).toEqual([
      '"day" is used twice',
      '"evening" is no shift of this file: add it under "shifts" or name one of them',
    ]);
  });

  it('of the example is complete', () => {
    const file = 'zones/recipients.example.yaml';

    expect(parseRecipientsFile(readFileSync(file, 'utf8'), file).shifts.length).toBeGreaterThan(0);
  });
});

describe('quiet hours of a recipient', () => {
  const fieldsOf = (recipients: string) => {
    try {
      parseRecipientsFile(`version: 1\nrecipients:\n${recipients}`, 'recipients.yaml');
      return [];
    } catch (error) {
      if (error instanceof FileRefusedError)
        return error.problems.map(({ line, field, problem }) => `${line} ${field}: ${problem}`);
      throw error;
    }
  };
  const plates = '{ kinds: [sos, plate], tiers: [1] }';
  const quiet = (from: string, to: string) => `, quietHours: { from: "${from}", to: "${to}" }`;

  it('may run over midnight', () => {
    expect(fieldsOf(person('a', quiet('22:00', '06:00'), plates))).toEqual([]);
  });

  it.each([
    [quiet('25:00', '06:00'), 'recipients.0.quietHours.from', 'is "25:00", must be a time such as "08:00"'],
    [quiet('22:00', '22:00'), 'recipients.0.quietHours', 'must end at another time than they begin'],
    [', quietHours: { from: "22:00" }', 'recipients.0.quietHours.to', ''],
  ])('are refused as %s, naming the field', (written, field, problem) => {
    expect(fieldsOf(person('a', written, plates))).toEqual([
      expect.stringContaining(`3 ${field}: ${problem}`),
    ]);
  });

  it('are refused of a recipient who is told of an SOS alone, which knows none', () => {
    expect(fieldsOf(person('a', quiet('22:00', '06:00')))).toEqual([
      expect.stringContaining('recipients.0.quietHours: change nothing: an SOS is told at any hour'),
    ]);
  });

  it('are refused when more differ than a message can name', () => {
    const many = Array.from({ length: 11 }, (_, i) =>
      person(`n${i}`, quiet('22:00', `06:${10 + i}`), plates),
    );

    expect(fieldsOf(many.join(''))).toEqual([
      expect.stringContaining('name 11 different quiet hours: 10 at most'),
    ]);
  });
});
