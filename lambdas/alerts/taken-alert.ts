import { z } from 'zod';
import { alertAttribute } from '../zone/names.ts';
import { alertKey } from './alert-store.ts';

const keyText = z.string().transform((text, context) => {
  try {
    return alertKey.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'no alert' });
    return z.NEVER;
  }
});

/** What a topic puts on its queue when it took an alert (https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html). */
export const takenAlert = z
  .object({
    Type: z.literal('Notification'),
    MessageId: z.string().min(1),
    MessageAttributes: z.object({ [alertAttribute]: z.object({ Value: keyText }) }),
  })
  .transform(({ MessageId, MessageAttributes }) => ({
    messageId: MessageId,
    key: MessageAttributes[alertAttribute].Value,
  }));
export type TakenAlert = z.infer<typeof takenAlert>;
