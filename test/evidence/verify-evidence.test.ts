import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../../lambdas/evidence/manifest.ts';
import { exportFile, sumsOf, verifyEvidence } from '../../lambdas/evidence/verify-evidence.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { incidentId, makeGathering, makeRequest, pressedAt } from './make-gathering.ts';

type Folder = Map<string, Uint8Array>;
let exported: Folder;

/** What was gathered of two presses, as it is exported. */
beforeAll(async () => {
  const gathering = makeGathering({ cameras: [makeCamera(), makeCamera({ id: 'nk-cam-02' })] });
  await gathering.run();
  await gathering.run(makeRequest({ causeId: 'press-0002', happenedAt: pressedAt + 45_000 }));
  exported = new Map();
  for (const file of await gathering.files())
    exported.set(file, (await gathering.store.read(incidentId, file)) ?? new Uint8Array());
  exported.set(exportFile.incident, Buffer.from('{"timeline":[]}\n'));
  exported.set(exportFile.readme, Buffer.from('read me\n'));
  exported.set(exportFile.sums, Buffer.from(sumsOf(hashesOf(exported))));
});

const hashesOf = (folder: Folder) => new Map([...folder].map(([file, bytes]) => [file, sha256Of(bytes)]));
const verify = (folder: Folder, newestManifestSha256?: string) =>
  verifyEvidence({
    hashes: hashesOf(folder),
    texts: folder,
    ...(newestManifestSha256 === undefined ? {} : { newestManifestSha256 }),
  });
const change = (...changes: readonly (readonly [string, Uint8Array | undefined])[]): Folder => {
  const folder = new Map(exported);
  for (const [file, bytes] of changes) {
    if (bytes === undefined) folder.delete(file);
    else folder.set(file, bytes);
  }
  return folder;
};
/** As somebody who hides a change would: with sums that fit. */
const withNewSums = (folder: Folder) => folder.set(exportFile.sums, Buffer.from(sumsOf(hashesOf(folder))));

const someFrame = `frames/nk-cam-01/${pressedAt}.jpg`;

describe('verifyEvidence', () => {
  it('finds nothing in a folder as it was exported', () => {
    const verdict = verify(exported);

    expect(verdict.findings).toEqual([]);
    expect(verdict.objectCount).toBeGreaterThan(8);
    expect(verdict.newestManifestSha256).toBe(hashesOf(exported).get('manifest-0004.json'));
  });

  it('finds any one byte that is another, in any file', () => {
    const files = [...exported].filter(([, bytes]) => bytes.length > 0).map(([file]) => file);
    const flip = fc.record({
      file: fc.constantFrom(...files),
      at: fc.nat(),
      mask: fc.integer({ min: 1, max: 255 }),
    });

    fc.assert(
      fc.property(flip, ({ file, at, mask }) => {
        const bytes = Uint8Array.from(exported.get(file) ?? []);
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ mask;
        expect(verify(change([file, bytes])).findings).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('finds any file that is gone, and calls it missing', () => {
    for (const file of exported.keys())
      expect(verify(change([file, undefined])).findings).toContainEqual(
        expect.objectContaining({ problem: 'missing', file }),
      );
  });

  it('names a changed file once', () => {
    const { findings } = verify(change([someFrame, Buffer.from('another')]));

    expect(findings).toEqual([{ problem: 'changed', file: someFrame }]);
  });

  it('finds a file that no manifest names, also when the sums were written anew', () => {
    const folder = withNewSums(change(['frames/nk-cam-01/1.jpg', Buffer.from('planted')]));

    expect(verify(folder).findings).toEqual([{ problem: 'additional', file: 'frames/nk-cam-01/1.jpg' }]);
  });

  it('finds a changed picture also when the newest manifest was changed to fit it', () => {
    const picture = Buffer.from('another');
    const newest = Buffer.from(exported.get('manifest-0004.json') ?? '').toString();
    const old = hashesOf(exported).get(someFrame) ?? '';
    const forged = Buffer.from(newest.replace(old, sha256Of(picture)));
    const folder = withNewSums(change([someFrame, picture], ['manifest-0004.json', forged]));

    expect(verify(folder).findings).toContainEqual(
      expect.objectContaining({ problem: 'broken-chain', file: 'manifest-0004.json' }),
    );
  });

  it('finds a whole forged chain by the hash that stands in the timeline', () => {
    const genuine = hashesOf(exported).get('manifest-0004.json');
    const last = JSON.parse(Buffer.from(exported.get('manifest-0004.json') ?? '').toString());
    const forged = Buffer.from(JSON.stringify({ ...last, createdAt: 1 }));
    const folder = withNewSums(change(['manifest-0004.json', forged]));

    expect(verify(folder).findings).toEqual([]);
    expect(verify(folder, genuine).findings).toMatchObject([
      { problem: 'changed', file: 'manifest-0004.json' },
    ]);
    expect(verify(exported, genuine?.toUpperCase()).findings).toEqual([]);
  });

  it('finds a manifest that was taken out of the chain', () => {
    const { findings } = verify(withNewSums(change(['manifest-0002.json', undefined])));

    expect(findings).toContainEqual({ problem: 'missing', file: 'manifest-0002.json' });
  });

  it('never throws, whatever the manifests and sums hold', () => {
    const files = fc.constantFrom(
      'manifest-0001.json',
      'manifest-0002.json',
      exportFile.sums,
      'frames/a/1.jpg',
    );
    const texts = fc.dictionary(files, fc.oneof(fc.string(), fc.json()));

    fc.assert(
      fc.property(texts, (folder) => {
        const bytes = new Map(Object.entries(folder).map(([file, text]) => [file, Buffer.from(text)]));
        expect(verify(bytes).findings.length).toBeGreaterThan(0);
      }),
    );
  });
});
