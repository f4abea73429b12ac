import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

export interface SqsSenderParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/** SQS took some messages of a request and not this one. */
export class MessageNotTakenError extends Error {
  override readonly name = 'MessageNotTakenError';
}

interface Waiting {
  readonly body: string;
  readonly delaySeconds: number | undefined;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** As many as one request takes. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const mostTogether = 10;

/**
 * Sends to a queue; resolves when SQS has the message. A message alone goes at once. What is sent while another request
 * is on its way goes together in the next one: in a burst, ten presses that are taken at a time need two requests.
 */
export function sqsSender(params: SqsSenderParams) {
  const waiting: Waiting[] = [];
  let isSending = false;
  const sendAll = async (): Promise<void> => {
    isSending = true;
    while (waiting.length > 0) await sendTogether(params, waiting.splice(0, mostTogether));
    isSending = false;
  };
  return (body: string, delaySeconds?: number): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ body, delaySeconds, resolve, reject });
      if (!isSending) void sendAll();
    });
}

/** Never rejects: each message has its own outcome. */
async function sendTogether(params: SqsSenderParams, messages: readonly Waiting[]): Promise<void> {
  try {
    const refused = await sendRequest(params, messages);
    messages.forEach(({ resolve, reject }, i) => {
      const code = refused.get(String(i));
      if (code === undefined) resolve();
      else reject(new MessageNotTakenError(code));
    });
  } catch (error) {
    for (const { reject } of messages) reject(error);
  }
}

/** Gives what was refused: SQS's code by number of the message. */
async function sendRequest(
  { client, queueUrl: QueueUrl }: SqsSenderParams,
  messages: readonly Waiting[],
): Promise<ReadonlyMap<string, string>> {
  const entries = messages.map(({ body, delaySeconds }) => ({
    MessageBody: body,
    ...(delaySeconds === undefined ? {} : { DelaySeconds: delaySeconds }),
  }));
  const [only, ...others] = entries;
  if (only !== undefined && others.length === 0) {
    await client.send(new SendMessageCommand({ QueueUrl, ...only }));
    return new Map();
  }
  const Entries = entries.map((entry, i) => ({ Id: String(i), ...entry }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  return new Map(Failed.map(({ Id = '', Code = 'unknown' }) => [Id, Code]));
}
