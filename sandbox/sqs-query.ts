import type { XmlObject, XmlValue } from './aws-query.ts';

type Input = string | number | readonly string[] | Readonly<Record<string, unknown>>;

/** The parts of an SQS answer in JSON that the query protocol writes in its own way. */
export interface SqsAnswer {
  readonly message?: string;
  readonly QueueUrls?: readonly string[];
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly Messages?: readonly (XmlObject & { readonly Attributes?: Readonly<Record<string, string>> })[];
  readonly [name: string]: unknown;
}

const numbers = ['DelaySeconds', 'MaxNumberOfMessages', 'VisibilityTimeout', 'WaitTimeSeconds', 'MaxResults'];

/** Names of lists in the query protocol (`AttributeName.1`), and what JSON calls them. */
const lists: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
};

const attributesIn = (form: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...form]
      .filter(([key]) => /^Attribute\.\d+\.Name$/.test(key))
      .map(([key, name]) => [name, form.get(key.replace(/Name$/, 'Value')) ?? '']),
  );

const messageAttributesIn = (form: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(
    [...form]
      .filter(([key]) => /^MessageAttribute\.\d+\.Name$/.test(key))
      .map(([key, name]) => {
        const field = (suffix: string) => form.get(key.replace(/Name$/, `Value.${suffix}`)) ?? undefined;
        return [name, { DataType: field('DataType'), StringValue: field('StringValue') }];
      }),
  );

/** Rewrites a request of the query protocol as the JSON that fauxqs reads. */
export const toSqsInput = (form: URLSearchParams): Record<string, Input> => {
  const input: Record<string, Input> = {};
  const collected: Record<string, string[]> = {};
  for (const [key, value] of form) {
    const [name = '', index] = key.split('.');
    const list = lists[name];
    if (list !== undefined) collected[list] = [...(collected[list] ?? []), value];
    else if (index === undefined && !['Action', 'Version'].includes(name))
      input[name] = numbers.includes(name) ? Number(value) : value;
  }
  const attributes = attributesIn(form);
  const messageAttributes = messageAttributesIn(form);
  return {
    ...input,
    ...collected,
    ...(Object.keys(attributes).length > 0 ? { Attributes: attributes } : {}),
    ...(Object.keys(messageAttributes).length > 0 ? { MessageAttributes: messageAttributes } : {}),
  };
};

const toAttributes = (attributes: Readonly<Record<string, string>> = {}): readonly XmlObject[] =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

/** Rewrites fauxqs's JSON as an XML result: lists repeat their element, without a `member` inside. */
export const toQueryResult = ({ QueueUrls, Attributes, Messages, ...rest }: SqsAnswer): XmlObject => ({
  ...(rest as Record<string, XmlValue>),
  QueueUrl: QueueUrls === undefined ? (rest.QueueUrl as string | undefined) : { repeated: QueueUrls },
  Attribute: { repeated: toAttributes(Attributes) },
  Message: {
    repeated: (Messages ?? []).map(({ Attributes: own, MessageAttributes: _, ...message }) => ({
      ...message,
      Attribute: { repeated: toAttributes(own) },
    })),
  },
});
