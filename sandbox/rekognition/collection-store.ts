import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Collection, StoredFace } from './collection.ts';
import { RekognitionError } from './service-error.ts';

/** All collections, in memory and, with a folder, on disk. */
export interface CollectionStore {
  /** Sorted by id. */
  list(): readonly Collection[];
  /** Throws ResourceNotFoundException. */
  get(collectionId: string): Collection;
  /** Throws ResourceAlreadyExistsException. */
  create(collectionId: string, createdAt: Date): Promise<Collection>;
  /** Throws ResourceNotFoundException. */
  remove(collectionId: string): Promise<void>;
  /** To be called after a change of the collection's faces or users. */
  save(collection: Collection): Promise<void>;
}

const savedCollection = z.object({
  collectionId: z.string(),
  createdAt: z.coerce.date(),
  faces: z.array(
    z.object({
      faceId: z.string(),
      imageId: z.string(),
      imageHash: z.string(),
      externalImageId: z.string().optional(),
      boundingBox: z.object({ Left: z.number(), Top: z.number(), Width: z.number(), Height: z.number() }),
      confidence: z.number(),
      vector: z.string().transform(toVector),
    }),
  ),
  users: z.array(
    z.object({ userId: z.string(), faceIds: z.array(z.string()), createToken: z.string().optional() }),
  ),
});

/** Reads what an earlier run left in `dataDir`; without a folder nothing outlives the process. */
export function openCollectionStore(dataDir?: string): CollectionStore {
  const collections = new Map(dataDir ? load(dataDir).map((one) => [one.collectionId, one]) : []);
  const missing = (id: string) =>
    new RekognitionError('ResourceNotFoundException', `The collection id: ${id} does not exist`);
  let lastWrite: Promise<void> = Promise.resolve();
  const save = async (collection: Collection): Promise<void> => {
    if (!dataDir) return;
    // One write after the other: an older state must not replace a newer one.
    lastWrite = lastWrite.catch(() => undefined).then(() => write(dataDir, collection));
    await lastWrite;
  };
  return {
    list: () => [...collections.values()].sort((a, b) => (a.collectionId < b.collectionId ? -1 : 1)),
    get(id) {
      const collection = collections.get(id);
      if (!collection) throw missing(id);
      return collection;
    },
    async create(collectionId, createdAt) {
      if (collections.has(collectionId)) {
        const message = `The collection id: ${collectionId} already exists`;
        throw new RekognitionError('ResourceAlreadyExistsException', message);
      }
      const collection = { collectionId, createdAt, faces: new Map(), users: new Map() };
      collections.set(collectionId, collection);
      await save(collection);
      return collection;
    },
    async remove(id) {
      if (!collections.delete(id)) throw missing(id);
      if (dataDir) await rm(fileOf(dataDir, id), { force: true });
    },
    save,
  };
}

/** The prefix keeps ids such as `..` inside the folder. */
function fileOf(dataDir: string, collectionId: string): string {
  return join(dataDir, `collection-${collectionId}.json`);
}

function load(dataDir: string): readonly Collection[] {
  mkdirSync(dataDir, { recursive: true });
  const files = readdirSync(dataDir).filter((name) => /^collection-.*\.json$/.test(name));
  return files.map((name) => {
    const saved = savedCollection.parse(JSON.parse(readFileSync(join(dataDir, name), 'utf8')));
    return {
      collectionId: saved.collectionId,
      createdAt: saved.createdAt,
      faces: new Map(saved.faces.map((face) => [face.faceId, face])),
      users: new Map(saved.users.map((user) => [user.userId, user])),
    };
  });
}

/** Renaming is atomic: a crash leaves the old file or the new one. */
async function write(dataDir: string, collection: Collection): Promise<void> {
  const faces = [...collection.faces.values()].map((face) => ({ ...face, vector: toText(face) }));
  const saved = { ...collection, faces, users: [...collection.users.values()] };
  const partial = join(dataDir, `${randomUUID()}.part`);
  await writeFile(partial, JSON.stringify(saved));
  await rename(partial, fileOf(dataDir, collection.collectionId));
}

function toText({ vector }: StoredFace): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}

function toVector(text: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float32Array(bytes.buffer, 0, Math.floor(bytes.byteLength / 4));
}
