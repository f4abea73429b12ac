import { describe, expect, it } from 'vitest';
import { type ListStrangersParams, listStrangers } from '../../lambdas/sightings/list-strangers.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryStrangerStore } from '../memory/strangers.ts';
import { makeStrangerVisit } from './make-stranger-visit.ts';

const now = 1_767_225_600_000;
const hour = 3_600_000;
const visit = (face: string, ago: number, cameraId = 'nk-cam-01') =>
  makeStrangerVisit({ face, since: now - 5 * hour, seenAt: now - ago * hour, cameraId });

const visits = [
  ...[visit('often', 1), visit('often', 3, 'nk-cam-02'), visit('often', 2)],
  ...[visit('twice', 1, 'nk-cam-02'), visit('twice', 4, 'nk-cam-02')],
  ...[visit('twice-later', 0.5), visit('twice-later', 5)],
  visit('once', 1),
];

const params: ListStrangersParams = {
  cameraIds: ['nk-cam-01', 'nk-cam-02'],
  minVisits: 2,
  keepHours: 24,
  limit: 10,
  now,
  by: 'somchai',
  reason: 'case 12',
};

function makePorts() {
  return { strangers: memoryStrangerStore(visits), audit: memoryAuditLog() };
}

async function timesSeen(overrides: Partial<ListStrangersParams> = {}) {
  const found = await listStrangers({ ...params, ...overrides }, makePorts());
  return found.map((stranger) => stranger.visits.map(({ lastSeenAt }) => (now - lastSeenAt) / hour));
}

describe('listStrangers', () => {
  it('lists who came again, the most often first, then the latest, each with the cameras in order', async () => {
    const found = await listStrangers(params, makePorts());

    expect(found.map((stranger) => stranger.visits.length)).toEqual([3, 2, 2]);
    expect(found[0]?.visits.map(({ cameraId }) => cameraId)).toEqual(['nk-cam-02', 'nk-cam-01', 'nk-cam-01']);
    expect(await timesSeen()).toEqual([
      [3, 2, 1],
      [5, 0.5],
      [4, 1],
    ]);
  });

  it('leaves out who came less often', async () => {
    expect(await timesSeen({ minVisits: 3 })).toEqual([[3, 2, 1]]);
  });

  it('lists who was at a camera, with their visits elsewhere', async () => {
    expect(await timesSeen({ seenAt: ['nk-cam-02'] })).toEqual([
      [3, 2, 1],
      [4, 1],
    ]);
  });

  it('goes by a shorter time of the zone file at once, before anything was deleted', async () => {
    expect(await timesSeen({ keepHours: 5 })).toEqual([]);
    expect(await timesSeen({ keepHours: 6 })).toHaveLength(3);
  });

  it('lists no more than it was asked for', async () => {
    expect(await timesSeen({ limit: 1 })).toHaveLength(1);
  });

  it('writes who asked, for what and why', async () => {
    const ports = makePorts();

    await listStrangers({ ...params, seenAt: ['nk-cam-02'] }, ports);

    expect(ports.audit.rows).toEqual([
      {
        subject: 'search#strangers',
        at: now,
        action: 'search',
        by: 'somchai',
        reason: 'case 12',
        query: '2 visits or more · nk-cam-02',
      },
    ]);
  });

  it('answers nothing that is not on the audit log', async () => {
    const audit = { record: () => Promise.reject(new Error('no table')) };

    await expect(listStrangers(params, { ...makePorts(), audit })).rejects.toThrow('no table');
  });
});
