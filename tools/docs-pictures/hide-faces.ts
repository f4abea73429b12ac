import type { BrowserContext, Request } from 'playwright-core';
import sharp from 'sharp';
import type { FaceDetector } from '../../lambdas/cameras/face-detector.ts';
import { createOnnxFaceDetector } from '../../lambdas/cameras/onnx-face-detector.ts';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import { drawFace } from './drawn-face.ts';

/** Rather a drawing too many than a face of the sample photos in the documents. */
const eager = { minFacePixels: 20, minConfidence: 0.55, intraOpNumThreads: 1 } as const;

/** Every JPEG that a page of this context shows has drawn faces in place of those found in it. */
export async function hideFaces(context: BrowserContext, modelPath: string): Promise<void> {
  const detector = await createOnnxFaceDetector({ modelPath, ...eager });
  await context.route('**/*', async (route) => {
    if (!isPicture(route.request())) return route.fallback();
    try {
      const response = await route.fetch();
      if (response.headers()['content-type'] !== 'image/jpeg') return await route.fulfill({ response });
      await route.fulfill({ response, body: await withDrawnFaces(await response.body(), detector) });
    } catch {
      // A page that is closed meanwhile, or a picture that does not come: none rather than an uncovered one.
      await route.abort().catch(() => undefined);
    }
  });
}

/** JPEG to JPEG. Throws PictureUnreadableError. */
export async function withDrawnFaces(
  jpeg: Buffer,
  detector: Pick<FaceDetector, 'detectFaces'>,
): Promise<Buffer> {
  const faces = await detector.detectFaces(await decodePicture(jpeg));
  if (faces.length === 0) return jpeg;
  const { width, height } = await sharp(jpeg).metadata();
  const drawings = faces.map(({ box }) => drawFace(box));
  // A drawing may reach over the edge: onto a wider ground, and back to the picture's size.
  const margin = Math.max(width, height);
  const wide = await sharp(jpeg)
    .extend({ top: margin, bottom: margin, left: margin, right: margin })
    .composite(
      drawings.map(({ svg, left, top }) => ({
        input: Buffer.from(svg),
        left: left + margin,
        top: top + margin,
      })),
    )
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(wide).extract({ left: margin, top: margin, width, height }).jpeg({ quality: 90 }).toBuffer();
}

/** The page of the cameras fetches its frames by script. */
const isPicture = (request: Request) => request.resourceType() === 'image' || request.url().endsWith('.jpg');
