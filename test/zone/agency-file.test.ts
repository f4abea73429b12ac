import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgencyRole, kindsOfRole } from '../../lambdas/zone/agency-file.ts';
import { type AlertKind, alertKind } from '../../lambdas/zone/messages.ts';
import { FileRefusedError, parseRecipientsFile } from '../../lambdas/zone/read-zone-file.ts';
import { alertFilter, topicOf } from '../../lib/alert-filter.ts';

const roles = Object.keys(kindsOfRole) as AgencyRole[];
const theirs = (kinds: readonly string[], agency = 'Partner') =>
  `  - { id: partner, agency: ${agency}, email: desk@partner.example, receives: { kinds: [${kinds.join(', ')}], tiers: [1] } }\n`;

function parse(agencies: string, recipients: string) {
  return parseRecipientsFile(`version: 1\n${agencies}recipients:\n${recipients}`, 'recipients.yaml');
}

function problemsOf(agencies: string, recipients: string) {
  try {
    parse(agencies, recipients);
    return [];
  } catch (error) {
    if (!(error instanceof FileRefusedError)) throw error;
    return error.problems.map(({ field, problem }) => `${field}: ${problem}`);
  }
}

const agenciesOf = (role: string, more = '') => `agencies:\n  - { name: Partner, role: ${role}${more} }\n`;

/** What each partner of the agreement is told of, as the committee decided it. */
const decided: Readonly<Record<AgencyRole, readonly AlertKind[]>> = {
  police: ['sos', 'person', 'plate', 'device', 'crowd', 'loitering'],
  administration: ['sos', 'device', 'crowd'],
  hospital: ['sos'],
  municipality: ['device', 'crowd'],
  'press-office': [],
};

describe('the role of an agency', () => {
  const matrix = roles.flatMap((role) => alertKind.options.map((kind) => [role, kind] as const));

  it.each(matrix)('%s, asked to be told of %s, may or may not', (role, kind) => {
    const problems = problemsOf(agenciesOf(role), theirs([kind]));

    expect(problems.length === 0).toBe(decided[role].includes(kind));
  });

  it.each(roles.filter((role) => decided[role].length > 0))(
    '%s is sent these kinds and no others',
    (role) => {
      const [recipient] = parse(agenciesOf(role), theirs(decided[role])).recipients;
      const topics = Map.groupBy(recipient?.receives.kinds ?? [], (kind) => topicOf[kind]);

      const sent = [...topics.values()].flatMap((kinds) => recipient && alertFilter(recipient, kinds).kind);

      expect(new Set(sent)).toEqual(new Set(decided[role]));
    },
  );

  it('names the field, the role and what the role may be told of', () => {
    expect(problemsOf(agenciesOf('hospital'), theirs(['sos', 'person']))).toEqual([
      'recipients.0.receives.kinds.1: "person" is not for "Partner": its role "hospital" may be told of only sos',
    ]);
    expect(problemsOf(agenciesOf('press-office'), theirs(['sos']))).toEqual([
      'recipients.0.receives.kinds.0: "sos" is not for "Partner": its role "press-office" may be told of no alerts, only the monthly report',
    ]);
  });

  it('must be one of the five', () => {
    expect(problemsOf(agenciesOf('army'), theirs(['sos']))).toEqual([
      expect.stringMatching(/^agencies\.0\.role: .*police.*press-office/),
    ]);
  });
});

describe('the agencies of a recipients file', () => {
  it('may be left out: recipients alone say who is told of what', () => {
    expect(problemsOf('', theirs(alertKind.options))).toEqual([]);
  });

  it('are all there as soon as one is', () => {
    expect(problemsOf(agenciesOf('police'), theirs(['sos'], 'Stranger'))).toEqual([
      'recipients.0.agency: "Stranger" is no agency of this file: add it under "agencies" with its role',
    ]);
  });

  it('stand there once each', () => {
    const twice = `${agenciesOf('police')}  - { name: Partner, role: hospital }\n`;

    expect(problemsOf(twice, theirs(['sos']))).toEqual(['agencies.1.name: "Partner" is used twice']);
  });

  it('get the monthly report at addresses, in Thai unless they ask for English', () => {
    const file = parse(agenciesOf('press-office', ', report: { emails: [news@press.example] }'), '  []\n');

    expect(file.agencies[0]?.report).toEqual({ emails: ['news@press.example'], language: 'th' });
    expect(
      problemsOf(agenciesOf('press-office', ', report: { emails: [news] }'), theirs(['sos'])),
    ).toContainEqual('agencies.0.report.emails.0: is "news", must be an e-mail address');
  });

  it('let through exactly what the role allows, whatever a recipient asks for', () => {
    const kinds = fc.uniqueArray(fc.constantFrom(...alertKind.options), { minLength: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...roles), kinds, (role, asked) => {
        const refused = asked.filter((kind) => !decided[role].includes(kind));

        expect(problemsOf(agenciesOf(role), theirs(asked))).toHaveLength(refused.length);
      }),
    );
  });
});
