import { type ActionContext, streamReferenceSchema } from './action.ts';
import type { StreamRecord } from './stream-registry.ts';

export function describeStream({ streams }: ActionContext, input: unknown) {
  return { StreamInfo: streamInfo(streams.find(streamReferenceSchema.parse(input)).record) };
}

/** A stream as the API shows it. */
export function streamInfo(record: StreamRecord) {
  return {
    DeviceName: record.deviceName,
    StreamName: record.name,
    StreamARN: record.arn,
    MediaType: record.mediaType,
    KmsKeyId: record.kmsKeyId,
    Version: versionText(record),
    Status: 'ACTIVE',
    CreationTime: record.createdAt / 1000,
    DataRetentionInHours: record.retentionHours,
  };
}

/** What callers give back as CurrentVersion. */
export function versionText(record: StreamRecord): string {
  return `v${String(record.version).padStart(19, '0')}`;
}
