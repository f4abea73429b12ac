import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../lambdas/incidents/incident.ts';
import type { Recipient } from '../../lambdas/zone/recipients-file.ts';
import type { RecipientMessage } from '../../sandbox/recipient-message.ts';
import {
  type Expectation,
  expectedAddresses,
  incidentIdIn,
  judge,
  type Observation,
} from '../../tools/demo-verdict.ts';
import { collectUnknownFaces } from '../../tools/unknown-faces.ts';
import { makeFaceSighting } from '../sightings/make-sighting.ts';

const place = { siteId: 'market', name: { th: 'ตลาด', en: 'Market' }, latitude: 17.88, longitude: 102.74 };
const times = { firstSeenAt: 1000, lastSeenAt: 2000, expiresAt: 9 };

const makeIncident = (overrides: Partial<Incident> = {}): Incident => ({
  version: 1,
  incidentId: 'SOS-7KQ2MD9F',
  kind: 'sos',
  state: 'open',
  openedAt: 2000,
  happenedAt: 1000,
  drill: false,
  deviceId: 'pole-1',
  place,
  subject: undefined,
  causeId: 'press-0001',
  ...overrides,
});

const makeRecipient = (overrides: Partial<Recipient> = {}): Recipient => ({
  id: 'desk',
  agency: 'Police',
  sms: '+66810000001',
  receives: { kinds: ['sos'], tiers: [1], drills: false },
  ...overrides,
});

const makeMessage = (overrides: Partial<RecipientMessage> = {}): RecipientMessage => ({
  recipient: '+66810000001',
  protocol: 'sms',
  text: 'ขอความช่วยเหลือ SOS-7KQ2MD9F',
  attributes: {},
  at: '2026-11-22T10:00:00Z',
  isDefaultText: false,
  ...overrides,
});

const expected: Expectation = {
  incidents: [{ kind: 'sos', deviceId: 'pole-1' }],
  sightings: [{ cameraId: 'cam-1', watchedFaces: 0, unknownFaces: 1, plates: ['กข 1234 หนองคาย'] }],
};

const makeObservation = (overrides: Partial<Observation> = {}): Observation => ({
  incidents: [makeIncident()],
  sightings: [
    {
      ...{ version: 1, kind: 'plate', sightingId: 'plate-1', cameraId: 'cam-1', place, ...times },
      plate: { letters: 'กข', digits: '1234', province: 'หนองคาย', confidence: 0.9 },
    },
  ],
  unknownFaces: [{ passId: 'face-1', cameraId: 'cam-1', at: 2000 }],
  people: [{ cameraId: 'cam-1', now: 0, lastHour: 1, atOnce: 1, isCrowded: false }],
  messages: [makeMessage()],
  deadLetters: 0,
  ...overrides,
});

describe('the verdict on the demonstration', () => {
  it('finds nothing when everything came out as it must', () => {
    expect(judge(expected, makeObservation(), [makeRecipient()])).toEqual([]);
  });

  it('takes a look-alike who is kept without an alert for an unknown face', () => {
    const { sightings } = makeObservation();
    const alike = makeFaceSighting({ cameraId: 'cam-1' });

    const seen = makeObservation({ sightings: [...sightings, alike], unknownFaces: [] });

    expect(judge(expected, seen, [makeRecipient()])).toEqual([]);
  });

  it.each<[string, Partial<Observation>, string]>([
    ['an incident that is missing', { incidents: [], messages: [] }, 'missing incident: sos at pole-1'],
    ['an alert that is missing', { messages: [] }, 'missing alert: SOS-7KQ2MD9F to +66810000001'],
    [
      'an alert that came twice',
      { messages: [makeMessage(), makeMessage()] },
      'unexpected alert: SOS-7KQ2MD9F to +66810000001',
    ],
    [
      'an alert to somebody else',
      { messages: [makeMessage(), makeMessage({ recipient: 'chief@police.example' })] },
      'unexpected alert: SOS-7KQ2MD9F to chief@police.example',
    ],
    [
      'a false alarm',
      {
        incidents: [
          makeIncident(),
          makeIncident({ kind: 'person', deviceId: 'cam-1', incidentId: 'PER-00000000' }),
        ],
      },
      'unexpected incident: person at cam-1',
    ],
    ['a face too few', { unknownFaces: [] }, 'cam-1: 0 unknown faces instead of 1'],
    ['a plate unread', { sightings: [] }, 'missing cam-1: plate: กข 1234 หนองคาย'],
    [
      'a stranger who was kept',
      { sightings: [makeFaceSighting({ cameraId: 'cam-1' })] },
      'cam-1: 2 unknown faces instead of 1',
    ],
    [
      'a person counted twice',
      { people: [{ cameraId: 'cam-1', now: 0, lastHour: 2, atOnce: 1, isCrowded: false }] },
      'cam-1: 2 people counted instead of 1',
    ],
    ['a message given up on', { deadLetters: 2 }, '2 messages were given up on'],
  ])('names %s', (_, difference, problem) => {
    const problems = judge(expected, makeObservation(difference), [makeRecipient()]);

    expect(problems).toContain(problem);
  });
});

describe('unknown faces', () => {
  const line = (fields: object) => ({
    functionName: 'identify-face',
    requestId: undefined,
    line: JSON.stringify({ timestamp: '2026-11-22T10:00:00.000Z', ...fields }),
  });
  const unknown = { event: 'FACE_UNKNOWN', passId: 'face-1', cameraId: 'cam-1', reason: 'no-candidate' };

  it('are counted once each, by their lines in the log', () => {
    const faces = collectUnknownFaces();

    faces.accept(line(unknown));
    faces.accept(line(unknown));
    faces.accept(line({ ...unknown, event: 'FACE_UNUSABLE', passId: 'face-2' }));
    faces.accept({ ...line({}), line: 'FACE_UNKNOWN is no JSON' });

    const at = Date.parse('2026-11-22T10:00:00Z');
    expect(faces.list()).toEqual([{ passId: 'face-1', cameraId: 'cam-1', at }]);
  });
});

describe('who must be told', () => {
  it.each<[string, Partial<Recipient['receives']>, readonly string[]]>([
    ['of its kind', {}, ['+66810000001']],
    ['not of other kinds', { kinds: ['plate'] }, []],
    ['not before their tier', { tiers: [2] }, []],
    ['not at other sites', { sites: ['station'] }, []],
    ['at their own site', { sites: ['market'] }, ['+66810000001']],
    ['not of real calls when they get drills', { drills: true }, []],
  ])('recipients are told %s', (_, filter, addresses) => {
    const receives = { ...makeRecipient().receives, ...filter };

    expect(expectedAddresses(makeIncident(), [makeRecipient({ receives })])).toEqual(addresses);
  });

  it('tells a recipient with phone and mailbox on both', () => {
    const both = makeRecipient({ email: 'desk@police.example' });

    expect(expectedAddresses(makeIncident(), [both])).toEqual(['+66810000001', 'desk@police.example']);
  });
});

describe('the incident in an alert', () => {
  it('is found in any text around it and never invented', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(incidentIdIn(`${before} PLT-77NJH0EW ${after}`)).toMatch(/^(SOS|PER|PLT|DEV)-/);
        expect(incidentIdIn(before.replaceAll('-', ''))).toBeUndefined();
      }),
    );
  });
});
