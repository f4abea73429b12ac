import { setTimeout as wait } from 'node:timers/promises';
import type { IotLog } from './iot-options.ts';
import { topicMatches } from './mqtt-topic.ts';
import type { Deliver } from './rule-delivery.ts';
import {
  evaluateQuery,
  fillTemplate,
  RuleExecutionError,
  type SqlResult,
  type SqlScope,
} from './sql-evaluate.ts';
import type { CompiledRule, RuleAction } from './topic-rule.ts';

/** One published message, as the broker hands it over. */
export interface IotMessage {
  /** Without the Basic Ingest prefix. */
  readonly topic: string;
  readonly payload: Buffer;
  readonly clientId?: string;
  readonly principal?: string;
  /** The only rule that a Basic Ingest message goes to. */
  readonly ruleName?: string;
}

export interface RulesEngineOptions {
  readonly rules: () => readonly CompiledRule[];
  readonly deliver: Deliver;
  readonly publish: (message: { topic: string; payload: Buffer; qos: 0 | 1 }) => Promise<void>;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: IotLog;
  readonly attempts: number;
  /** Wait before a second attempt; it doubles with each further one. */
  readonly retryDelayMs: number;
}

export interface RulesEngine {
  /** Starts the rules that a message triggers; never throws, never waits. */
  accept(message: IotMessage): void;
  /** Resolves when every message accepted so far has been carried through. */
  settled(): Promise<void>;
}

interface Failure {
  readonly failedAction: string;
  readonly failedResource: string;
  readonly errorMessage: string;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** How AWS's error document names an action and what it acts on. */
function nameAction(action: RuleAction): Pick<Failure, 'failedAction' | 'failedResource'> {
  switch (action.kind) {
    case 'sqs':
      return { failedAction: 'SqsAction', failedResource: action.queueUrl };
    case 'sns':
      return { failedAction: 'SnsAction', failedResource: action.targetArn };
    case 'lambda':
      return { failedAction: 'LambdaAction', failedResource: action.functionArn };
    case 'republish':
      return { failedAction: 'RepublishAction', failedResource: action.topicText };
    default:
      return { failedAction: action.action, failedResource: action.resource };
  }
}

/** Bytes go through to a republish or a base64 queue message; other actions carry JSON text alone. */
function bytesFor(action: RuleAction, result: SqlResult): Buffer {
  if (result.kind === 'json') return Buffer.from(result.text, 'utf8');
  if (action.kind === 'republish' || (action.kind === 'sqs' && action.useBase64)) return result.bytes;
  throw new RuleExecutionError("The payload is not JSON; use encode(*, 'base64') for this action");
}

/** Runs topic rules over messages: SQL, then actions, then the error action for what failed. */
export function createRulesEngine(options: RulesEngineOptions): RulesEngine {
  const { deliver, publish, log, attempts, retryDelayMs } = options;
  const pending = new Set<Promise<void>>();

  async function act(action: RuleAction, payload: Buffer, ruleName: string, scope: SqlScope): Promise<void> {
    if (action.kind === 'republish') {
      await publish({ topic: fillTemplate(action.topic, scope), payload, qos: action.qos });
    } else if (action.kind === 'log') {
      log('RULE_ACTION', {
        ruleName,
        action: action.action,
        resource: action.resource,
        bytes: payload.length,
      });
    } else {
      await deliver(action, { ruleName, traceId: scope.traceId, topic: scope.topic, payload });
    }
  }

  async function actWithRetries(...call: Parameters<typeof act>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await act(...call);
        return;
      } catch (error) {
        // A message that cannot be evaluated now cannot be evaluated later.
        if (attempt >= attempts || error instanceof RuleExecutionError) throw error;
        await wait(retryDelayMs * 2 ** (attempt - 1));
      }
    }
  }

  async function attempt(action: RuleAction, result: SqlResult, rule: CompiledRule, scope: SqlScope) {
    try {
      await actWithRetries(action, bytesFor(action, result), rule.ruleName, scope);
      return [];
    } catch (error) {
      return [{ ...nameAction(action), errorMessage: messageOf(error) }];
    }
  }

  async function execute(rule: CompiledRule, scope: SqlScope): Promise<readonly Failure[]> {
    let result: SqlResult | undefined;
    try {
      result = evaluateQuery(rule.query, scope);
    } catch (error) {
      return [
        { failedAction: 'SqlEvaluation', failedResource: rule.ruleName, errorMessage: messageOf(error) },
      ];
    }
    if (result === undefined) return [];
    const selected = result;
    return (await Promise.all(rule.actions.map((action) => attempt(action, selected, rule, scope)))).flat();
  }

  async function report(rule: CompiledRule, scope: SqlScope, failures: readonly Failure[]): Promise<void> {
    log('RULE_FAILED', { ruleName: rule.ruleName, failures: failures.map((it) => it.failedAction) });
    if (rule.errorAction === undefined) return;
    const payload = Buffer.from(JSON.stringify(errorDocument(rule.ruleName, scope, failures)), 'utf8');
    await actWithRetries(rule.errorAction, payload, rule.ruleName, scope);
  }

  async function run(rule: CompiledRule, message: IotMessage): Promise<void> {
    const { newId, now } = options;
    const scope: SqlScope = { ...message, traceId: newId(), now, newId };
    try {
      const failures = await execute(rule, scope);
      if (failures.length > 0) await report(rule, scope, failures);
    } catch (error) {
      log('RULE_ERROR_ACTION_FAILED', { ruleName: rule.ruleName, error: messageOf(error) });
    }
  }

  return {
    accept: (message) => {
      const triggered = options.rules().filter((rule) => triggers(rule, message));
      if (message.ruleName !== undefined && triggered.length === 0) {
        log('RULE_NOT_FOUND', { ruleName: message.ruleName });
      }
      for (const rule of triggered) {
        const work = run(rule, message).finally(() => pending.delete(work));
        pending.add(work);
      }
    },
    settled: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

/** A Basic Ingest message goes to the rule it names, whatever that rule's FROM says. */
function triggers({ ruleName, query }: CompiledRule, message: IotMessage): boolean {
  if (message.ruleName !== undefined) return message.ruleName === ruleName;
  return query.topicFilter !== undefined && topicMatches(query.topicFilter, message.topic);
}

/** The document an error action gets (rule error handling page of the developer guide). */
function errorDocument(ruleName: string, scope: SqlScope, failures: readonly Failure[]) {
  return {
    ruleName,
    topic: scope.topic,
    cloudwatchTraceId: scope.traceId,
    clientId: scope.clientId ?? 'N/A',
    base64OriginalPayload: scope.payload.toString('base64'),
    failures,
  };
}
