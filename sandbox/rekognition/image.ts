import { createHash } from 'node:crypto';
import { z } from 'zod';
import { decodePicture, PictureUnreadableError } from '../../lambdas/runtime/jpeg.ts';
import type { Picture } from '../../lambdas/zone/picture.ts';
import { RekognitionError } from './service-error.ts';

/** Gives the object's bytes, or nothing when there is no such object. */
export type ReadObject = (bucket: string, key: string) => Promise<Uint8Array | undefined>;

export interface ReadImage {
  readonly picture: Picture;
  /** Of the bytes as they came. */
  readonly hash: string;
}

/** The `Image` parameter of every operation that looks at a picture. */
export const imageSchema = z.object({
  Bytes: z.base64().optional(),
  S3Object: z.object({ Bucket: z.string(), Name: z.string() }).optional(),
});

/** https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
const maxBytes = 5 * 1024 * 1024;
const maxObjectBytes = 15 * 1024 * 1024;
const minSidePixels = 80;
const maxSidePixels = 10_000;

/** Reads and decodes the picture of a request, refused as AWS refuses. Throws RekognitionError. */
export async function readImage(
  image: z.infer<typeof imageSchema>,
  readObject: ReadObject | undefined,
): Promise<ReadImage> {
  const bytes = await readBytes(image, readObject);
  if (bytes.length > (image.Bytes === undefined ? maxObjectBytes : maxBytes)) {
    throw new RekognitionError('ImageTooLargeException', 'Request has image size larger than the limit');
  }
  const picture = await decode(bytes);
  if (Math.max(picture.width, picture.height) > maxSidePixels) {
    throw new RekognitionError(
      'ImageTooLargeException',
      'Input image dimensions exceed the maximum of 10000 pixels',
    );
  }
  // AWS says no more than this for a small picture: https://github.com/boto/botocore/issues/1366
  if (Math.min(picture.width, picture.height) < minSidePixels) throw invalidParameters();
  return { picture, hash: createHash('sha256').update(bytes).digest('hex') };
}

async function readBytes(
  image: z.infer<typeof imageSchema>,
  readObject: ReadObject | undefined,
): Promise<Uint8Array> {
  if ((image.Bytes === undefined) === (image.S3Object === undefined)) throw invalidParameters();
  if (image.Bytes !== undefined) return Buffer.from(image.Bytes, 'base64');
  const { Bucket = '', Name = '' } = image.S3Object ?? {};
  const bytes = await readObject?.(Bucket, Name);
  if (bytes) return bytes;
  const message =
    'Unable to get object metadata from S3. Check object key, region and/or access permissions.';
  throw new RekognitionError('InvalidS3ObjectException', message);
}

async function decode(bytes: Uint8Array): Promise<Picture> {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50;
  if (!isJpeg && !isPng) throw invalidFormat();
  try {
    return await decodePicture(bytes);
  } catch (cause) {
    if (cause instanceof PictureUnreadableError) throw invalidFormat(cause);
    throw cause;
  }
}

function invalidParameters(): RekognitionError {
  return new RekognitionError('InvalidParameterException', 'Request has Invalid Parameters');
}

function invalidFormat(cause?: unknown): RekognitionError {
  return new RekognitionError('InvalidImageFormatException', 'Request has invalid image format', { cause });
}
