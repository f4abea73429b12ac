import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { buildSync } from 'esbuild';

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'sandbox-test-'));

/** Synthesizes a stack called `Subject`; returns the folder of the cloud assembly. */
export const makeCloudAssembly = (build: (stack: Stack) => void): string => {
  const outdir = temporaryFolder();
  const app = new App({ outdir, analyticsReporting: false });
  build(new Stack(app, 'Subject'));
  app.synth();
  return outdir;
};

/** Bundles one of the test's own functions as CDK bundles ours. */
export const bundleFunction = (name: string): Code => {
  const outdir = temporaryFolder();
  buildSync({
    entryPoints: [fileURLToPath(new URL(`./functions/${name}.ts`, import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(outdir, 'index.mjs'),
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return Code.fromAsset(outdir);
};

/** Presses that come by queue, are stored in a table and told to a phone and a mailbox. */
export const addPresses = (stack: Stack): void => {
  const deadLetters = new Queue(stack, 'DeadLetters');
  const presses = new Queue(stack, 'Presses', {
    visibilityTimeout: Duration.seconds(1),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 2 },
  });
  const table = new TableV2(stack, 'Table', {
    partitionKey: { name: 'pole', type: AttributeType.STRING },
    timeToLiveAttribute: 'expiresAt',
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const topic = new Topic(stack, 'Alerts');
  const filterPolicy = { team: SubscriptionFilter.stringFilter({ allowlist: ['police'] }) };
  topic.addSubscription(new SmsSubscription('+66800000001', { filterPolicy }));
  topic.addSubscription(new EmailSubscription('duty@example.com'));
  const recordPress = new LambdaFunction(stack, 'RecordPress', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: bundleFunction('record-press'),
    environment: { TABLE: table.tableName, TOPIC: topic.topicArn },
    timeout: Duration.seconds(10),
  });
  recordPress.addEventSource(new SqsEventSource(presses, { batchSize: 1, reportBatchItemFailures: true }));
  table.grantWriteData(recordPress);
  topic.grantPublish(recordPress);
};
