import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptions,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { z } from 'zod';
import { answerQuery, refuseQuery, type XmlObject } from './aws-query.ts';
import { readBody } from './front-door.ts';
import { answered, type Listener, replay } from './in-process.ts';
import type { LocalService } from './local-service.ts';
import type { Mailboxes, MailboxSubscription } from './mailboxes.ts';
import { STRUCTURE_ATTRIBUTE } from './recipient-message.ts';

export interface SnsParams {
  /** Where fauxqs listens. */
  readonly origin: string;
  /** The same, without a connection. */
  readonly listener: Listener;
  /** A client that speaks to fauxqs directly. */
  readonly client: SNSClient;
  readonly mailboxes: Mailboxes;
  readonly now: () => Date;
}

interface Reply {
  readonly status: number;
  readonly body: string;
}

const textsSchema = z.looseObject({ default: z.string() });

const isRecipientProtocol = (protocol: string | undefined): protocol is MailboxSubscription['protocol'] =>
  protocol === 'sms' || protocol === 'email';

/** What an account that may send says of itself. */
const accountAnswers: Readonly<Record<string, XmlObject>> = {
  GetSMSSandboxAccountStatus: { IsInSandbox: false },
  GetSMSAttributes: { attributes: {} },
  // Every SMS is logged where somebody subscribed to the log.
  SetSMSAttributes: {},
};

/** The attributes of one publish, as the query protocol numbers them below `prefix`. */
const attributesOf = (form: URLSearchParams, prefix: string): Record<string, string> => {
  const names = [...form].filter(([key]) => key.startsWith(prefix) && key.endsWith('.Name'));
  return Object.fromEntries(
    names.map(([key, name]) => [name, form.get(key.replace(/Name$/, 'Value.StringValue')) ?? '']),
  );
};

/** Marks each JSON-structured message of a publish; returns why one is not acceptable. */
const markStructured = (form: URLSearchParams): string | undefined => {
  const structured = [...form].filter(([key, value]) => key.endsWith('MessageStructure') && value === 'json');
  for (const [key] of structured) {
    const prefix = key.replace(/MessageStructure$/, '');
    const isComplete = textsSchema.safeParse(parseJson(form.get(`${prefix}Message`) ?? '')).success;
    if (!isComplete) return 'Invalid parameter: Message Structure - No default entry in JSON message body';
    const count = Object.keys(attributesOf(form, `${prefix}MessageAttributes.entry.`)).length;
    const entry = `${prefix}MessageAttributes.entry.${count + 1}`;
    form.set(`${entry}.Name`, STRUCTURE_ATTRIBUTE);
    form.set(`${entry}.Value.DataType`, 'String');
    form.set(`${entry}.Value.StringValue`, 'json');
  }
  return undefined;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const filterOf = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    ['FilterPolicy', 'FilterPolicyScope'].flatMap((name) => {
      const value = attributes[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/**
 * SNS on fauxqs, with what fauxqs lacks: delivery to phones and mailboxes, texts by protocol
 * (MessageStructure=json), and SMS to a number without a topic.
 */
export const createSns = ({ origin, listener, client, mailboxes, now }: SnsParams): LocalService => {
  // The signature goes along: fauxqs takes the region from it.
  const ask = async (form: URLSearchParams, authorization: string): Promise<Reply> => {
    const reply = await fetch(origin, { method: 'POST', body: form, headers: { authorization } });
    return { status: reply.status, body: await reply.text() };
  };

  const subscriptionOf = async (SubscriptionArn: string): Promise<MailboxSubscription | undefined> => {
    const { Attributes = {} } = await client
      .send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))
      .catch(() => ({ Attributes: {} as Record<string, string> }));
    const { Protocol: protocol, TopicArn: topicArn = '', Endpoint: endpoint = '' } = Attributes;
    if (!isRecipientProtocol(protocol)) return undefined;
    return { protocol, topicArn, endpoint, filter: filterOf(Attributes) };
  };

  const openMailbox = async (subscriptionArn: string): Promise<void> => {
    const subscription = await subscriptionOf(subscriptionArn);
    if (subscription !== undefined) await mailboxes.open(subscription);
  };

  const sendToNumber = (form: URLSearchParams, response: ServerResponse): void => {
    mailboxes.deliver({
      recipient: form.get('PhoneNumber') ?? '',
      protocol: 'sms',
      text: form.get('Message') ?? '',
      attributes: attributesOf(form, 'MessageAttributes.entry.'),
      at: now().toISOString(),
      isDefaultText: false,
    });
    answerQuery(response, 'Publish', { MessageId: randomUUID() });
  };

  const act = async (form: URLSearchParams, authorization: string): Promise<Reply> => {
    const action = form.get('Action');
    const arn = form.get('SubscriptionArn') ?? '';
    const ended = action === 'Unsubscribe' ? await subscriptionOf(arn) : undefined;
    const reply = await ask(form, authorization);
    if (reply.status !== 200) return reply;
    if (ended !== undefined) await mailboxes.close(ended);
    if (action === 'SetSubscriptionAttributes') await openMailbox(arn);
    if (action === 'Subscribe') await openMailbox(/<SubscriptionArn>([^<]+)</.exec(reply.body)?.[1] ?? '');
    return reply;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams((await readBody(request)).toString());
    if (form.get('Action') === 'Publish' && form.has('PhoneNumber')) return sendToNumber(form, response);
    const fixed = accountAnswers[form.get('Action') ?? ''];
    if (fixed !== undefined) return answerQuery(response, form.get('Action') ?? '', fixed);
    const refusal = markStructured(form);
    if (refusal !== undefined) return refuseQuery(response, 'InvalidParameter', refusal);
    if (form.get('Action') === 'Publish')
      return answered(listener, replay(request, Buffer.from(form.toString())), response);
    const { status, body } = await act(form, request.headers.authorization ?? '');
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  };

  return { signingNames: ['sns'], handle, close: async () => undefined };
};

/** Opens the mailboxes of subscriptions that a data folder brought back. */
export const reopenMailboxes = async (client: SNSClient, mailboxes: Mailboxes): Promise<void> => {
  for await (const { Subscriptions = [] } of paginateListSubscriptions({ client }, {}))
    for (const { SubscriptionArn, Protocol, TopicArn = '', Endpoint = '' } of Subscriptions) {
      if (!isRecipientProtocol(Protocol)) continue;
      const { Attributes = {} } = await client.send(
        new GetSubscriptionAttributesCommand({ SubscriptionArn }),
      );
      await mailboxes.open({
        topicArn: TopicArn,
        protocol: Protocol,
        endpoint: Endpoint,
        filter: filterOf(Attributes),
      });
    }
};
