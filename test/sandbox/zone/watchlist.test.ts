import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { watchlistCommand } from '../../../tools/watchlist.ts';
import { openWatchlistPorts } from '../../../tools/watchlist-ports.ts';
import { makeAlert } from '../../alerts/make-alert.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';
import { photosOfWatched } from './watchlist.ts';

const folder = 'enrollment/nk-2026-021/';
const entryYaml = `version: 1
category: missing
label: { th: คนหาย, en: Missing person }
reason: report 21/2569
by: Officer A
visibleTo: [Police]
`;

let zone: Zone;
beforeAll(async () => {
  zone = await runZone();
});
afterAll(() => zone?.stop());

const bucket = () => zone.sandbox.outputs.EvidenceBucket;
const put = (file: string, Body: string | Uint8Array) =>
  zone.sandbox.clients.s3.send(new PutObjectCommand({ Bucket: bucket(), Key: `${folder}${file}`, Body }));
const read = async (file: string) => {
  const get = new GetObjectCommand({ Bucket: bucket(), Key: `${folder}${file}` });
  return (await zone.sandbox.clients.s3.send(get)).Body?.transformToString();
};
const filesOf = async () => {
  const list = new ListObjectsV2Command({ Bucket: bucket(), Prefix: folder });
  return (
    (await zone.sandbox.clients.s3.send(list)).Contents?.map(({ Key }) => Key?.slice(folder.length)) ?? []
  );
};
const tend = () => zone.sandbox.invoke('WatchlistTend', {});

describe('an enrollment folder', () => {
  it('that names an unknown agency is refused, and says which there are', async () => {
    await put('front.jpg', (await photosOfWatched())[0] ?? '');
    await put('entry.yaml', entryYaml.replace('Police', 'Polise'));

    await tend();

    expect(await read('verdict.txt')).toContain(
      '"Polise" is no agency of the recipients: Police, Clinic, City',
    );
    expect(await filesOf()).toContain('front.jpg');
  });

  it('enrolls its person with the photos that are good, and keeps none of them', async () => {
    for (const [i, photo] of (await photosOfWatched()).entries()) await put(`photo-${i}.jpg`, photo);
    await put('holiday.jpg', 'no picture');
    await put('entry.yaml', entryYaml);

    await tend();

    expect(await filesOf()).toEqual(['verdict.json', 'verdict.txt']);
    expect(JSON.parse((await read('verdict.json')) ?? '')).toMatchObject({
      state: 'enrolled',
      photos: [
        { file: 'front.jpg', verdict: 'enrolled' },
        { file: 'holiday.jpg', verdict: 'unreadable' },
        { file: 'photo-0.jpg', verdict: 'enrolled' },
        { file: 'photo-1.jpg', verdict: 'enrolled' },
      ],
    });
    const { watchlist, faces } = await openWatchlistPorts();
    expect(await watchlist.findPerson('nk-2026-021')).toMatchObject({
      category: 'missing',
      visibleTo: ['Police'],
    });
    expect(await faces.listUsers()).toEqual(['nk-2026-021']);
  });

  it('goes with its person, who leaves no vector', async () => {
    await watchlistCommand({ out: () => undefined }).parseAsync(['remove', 'person', 'nk-2026-021'], {
      from: 'user',
    });

    const { faces, watchlist } = await openWatchlistPorts();
    expect(await filesOf()).toEqual([]);
    expect(await faces.listUsers()).toEqual([]);
    expect(await watchlist.list()).toEqual([]);
  });
});

describe('an alert of an entry that some agencies may not see', () => {
  it('reaches those who may, and nobody else', async () => {
    const alertFor = async (incidentId: string, visibleTo?: readonly string[]) => {
      const subject = { label: { th: 'รถหาย', en: 'Stolen car' } };
      const alert = makeAlert({ kind: 'plate', incidentId, subject, ...(visibleTo && { visibleTo }) });
      const QueueUrl = zone.sandbox.physicalId('AlertsQueue');
      await zone.sandbox.clients.sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(alert) }),
      );
    };
    await alertFor('PLT-CITY0001', ['City']);
    await alertFor('PLT-POLICE01', ['City', 'Police']);
    await alertFor('PLT-ALL00001');

    const told = (incidentId: string) =>
      zone
        .told(incidentId)
        .map(({ recipient }) => recipient)
        .sort();
    const duty = ['+66810000001', 'duty@police.example'];
    await vi.waitFor(() => {
      expect(told('PLT-POLICE01')).toEqual(duty);
      expect(told('PLT-ALL00001')).toEqual(duty);
    }, patiently);
    await zone.drained('AlertsQueue');
    expect(told('PLT-CITY0001')).toEqual([]);
  });
});
