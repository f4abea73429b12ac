import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evidenceCommand } from '../../tools/evidence.ts';
import { makeIncident } from '../incidents/make-incident.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { incidentId, makeGathering, makeRequest, pressedAt } from './make-gathering.ts';

const run = promisify(execFile);
const now = 1_767_225_900_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-test-'));
});
afterEach(async () => {
  process.exitCode = undefined;
  await rm(folder, { recursive: true });
});

/** The evidence of one press, and the command that works on it. */
async function makeEvidence({ isLocked = false } = {}) {
  const gathering = makeGathering();
  const incidents = memoryIncidentStore();
  const times = { openedAt: pressedAt + 200, happenedAt: pressedAt };
  await incidents.create(makeIncident({ incidentId, ...times }));
  await gathering.run(makeRequest(), { ...gathering.ports, incidents });
  const held: unknown[] = [];
  const holds = {
    isLocked: async () => isLocked,
    set: async (_: string, file: string, hold: object) => void held.push([file, hold]),
  };
  const printed: string[] = [];
  const zone = async (...words: readonly string[]): Promise<string> => {
    printed.length = 0;
    const openPorts = async () => ({ store: gathering.store, holds, incidents });
    const params = { openPorts, out: (text: string) => void printed.push(text), clock: () => now };
    const command = evidenceCommand({ ...params, userName: () => 'officer' }).exitOverride();
    await command.parseAsync(words, { from: 'user' });
    return printed.join('');
  };
  return { zone, incidents, held, gathering, out: join(folder, 'out') };
}

describe('zone evidence export', () => {
  it('makes a folder that verify and sha256sum find intact', async () => {
    const { zone, out } = await makeEvidence();

    await zone('export', incidentId, '--out', out);

    expect(await zone('verify', out)).toMatch(/^ครบถ้วน intact: 4 files/);
    expect(process.exitCode).toBeUndefined();
    await expect(run('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: out })).resolves.toBeDefined();
  });

  it('hands out the timeline with it, which says who exported it', async () => {
    const { zone, out } = await makeEvidence();

    await zone('export', incidentId, '--out', out, '--by', 'Officer A');

    const { incident, timeline } = JSON.parse(await readFile(join(out, 'incident.json'), 'utf8'));
    expect(incident).toMatchObject({ incidentId });
    expect(timeline.at(-1)).toMatchObject({
      what: 'evidence',
      by: 'Officer A',
      text: expect.stringMatching(/^exported: 4 files, manifest 2, SHA-256 [0-9a-f]{64}$/),
    });
  });

  it('explains itself in Thai and English', async () => {
    const { zone, out } = await makeEvidence();

    await zone('export', incidentId, '--out', out);

    expect(await readFile(join(out, 'README.txt'), 'utf8')).toMatch(/วิธีตรวจสอบ[\s\S]*How to check it/);
  });

  it('does not mix with what lies in a folder', async () => {
    const { zone } = await makeEvidence();
    await writeFile(join(folder, 'other.txt'), 'of another case');

    await expect(zone('export', incidentId, '--out', folder)).rejects.toThrow('is not empty');
    expect(await readdir(folder)).toEqual(['other.txt']);
  });

  it('says when there is nothing, or nothing yet', async () => {
    const { zone, out, gathering } = await makeEvidence();

    await expect(zone('export', 'SOS-NONE0001', '--out', out)).rejects.toThrow('there is no evidence');
    await gathering.store.put('SOS-HALF0001', 'frames/a/1.jpg', Buffer.from('a'), {
      what: 'frame',
      from: 1,
      to: 1,
      how: 'kinesis-video:GetImages',
      masked: false,
      gatheredAt: 1,
    });
    await expect(zone('export', 'SOS-HALF0001', '--out', out)).rejects.toThrow('still being gathered');
  });
});

describe('zone evidence verify', () => {
  it('names what is wrong and ends with 1', async () => {
    const { zone, out } = await makeEvidence();
    await zone('export', incidentId, '--out', out);
    const [clip = ''] = await readdir(join(out, 'clips', 'nk-cam-01'));
    await writeFile(join(out, 'clips', 'nk-cam-01', clip), 'another clip');

    expect(await zone('verify', out)).toContain(`ถูกเปลี่ยน changed: clips/nk-cam-01/${clip}`);
    expect(process.exitCode).toBe(1);
  });

  it('takes no link for a picture, even to the same bytes', async () => {
    const { zone, out } = await makeEvidence();
    await zone('export', incidentId, '--out', out);
    const frame = join(out, 'frames', 'nk-cam-01', '1767225600000.jpg');
    const elsewhere = join(folder, 'elsewhere.jpg');
    await writeFile(elsewhere, await readFile(frame));
    await rm(frame);
    await symlink(elsewhere, frame);

    expect(await zone('verify', out)).toContain('NOT intact');
  });

  it('compares the newest manifest with a hash that was written down elsewhere', async () => {
    const { zone, out } = await makeEvidence();
    await zone('export', incidentId, '--out', out);

    expect(await zone('verify', out, '--manifest-sha256', 'ab'.repeat(32))).toContain('manifest-0002.json');
    expect(process.exitCode).toBe(1);
  });
});

describe('zone evidence hold', () => {
  it('holds every file and says in the timeline who did it and why', async () => {
    const { zone, held, incidents } = await makeEvidence({ isLocked: true });

    const text = await zone('hold', incidentId, 'on', '--reason', 'case 12/2569');

    expect(text).toContain('nobody can delete them');
    expect(held).toHaveLength(6);
    expect(held[0]).toEqual([expect.any(String), { isOn: true, isLocked: true }]);
    expect((await incidents.timeline(incidentId)).at(-1)).toMatchObject({
      by: 'officer',
      text: 'hold on: 6 files, legal hold; case 12/2569',
    });
  });

  it('does not promise without Object Lock what it cannot keep', async () => {
    const { zone } = await makeEvidence();

    expect(await zone('hold', incidentId, 'on', '--reason', 'case')).toContain('still can (no Object Lock)');
  });
});
