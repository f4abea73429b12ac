import { z } from 'zod';
import { type ActionContext, streamReferenceSchema } from './action.ts';

const inputSchema = z.object({
  StreamName: streamReferenceSchema.shape.StreamName.unwrap(),
  DeviceName: z.string().max(128).optional(),
  MediaType: z.string().max(128).optional(),
  KmsKeyId: z.string().max(2048).optional(),
  DataRetentionInHours: z.int().min(0).max(87_600).default(0),
  Tags: z.record(z.string().max(128), z.string().max(256)).default({}),
});

/** The account every local service answers for. */
const accountId = '000000000000';

export function createStream({ streams, now, region }: ActionContext, input: unknown) {
  const wanted = inputSchema.parse(input);
  const createdAt = Math.trunc(now());
  const arn = `arn:aws:kinesisvideo:${region}:${accountId}:stream/${wanted.StreamName}/${createdAt}`;
  streams.create({
    name: wanted.StreamName,
    arn,
    deviceName: wanted.DeviceName,
    mediaType: wanted.MediaType,
    kmsKeyId: wanted.KmsKeyId ?? `arn:aws:kms:${region}:${accountId}:alias/aws/kinesisvideo`,
    retentionHours: wanted.DataRetentionInHours,
    createdAt,
    version: 1,
    tags: wanted.Tags,
  });
  return { StreamARN: arn };
}
