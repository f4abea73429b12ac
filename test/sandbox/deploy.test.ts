import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { CfnOutput, CfnResource, Duration, type Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, FunctionUrlAuthType, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LambdaLogLine } from '../../sandbox/function-pool.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { makeCloudAssembly, temporaryFolder } from './make-cloud-assembly.ts';

const running: Sandbox[] = [];

afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop();
});

const start = async (build: (stack: Stack) => void, options: SandboxOptions = {}) => {
  const sandbox = await startSandbox({ cloudAssembly: makeCloudAssembly(build), port: 0, ...options });
  running.push(sandbox);
  return sandbox;
};

const addFunction = (stack: Stack, code: string): LambdaFunction =>
  new LambdaFunction(stack, 'Subject', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(code),
  });

const addTable = (stack: Stack): void => {
  new Table(stack, 'Records', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    timeToLiveAttribute: 'expiresAt',
  });
};

describe('deploying a template', () => {
  it('stops before anything is made at a type it does not know, and names it', async () => {
    const started = start((stack) => {
      new CfnResource(stack, 'Face', { type: 'AWS::Polly::Lexicon' });
    });

    await expect(started).rejects.toThrow(
      /Face \(AWS::Polly::Lexicon\): the sandbox does not know this type/,
    );
  });

  it('stops at a subscription it would not deliver to', async () => {
    const started = start((stack) => {
      new Topic(stack, 'Alerts').addSubscription(new UrlSubscription('https://example.com/hook'));
    });

    await expect(started).rejects.toThrow('does not deliver to protocol https');
  });

  it('frees its port when a start fails', async () => {
    const unknown = makeCloudAssembly(
      (stack) => new CfnResource(stack, 'Face', { type: 'AWS::Polly::Lexicon' }),
    );
    const first = await start(() => undefined);
    const port = Number(new URL(first.endpointUrl).port);
    await running.pop()?.stop();
    await expect(startSandbox({ cloudAssembly: unknown, port })).rejects.toThrow();

    const second = await start(() => undefined, { port });

    expect(second.endpointUrl).toBe(first.endpointUrl);
  });

  it('keeps items over a second start on the same folder', async () => {
    const dataDir = temporaryFolder();
    const first = await start(addTable, { dataDir });
    const TableName = first.physicalId('Records');
    await first.clients.dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: 'press-1' } } }));
    await running.pop()?.stop();

    const second = await start(addTable, { dataDir });

    const command = new GetItemCommand({
      TableName: second.physicalId('Records'),
      Key: { id: { S: 'press-1' } },
    });
    expect((await second.clients.dynamodb.send(command)).Item).toEqual({ id: { S: 'press-1' } });
  });

  it('changes a queue that an earlier start made', async () => {
    const dataDir = temporaryFolder();
    const withTimeout = (seconds: number) => (stack: Stack) => {
      new Queue(stack, 'Presses', { visibilityTimeout: Duration.seconds(seconds) });
    };
    await start(withTimeout(30), { dataDir });
    await running.pop()?.stop();

    const { clients, physicalId } = await start(withTimeout(60), { dataDir });

    const command = new GetQueueAttributesCommand({
      QueueUrl: physicalId('Presses'),
      AttributeNames: ['All'],
    });
    expect((await clients.sqs.send(command)).Attributes?.VisibilityTimeout).toBe('60');
  });

  it('refuses a table whose keys an earlier start made differently', async () => {
    const dataDir = temporaryFolder();
    const keyed = (name: string) => (stack: Stack) => {
      new Table(stack, 'Records', { partitionKey: { name, type: AttributeType.STRING } });
    };
    await start(keyed('id'), { dataDir });
    await running.pop()?.stop();

    await expect(start(keyed('plate'), { dataDir })).rejects.toThrow('its keys or indexes changed');
  });

  it('deletes items past their time to live, and no others', async () => {
    const ticks: (() => void)[] = [];
    const every = (_: number, task: () => void) => {
      ticks.push(task);
      return () => undefined;
    };
    const { clients, physicalId } = await start(addTable, {
      every,
      now: () => new Date('2026-06-01T00:00:00Z'),
    });
    const TableName = physicalId('Records');
    const put = (id: string, expiresAt: string) =>
      clients.dynamodb.send(
        new PutItemCommand({
          TableName,
          Item: { id: { S: id }, expiresAt: { N: String(Date.parse(expiresAt) / 1000) } },
        }),
      );
    await put('old', '2026-05-31T23:59:59Z');
    await put('new', '2026-06-01T00:00:01Z');
    const isThere = async (id: string) =>
      (await clients.dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item !==
      undefined;

    for (const tick of ticks) tick();

    await vi.waitFor(async () => expect(await isThere('old')).toBe(false), { timeout: 5000 });
    expect(await isThere('new')).toBe(true);
  });

  it('fires a schedule at the start and at each period, with its input', async () => {
    const ticks: { seconds: number; task: () => void }[] = [];
    const log: LambdaLogLine[] = [];
    const options: SandboxOptions = {
      onLog: (line) => log.push(line),
      every: (seconds, task) => {
        ticks.push({ seconds, task });
        return () => undefined;
      },
    };
    await start((stack) => {
      const target = addFunction(
        stack,
        'exports.handler = async (event) => console.log("fired", event.slot);',
      );
      new Schedule(stack, 'Tick', {
        schedule: ScheduleExpression.rate(Duration.minutes(5)),
        target: new LambdaInvoke(target, { input: ScheduleTargetInput.fromObject({ slot: 'A' }) }),
      });
    }, options);
    const fired = () => log.filter(({ line }) => line.includes('fired A')).length;
    await vi.waitFor(() => expect(fired()).toBe(1), { timeout: 5000 });

    ticks.find(({ seconds }) => seconds === 300)?.task();

    await vi.waitFor(() => expect(fired()).toBe(2), { timeout: 5000 });
  });

  it('answers at the address of a function URL', async () => {
    const { outputs } = await start((stack) => {
      const subject = addFunction(
        stack,
        `exports.handler = async ({ rawPath, requestContext, body }) => ({
           statusCode: 201, headers: { 'content-type': 'text/plain' },
           body: requestContext.http.method + ' ' + rawPath + ' ' + body });`,
      );
      const { url } = subject.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
      new CfnOutput(stack, 'Address', { value: url });
    });

    const answer = await fetch(`${outputs.Address}vote`, { method: 'POST', body: 'yes' });

    expect(answer.status).toBe(201);
    expect(await answer.text()).toBe('POST /vote yes');
  });

  it('invokes a function by its logical id', async () => {
    const sandbox = await start((stack) => {
      addFunction(stack, 'exports.handler = async ({ number }) => number + 1;');
    });

    expect(await sandbox.invoke('Subject', { number: 1 })).toBe(2);
  });
});
