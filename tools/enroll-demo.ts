import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import sharp from 'sharp';
import { addPlate } from '../lambdas/watchlist/add-plate.ts';
import { dynamoAuditLog } from '../lambdas/watchlist/dynamo-audit-log.ts';
import { dynamoWatchlistStore } from '../lambdas/watchlist/dynamo-watchlist-store.ts';
import { type EnrollPersonPorts, enrollPerson } from '../lambdas/watchlist/enroll-person.ts';
import { rekognitionFaceCollection } from '../lambdas/watchlist/rekognition-face-collection.ts';
import { rekognitionPhotoChecker } from '../lambdas/watchlist/rekognition-photo-checker.ts';
import type { PlateEntry } from '../lambdas/watchlist/watchlist-entry.ts';
import { type DemoFace, demoPeople } from '../sandbox/demo-people.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';

/** The watchlist of a running local zone. */
export function localWatchlist({ clients, outputs }: Sandbox): EnrollPersonPorts {
  const client = DynamoDBDocumentClient.from(clients.dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    watchlist: dynamoWatchlistStore({ client, tableName: outputs.WatchlistTable ?? '' }),
    audit: dynamoAuditLog({
      client,
      tableName: outputs.AuditTable ?? '',
      randomPart: () => randomUUID().slice(0, 8),
    }),
    photos: rekognitionPhotoChecker(clients.rekognition),
    faces: rekognitionFaceCollection({
      client: clients.rekognition,
      collectionId: outputs.CollectionId ?? '',
    }),
  };
}

export interface EnrollDemoParams {
  readonly photosDir: string;
  readonly plates: readonly Pick<PlateEntry, 'letters' | 'digits' | 'province'>[];
  /** Epoch milliseconds. */
  readonly now: number;
}

const byDemo = {
  addedBy: 'สาธิต demonstration',
  reason: 'สาธิต ไม่ได้ค้นหาผู้ใดจริง (nobody is really looked for)',
} as const;

/** The plates and persons that the demonstration looks for; of the second person only a look-alike walks by. Throws NoUsablePhotoError. */
export async function enrollDemo(params: EnrollDemoParams, ports: EnrollPersonPorts): Promise<void> {
  const { photosDir, plates, now } = params;
  const common = { ...byDemo, addedAt: now };
  for (const plate of plates) {
    const label = {
      th: `รถต้องสงสัย ${plate.letters} ${plate.digits}`,
      en: `Vehicle of interest ${plate.letters} ${plate.digits}`,
    };
    await addPlate({ ...common, category: 'stolen', label, ...plate }, ports);
  }
  for (const [i, { enroll }] of [demoPeople.watched, demoPeople.alike].entries()) {
    const label = { th: `บุคคลสาธิต ${i + 1}`, en: `Demonstration person ${i + 1}` };
    const entry = { ...common, entryId: `demo-person-${i + 1}`, category: 'missing', label } as const;
    await enrollPerson({ entry, photos: await cutBusts(photosDir, enroll) }, ports);
  }
}

const cutBusts = (photosDir: string, faces: readonly DemoFace[]) =>
  Promise.all(
    faces.map(({ file, bust }) =>
      sharp(join(photosDir, file))
        .extract({ left: bust.x, top: bust.y, width: bust.width, height: bust.height })
        .jpeg({ quality: 92 })
        .toBuffer(),
    ),
  );
