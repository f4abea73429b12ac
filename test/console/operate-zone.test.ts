import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operateZone } from '../../lambdas/console/operate-zone.ts';
import { OperationRefusedError } from '../../lambdas/console/operate-zone-ports.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import { incidentId, makeGathering, makeRequest } from '../evidence/make-gathering.ts';
import { makeIncident, pressedAt } from '../incidents/make-incident.ts';
import { memoryOperateZonePorts } from '../memory/operate-zone-ports.ts';
import { makeFaceSighting, makePlateSighting, makeUnreadPlateSighting } from '../sightings/make-sighting.ts';

const asked = {
  operator: 'Officer A',
  principal: 'arn:aws:iam::000000000000:user/a',
  executionId: '6f0c2a52-0b7e-4c57-9b5a-1a2b3c4d5e6f',
};
const why = { reason: 'case 12/2569', confirmation: 'CONFIRM' };
const now = pressedAt + 60_000;

function makeZone(sightings: readonly Sighting[] = []) {
  const ports = memoryOperateZonePorts(now, sightings);
  return { ...ports, operate: (fields: object) => operateZone({ ...asked, ...fields }, ports) };
}

const plate = {
  operation: 'add-plate',
  ...{ plate: '1กข 1234 หนองคาย', category: 'stolen', labelTh: 'รถหาย', labelEn: 'stolen car' },
  ...{ reason: 'case 12/2569', accepts: 'as-category-says', expires: '', owner: '', visibleTo: '' },
};

describe('every operation', () => {
  it('stands in the audit log with the name, the execution and the caller', async () => {
    const { operate, audit } = makeZone();

    await operate(plate);

    expect(audit.rows).toMatchObject([
      {
        ...{ action: 'add', by: 'Officer A', subject: 'plate#1กข1234#หนองคาย', reason: 'case 12/2569' },
        ...{ executionId: asked.executionId, principal: asked.principal },
      },
    ]);
  });

  it('is refused where it is none, without repeating what was written', async () => {
    const ports = memoryOperateZonePorts(now);

    await fc.assert(
      fc.asyncProperty(fc.anything(), async (event) => {
        await expect(operateZone(event, ports)).rejects.toBeInstanceOf(OperationRefusedError);
      }),
    );

    expect(ports.audit.rows).toEqual([]);
    const secret = { ...plate, ...asked, operator: '', plate: 'a name that nobody may log' };
    await expect(operateZone(secret, ports)).rejects.not.toThrow('a name');
  });

  it.each([
    { operation: 'remove-plate', plate: 'กข 1' },
    { operation: 'remove-person', personId: 'nk-2026-014' },
    { operation: 'erase-subject', kind: 'person', subject: 'nk-2026-014' },
  ])('$operation is not done without the word that confirms it', async (fields) => {
    const { operate, audit } = makeZone();

    await expect(operate({ ...fields, reason: 'x', confirmation: 'yes' })).rejects.toThrow('confirmation');

    expect(audit.rows).toEqual([]);
  });
});

