import { z } from 'zod';

/** What one phone or mailbox received. */
export interface RecipientMessage {
  /** The phone number or e-mail address. */
  readonly recipient: string;
  readonly protocol: 'sms' | 'email';
  readonly subject?: string;
  readonly text: string;
  /** SNS's id of the publish. */
  readonly messageId?: string;
  /** Topic ARN; missing for an SMS sent to a number directly. */
  readonly topic?: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** ISO time of publishing. */
  readonly at: string;
  /** The publisher gave texts per protocol but none for this one, so its default text came. */
  readonly isDefaultText: boolean;
}

/** Marks a publish whose text is a JSON object of texts by protocol (MessageStructure=json). */
export const STRUCTURE_ATTRIBUTE = 'sandbox.messageStructure';

const envelopeSchema = z.object({
  MessageId: z.string().optional(),
  TopicArn: z.string(),
  Subject: z.string().optional(),
  Message: z.string(),
  Timestamp: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ Value: z.string() })).default({}),
});

const textFor = (protocol: string, message: string, isStructured: boolean) => {
  if (!isStructured) return { text: message, isDefaultText: false };
  const texts = z.record(z.string(), z.unknown()).parse(JSON.parse(message));
  const own = texts[protocol];
  return { text: String(own ?? texts.default), isDefaultText: own === undefined };
};

/** Reads what SNS put on a mailbox's queue: an envelope, its text chosen by protocol. */
export const readEnvelope = (
  body: string,
  { protocol, endpoint }: { readonly protocol: RecipientMessage['protocol']; readonly endpoint: string },
): RecipientMessage => {
  const envelope = envelopeSchema.parse(JSON.parse(body));
  const { [STRUCTURE_ATTRIBUTE]: structure, ...attributes } = envelope.MessageAttributes;
  return {
    recipient: endpoint,
    protocol,
    ...(envelope.Subject === undefined ? {} : { subject: envelope.Subject }),
    ...textFor(protocol, envelope.Message, structure !== undefined),
    ...(envelope.MessageId === undefined ? {} : { messageId: envelope.MessageId }),
    topic: envelope.TopicArn,
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, { Value }]) => [name, Value])),
    at: envelope.Timestamp,
  };
};
