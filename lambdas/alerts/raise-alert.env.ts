import { z } from 'zod';

export const raiseAlertEnvironment = z.object({
  INCIDENTS_TABLE: z.string().min(1),
  SOS_TOPIC_ARN: z.string().min(1),
  MATCH_TOPIC_ARN: z.string().min(1),
  DEVICE_TOPIC_ARN: z.string().min(1),
  TIME_ZONE: z.string().min(1),
});
