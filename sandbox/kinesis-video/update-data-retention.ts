import { z } from 'zod';
import { type ActionContext, streamReferenceSchema } from './action.ts';
import { checkVersion } from './delete-stream.ts';
import { KinesisVideoError } from './service-error.ts';

const inputSchema = streamReferenceSchema.extend({
  CurrentVersion: z.string(),
  Operation: z.enum(['INCREASE_DATA_RETENTION', 'DECREASE_DATA_RETENTION']),
  DataRetentionChangeInHours: z.int().min(1),
});
const longestRetentionHours = 87_600;

export function updateDataRetention({ streams }: ActionContext, input: unknown) {
  const { CurrentVersion, Operation, DataRetentionChangeInHours, ...reference } = inputSchema.parse(input);
  const stream = streams.find(reference);
  checkVersion(stream, CurrentVersion);
  const sign = Operation === 'INCREASE_DATA_RETENTION' ? 1 : -1;
  const retentionHours = stream.record.retentionHours + sign * DataRetentionChangeInHours;
  if (retentionHours < 0 || retentionHours > longestRetentionHours) {
    throw new KinesisVideoError('InvalidArgumentException', `Retention cannot be ${retentionHours} hours`);
  }
  streams.update(stream, { retentionHours });
  return {};
}
