import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import sharp from 'sharp';
import type { DemoFace } from '../../sandbox/demo-people.ts';
import { createRekognition, type RekognitionParams } from '../../sandbox/rekognition/rekognition.ts';
import { fetchModels } from '../../tools/fetch-models.ts';

/** The service behind a real SDK client, on a free port; ids count up, the clock stands still. */
export async function startRekognition(overrides: Partial<RekognitionParams> = {}) {
  const modelPaths = await fetchModels();
  let count = 0;
  const service = createRekognition({
    modelPaths,
    now: () => new Date('2026-11-22T10:00:00Z'),
    newId: () => `id-${++count}`,
    ...overrides,
  });
  const server = createServer((request, response) => void service.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new RekognitionClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    service,
    client,
    photo: (index: number) =>
      sharp(join(modelPaths.photosDir, `sample${index}.jpg`))
        .jpeg()
        .toBuffer(),
    /** The person's head and shoulders out of the photo, as JPEG. */
    crop: ({ file, bust }: DemoFace) =>
      sharp(join(modelPaths.photosDir, file))
        .extract({ left: bust.x, top: bust.y, width: bust.width, height: bust.height })
        .jpeg({ quality: 90 })
        .toBuffer(),
    async close() {
      client.destroy();
      await service.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A picture with nobody in it. */
export function blankPicture(width = 320, height = 240): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#789abc' } })
    .jpeg()
    .toBuffer();
}
