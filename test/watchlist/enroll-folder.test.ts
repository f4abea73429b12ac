import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrollFolder } from '../../lambdas/watchlist/enroll-folder.ts';
import { parseAnswer } from '../../lambdas/watchlist/enrollment-answer.ts';
import { parseEnrollmentFile } from '../../lambdas/watchlist/enrollment-file.ts';
import { FileRefusedError } from '../../lambdas/zone/read-zone-file.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { DiedError, dying } from '../memory/dying.ts';
import { memoryEnrollmentFolders } from '../memory/enrollment-folders.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryPhotoChecker } from '../memory/photo-checker.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePhotoFace } from './make-photo-face.ts';

const params = { now: Date.parse('2026-11-23T05:00:00Z'), agencies: ['Police', 'Railway Police'] };
const name = 'nk-2026-021';
const entryYaml = `version: 1
category: lost
label: { th: เด็กหาย, en: Lost child }
reason: request of the family, 23 November
by: Officer A
owner: Police
visibleTo: [Railway Police]
expires: 2026-12-31
`;
const good = new Uint8Array([1]);
const empty = new Uint8Array([0]);

function makePorts() {
  const ports = {
    watchlist: memoryWatchlistStore(),
    audit: memoryAuditLog(),
    faces: memoryFaceCollection(),
    photos: memoryPhotoChecker(([first]) => (first === 1 ? [makePhotoFace()] : [])),
    folders: memoryEnrollmentFolders(),
  };
  ports.folders.put(name, 'a.jpg', good);
  ports.folders.put(name, 'b.jpg', empty);
  return ports;
}

async function enroll(ports: ReturnType<typeof makePorts>, folder = name) {
  const found = (await ports.folders.list()).find((each) => each.name === folder);
  if (found === undefined) throw new Error(`no folder ${folder}`);
  return enrollFolder(found, params, ports);
}

describe('enrollFolder', () => {
  it('enrolls the person, answers beside the photos, and keeps no photo', async () => {
    const ports = makePorts();
    ports.folders.put(name, 'entry.yaml', entryYaml);

    expect(await enroll(ports)).toBe('enrolled');

    expect(await ports.watchlist.findPerson(name)).toMatchObject({
      category: 'lost',
      addedBy: 'Officer A',
      owner: 'Police',
      visibleTo: ['Railway Police'],
      photoCount: 1,
      expiresAt: Date.parse('2026-12-31T23:59:59+07:00') / 1000,
    });
    expect(ports.faces.people.get(name)).toBe(1);
    expect(ports.folders.files(name)).toEqual(['verdict.json', 'verdict.txt']);
    expect(JSON.parse(ports.folders.text(name, 'verdict.json'))).toMatchObject({
      state: 'enrolled',
      photos: [
        { file: 'a.jpg', verdict: 'enrolled' },
        { file: 'b.jpg', verdict: 'no-face' },
      ],
    });
    expect(ports.folders.text(name, 'verdict.txt')).toContain('ขึ้นบัญชีเฝ้าระวังแล้ว');
    expect(ports.audit.rows).toMatchObject([{ subject: `person#${name}`, by: 'Officer A' }]);
  });

  it.each<[string, string, string]>([
    [
      'a wrong category',
      entryYaml.replace('lost', 'suspect'),
      'entry.yaml:2: category: is "suspect", must be',
    ],
    ['a mistyped key', entryYaml.replace('owner', 'ownr'), 'did you mean "owner"?'],
    [
      'a day that has passed',
      entryYaml.replace('2026-12-31', '2025-12-31'),
      'expires: 2025-12-31 has passed',
    ],
    [
      'an unknown agency',
      entryYaml.replace('Railway', 'River'),
      '"River Police" is no agency of the recipients',
    ],
    ['no YAML', '{', 'entry.yaml:1: YAML'],
  ])('refuses %s, names the field and leaves the photos', async (_what, yaml, problem) => {
    const ports = makePorts();
    ports.folders.put(name, 'entry.yaml', yaml);

    expect(await enroll(ports)).toBe('refused');

    expect(ports.folders.text(name, 'verdict.txt')).toContain(problem);
    expect(ports.folders.files(name)).toContain('a.jpg');
    expect(await ports.watchlist.list()).toEqual([]);
  });

  it.each<[string, string, readonly string[], string]>([
    ['a name as an id', 'Somchai', ['a.jpg'], 'must be 2–64 characters'],
    ['a folder without photos', 'nk-1', [], 'put photos beside entry.yaml'],
    ['a whole album', 'nk-1', Array.from({ length: 11 }, (_, i) => `${i}.jpg`), 'at most 10 photos'],
  ])('refuses %s', async (_what, folder, photos, problem) => {
    const ports = makePorts();
    for (const photo of photos) ports.folders.put(folder, photo, good);
    ports.folders.put(folder, 'entry.yaml', entryYaml);

    expect(await enroll(ports, folder)).toBe('refused');

    expect(ports.folders.text(folder, 'verdict.txt')).toContain(problem);
  });

  it('answers once, and again when entry.yaml is put there anew', async () => {
    const ports = makePorts();
    ports.folders.put(name, 'entry.yaml', '{');
    await enroll(ports);

    expect(await enroll(ports)).toBe('answered-before');
    ports.folders.put(name, 'entry.yaml', entryYaml);
    expect(await enroll(ports)).toBe('enrolled');
  });

  it('keeps nobody and no photo when none is good', async () => {
    const ports = makePorts();
    ports.folders.put(name, 'a.jpg', empty);
    ports.folders.put(name, 'entry.yaml', entryYaml);

    expect(await enroll(ports)).toBe('refused');

    expect(ports.folders.files(name)).toEqual(['verdict.json', 'verdict.txt']);
    expect(ports.folders.text(name, 'verdict.txt')).toContain('no face found');
  });

  it('comes to the same end wherever it dies', async () => {
    const whole = makePorts();
    whole.folders.put(name, 'entry.yaml', entryYaml);
    const folder = (await whole.folders.list())[0] ?? { name, revision: '', photos: [] };
    const { ports: counted, calls } = dying(whole, Number.POSITIVE_INFINITY, 'after');
    await enrollFolder(folder, params, counted);

    for (let call = 1; call <= calls(); call++) {
      const ports = makePorts();
      ports.folders.put(name, 'entry.yaml', entryYaml);
      await expect(enrollFolder(folder, params, dying(ports, call, 'after').ports)).rejects.toThrow(
        DiedError,
      );
      if ((await ports.folders.list()).length > 0) await enroll(ports);

      expect(ports.folders.files(name), `died after call ${call}`).toEqual(['verdict.json', 'verdict.txt']);
      expect(await ports.watchlist.findPerson(name)).toBeDefined();
    }
  });
});

describe('parseEnrollmentFile', () => {
  it('refuses any text that is no entry, and throws nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => parseEnrollmentFile(text)).toThrow(FileRefusedError);
      }),
    );
  });
});

describe('parseAnswer', () => {
  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => parseAnswer(text) === undefined));
  });
});