describe('incidents', () => {
  const move = { operation: 'move-incident', incidentId: makeIncident().incidentId, comment: '' };

  it('are moved once by whoever is first; the same execution again changes nothing', async () => {
    const { operate, incidents, audit } = makeZone();
    await incidents.create(makeIncident());

    await operate({ ...move, to: 'acknowledged', comment: 'on my way' });
    await operate({ ...move, to: 'acknowledged', comment: 'on my way' });

    expect(await incidents.find(move.incidentId)).toMatchObject({ acknowledgedBy: 'Officer A' });
    const steps = (await incidents.timeline(move.incidentId)).map(({ what }) => what);
    expect(steps).toEqual(['opened', 'acknowledged', 'comment']);
    expect(audit.rows[0]).toMatchObject({ action: 'move', query: 'acknowledged', reason: 'on my way' });
    await expect(operate({ ...move, operator: 'Officer B', to: 'acknowledged' })).rejects.toThrow(
      'already acknowledged by Officer A',
    );
  });

  it('that are not there are refused', async () => {
    await expect(makeZone().operate({ ...move, to: 'resolved' })).rejects.toThrow('there is no incident');
  });

  it('hand out their evidence with sums, and say so in the timeline', async () => {
    const gathering = makeGathering();
    await gathering.run(makeRequest(), gathering.ports);
    const ports = { ...memoryOperateZonePorts(now), evidence: gathering.store };
    await ports.incidents.create(makeIncident({ incidentId }));

    const { message } = await operateZone(
      { ...asked, operation: 'export-evidence', incidentId, reason: 'court' },
      ports,
    );

    const files = [...ports.exported.keys()].map((file) => file.split('/').slice(2).join('/'));
    expect(files).toEqual(
      expect.arrayContaining(['README.txt', 'SHA256SUMS', 'incident.json', 'manifest-0001.json']),
    );
    expect(message).toContain(`s3://test/${incidentId}/${asked.executionId}/`);
    expect((await ports.incidents.timeline(incidentId)).at(-1)).toMatchObject({
      what: 'evidence',
      by: 'Officer A',
    });
  });

  it('without evidence say that there is none', async () => {
    await expect(
      makeZone().operate({ operation: 'export-evidence', incidentId, reason: 'x' }),
    ).rejects.toThrow('there is no evidence');
  });
});

describe('the watchlist', () => {
  it.each([
    ['no plate', { plate: 'hello' }, 'is no plate'],
    ['a pattern that fits half the city', { plate: '?? 12??' }, 'fits too many cars'],
    ['a day that has passed', { expires: '2020-01-01' }, 'has passed'],
    ['an agency that nobody is of', { visibleTo: 'Navy' }, '"Navy" is no agency of the recipients: Police'],
  ])('refuses %s', async (_, overrides, message) => {
    const { operate, watchlist } = makeZone();

    await expect(operate({ ...plate, ...overrides })).rejects.toThrow(message);

    expect(await watchlist.list()).toEqual([]);
  });

  it('gains a plate with its owner, for the agencies that may know of it', async () => {
    const { operate, watchlist } = makeZone();

    await operate({ ...plate, owner: 'Inspector B', visibleTo: 'Police' });

    expect(await watchlist.list()).toMatchObject([{ owner: 'Inspector B', visibleTo: ['Police'] }]);
  });

  it('loses a plate once; a repeat says that it was not there', async () => {
    const { operate, watchlist } = makeZone();
    await operate(plate);
    const removal = { operation: 'remove-plate', plate: plate.plate, ...why };

    expect((await operate(removal)).outcome).toBe('removed');
    expect((await operate(removal)).outcome).toBe('absent');
    expect(await watchlist.list()).toEqual([]);
  });

  it('gains the person of an uploaded folder, and says which folder is missing', async () => {
    const { operate, folders, watchlist, faces, audit } = makeZone();
    const enroll = { operation: 'enroll-person', personId: 'nk-2026-021' };
    await expect(operate(enroll)).rejects.toThrow('enrollment/nk-2026-021/ holds no entry.yaml');
    folders.put('nk-2026-021', 'front.jpg', Uint8Array.of(1));
    folders.put(
      'nk-2026-021',
      'entry.yaml',
      'version: 1\ncategory: missing\nlabel: { th: คนหาย, en: Missing }\nreason: 21/2569\nby: Officer C\n',
    );

    await operate(enroll);

    expect(await watchlist.findPerson('nk-2026-021')).toMatchObject({ addedBy: 'Officer C' });
    expect(faces.people.get('nk-2026-021')).toBe(1);
    expect(audit.rows.map(({ action, by }) => [action, by])).toEqual([
      ['enroll', 'Officer A'],
      ['add', 'Officer C'],
    ]);
    await operate({ operation: 'remove-person', personId: 'nk-2026-021', ...why });
    expect(faces.people.size).toBe(0);
  });

  it('says where to read why a folder was refused', async () => {
    const { operate, folders } = makeZone();
    folders.put('nk-2026-021', 'entry.yaml', 'version: 1\n');

    await expect(operate({ operation: 'enroll-person', personId: 'nk-2026-021' })).rejects.toThrow(
      'read enrollment/nk-2026-021/verdict.txt',
    );
  });
});

