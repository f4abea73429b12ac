import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerQuery, refuseQuery } from './aws-query.ts';
import { readBody } from './front-door.ts';
import { answered } from './in-process.ts';
import type { LocalService } from './local-service.ts';
import type { Messaging } from './messaging.ts';
import { answerMove, type MoveMessages } from './sqs-move-task.ts';
import { type SqsAnswer, toQueryResult, toSqsInput } from './sqs-query.ts';

// fauxqs answers with `sqs.REGION.localhost`, a name that many machines do not resolve.
const engineAddress = /http:\/\/sqs\.[^/"]+\//g;
/** The actions that answer with it. */
const namesQueues = /\.(CreateQueue|GetQueueUrl|ListQueues|ListDeadLetterSourceQueues|StartMessageMoveTask)$/;

/**
 * SQS on fauxqs, with additions: queue URLs lead back to the address the client used, clients that still speak the
 * query protocol (AWS CLI before 2.13) are understood, and dead letters are moved back.
 */
export const createSqs = (
  { origin, listener }: Pick<Messaging, 'origin' | 'listener'>,
  move: MoveMessages,
): LocalService => {
  const ask = async (request: IncomingMessage, target: string, body: string, signal: AbortSignal) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      authorization: request.headers.authorization ?? '',
    };
    const reply = await fetch(origin, { method: 'POST', headers, body, signal });
    const text = (await reply.text()).replace(engineAddress, `http://${request.headers.host}/`);
    return { status: reply.status, text, error: reply.headers.get('x-amzn-query-error') };
  };

  const handleQuery = async (
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
    signal: AbortSignal,
  ) => {
    const form = new URLSearchParams(body);
    const action = form.get('Action') ?? '';
    const reply = await ask(request, `AmazonSQS.${action}`, JSON.stringify(toSqsInput(form)), signal);
    const answer = JSON.parse(reply.text === '' ? '{}' : reply.text) as SqsAnswer;
    if (reply.status === 200) answerQuery(response, action, toQueryResult(answer));
    else
      refuseQuery(
        response,
        reply.error?.split(';')[0] ?? 'InvalidAction',
        answer.message ?? '',
        reply.status,
      );
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string' && !namesQueues.test(target)) return answered(listener, request, response);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const body = (await readBody(request)).toString();
    try {
      if (typeof target !== 'string') return await handleQuery(request, response, body, gone.signal);
      if (target.endsWith('.StartMessageMoveTask')) return answerMove(response, await move(JSON.parse(body)));
      const { status, text, error } = await ask(request, target, body, gone.signal);
      if (error !== null) response.setHeader('x-amzn-query-error', error);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
    } catch (error) {
      if (!gone.signal.aborted) throw error;
    }
  };

  return { signingNames: ['sqs'], handle, close: async () => undefined };
};
