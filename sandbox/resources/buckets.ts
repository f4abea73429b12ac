import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { type Creator, physicalName, ResourceError } from './world.ts';

const bucketSchema = z.object({
  BucketName: z.string().optional(),
  NotificationConfiguration: z.unknown().optional(),
});

/** AWS::S3::Bucket. Lifecycle rules, versioning and encryption have no effect here. */
export const createBucket: Creator = async (request, world) => {
  const { BucketName, NotificationConfiguration } = bucketSchema.parse(request.properties);
  if (NotificationConfiguration !== undefined)
    throw new ResourceError(request, 'the sandbox sends no bucket notifications');
  const name = BucketName ?? physicalName(world, request.logicalId, 63).toLowerCase();
  await world.clients.s3.send(new CreateBucketCommand({ Bucket: name }));
  return {
    ref: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${world.region}.amazonaws.com`,
    },
  };
};
