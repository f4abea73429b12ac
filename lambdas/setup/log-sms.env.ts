import { z } from 'zod';

export const logSmsEnvironment = z.object({
  /** By which SNS may write to CloudWatch Logs. */
  LOG_ROLE_ARN: z.string().min(1),
});
