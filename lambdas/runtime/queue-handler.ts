import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { PartialItemFailureResponse } from '@aws-lambda-powertools/batch/types';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { type HandlerParams, type Wiring, zoneHandler } from './handler.ts';

/** A queue's message does not fit its schema; names the fields, never their values (they may be personal). */
export class MessageInvalidError extends Error {
  override readonly name = 'MessageInvalidError';
}

export interface QueueHandlerParams<EnvironmentSchema extends z.ZodType, MessageSchema extends z.ZodType>
  extends Pick<
    HandlerParams<EnvironmentSchema, SQSEvent, PartialItemFailureResponse>,
    'name' | 'environment'
  > {
  readonly message: MessageSchema;
  readonly wire: (
    wiring: Wiring<z.infer<EnvironmentSchema>>,
  ) => (message: z.infer<MessageSchema>, context: Context) => Promise<void>;
}

/**
 * A function fed by SQS. Each record is parsed and handled by itself; one that fails is reported alone, so its
 * neighbors are not repeated, and it ends in the dead-letter queue. The event source must report batch item failures.
 */
export function queueHandler<EnvironmentSchema extends z.ZodType, MessageSchema extends z.ZodType>(
  params: QueueHandlerParams<EnvironmentSchema, MessageSchema>,
) {
  return zoneHandler<EnvironmentSchema, SQSEvent, PartialItemFailureResponse>({
    name: params.name,
    environment: params.environment,
    wire: (wiring) => {
      const handleMessage = params.wire(wiring);
      const processor = new BatchProcessor(EventType.SQS);
      return (event, context) =>
        processPartialResponse(
          event,
          (record: SQSRecord) =>
            handleRecord(record, wiring.telemetry, params.message, (message) =>
              handleMessage(message, context),
            ),
          processor,
          { context, throwOnFullBatchFailure: false },
        );
    },
  });
}

async function handleRecord<MessageSchema extends z.ZodType>(
  record: SQSRecord,
  telemetry: Telemetry,
  schema: MessageSchema,
  handleMessage: (message: z.infer<MessageSchema>) => Promise<void>,
): Promise<void> {
  try {
    await handleMessage(parseMessage(schema, record.body));
  } catch (cause) {
    telemetry.error(LogEvent.messageFailed, { messageId: record.messageId }, cause);
    telemetry.measure(Metric.messagesFailed);
    throw cause;
  }
}

/** Throws MessageInvalidError naming each field that is wrong. */
export function parseMessage<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> {
  const parsed = schema.safeParse(parseJson(body));
  if (!parsed.success) throw new MessageInvalidError(z.prettifyError(parsed.error));
  return parsed.data;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new MessageInvalidError('the body is not JSON');
  }
}