describe('a data subject', () => {
  const reading = { letters: 'กข', digits: '1234', province: null, class: null, probability: 0.4 };

  it('who is a person is erased from the watchlist and all sightings, with their pictures', async () => {
    const mine = makeFaceSighting({ pictureKey: 'sightings/face-1.jpg' });
    const other = makeFaceSighting({
      sightingId: 'face-2',
      persons: [{ entryId: 'nk-2', similarityPercent: 91 }],
    });
    const zone = makeZone([mine, other, makePlateSighting()]);
    await zone.pictures.put('sightings/face-1.jpg', Uint8Array.of(1));

    const erase = { operation: 'erase-subject', kind: 'person', subject: 'nk-2026-014', ...why };
    expect((await zone.operate(erase)).message).toContain('1 sightings and 1 pictures');

    expect([...zone.sightings.keys()]).toEqual(['face-2', 'plate-1']);
    expect(zone.pictures.kept.size).toBe(0);
    expect(zone.audit.rows.map(({ action }) => action)).toEqual(['erase', 'remove']);
  });

  it('who is a plate is erased from what was read so, or may have been', async () => {
    const guess = makeUnreadPlateSighting({ candidates: [reading] });
    const other = makePlateSighting({
      sightingId: 'plate-3',
      plate: { letters: 'กข', digits: '1235', province: 'หนองคาย', confidence: 0.9 },
    });
    const elsewhere = makePlateSighting({
      sightingId: 'plate-4',
      plate: { letters: 'กข', digits: '1234', province: 'ขอนแก่น', confidence: 0.9 },
    });
    const zone = makeZone([makePlateSighting(), guess, other, elsewhere, makeFaceSighting()]);

    await zone.operate({ operation: 'erase-subject', kind: 'plate', subject: 'กข 1234 หนองคาย', ...why });

    expect([...zone.sightings.keys()]).toEqual(['plate-3', 'plate-4', 'face-1']);
  });

  it('is one plate: signs left open would erase those of others', async () => {
    const zone = makeZone([makePlateSighting()]);
    const erase = { operation: 'erase-subject', kind: 'plate', subject: '?ข 1234', ...why };

    await expect(zone.operate(erase)).rejects.toThrow('leaves signs open');

    expect(zone.sightings.size).toBe(1);
  });
});

describe('devices', () => {
  it('a pole is drilled under the execution, so that a repeated step is one press', async () => {
    const { operate, drills } = makeZone();

    await operate({ operation: 'drill-pole', poleId: 'nk-pole-01' });

    expect(drills).toEqual([`nk-pole-01 ${asked.executionId}`]);
    await expect(operate({ operation: 'drill-pole', poleId: 'nk-pole-99' })).rejects.toThrow('no pole');
  });

  it('a camera is muted for its minutes, which come as text', async () => {
    const { operate, holding, cameras } = makeZone();
    const [camera] = await cameras.list();
    const mute = { operation: 'mute-camera', cameraId: camera?.id, reason: 'cleaning' };

    await operate({ ...mute, minutes: '30' });

    expect(await holding.mutedUntil(camera?.id ?? '')).toBe(now + 30 * 60_000);
    await expect(operate({ ...mute, minutes: '1441' })).rejects.toThrow('minutes');
  });

  it('a pole is never muted', async () => {
    const { operate, holding } = makeZone();
    const mute = { operation: 'mute-camera', cameraId: 'nk-pole-01', minutes: '5', reason: 'noisy' };

    await expect(operate(mute)).rejects.toThrow('only cameras can be muted');

    expect(await holding.mutedUntil('nk-pole-01')).toBeUndefined();
  });

  it('what AWS does itself is written down', async () => {
    const { operate, audit } = makeZone();

    await operate({ operation: 'note', runbook: 'redrive', about: 'arn:aws:sqs:::dead', reason: 'fixed' });

    expect(audit.rows).toMatchObject([{ subject: 'queue#arn:aws:sqs:::dead', action: 'redrive' }]);
  });
});
