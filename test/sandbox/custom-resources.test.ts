import { CustomResource, Duration, type Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { ResourceError } from '../../sandbox/resources/world.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { makeCloudAssembly, temporaryFolder } from './make-cloud-assembly.ts';

/** Answers with what it was asked; fails with its reason when the property `refuse` is set. */
const echo = `
  exports.handler = async (event) => {
    const { refuse, silent } = event.ResourceProperties;
    if (silent) return;
    await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify({
      Status: refuse ? 'FAILED' : 'SUCCESS', Reason: refuse, PhysicalResourceId: 'zone-nongkhai',
      StackId: event.StackId, RequestId: event.RequestId, LogicalResourceId: event.LogicalResourceId,
      Data: { asked: JSON.stringify(event) },
    }) });
  };`;

const running: Sandbox[] = [];

afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop();
});

const addZone =
  (properties: Record<string, unknown>, code = echo) =>
  (stack: Stack) => {
    const applyZone = new LambdaFunction(stack, 'ApplyZone', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline(code),
      timeout: Duration.seconds(2),
    });
    const zone = new CustomResource(stack, 'Zone', { serviceToken: applyZone.functionArn, properties });
    stack.exportValue(zone.ref, { name: 'zone' });
    stack.exportValue(zone.getAttString('asked'), { name: 'asked' });
  };

const start = async (build: (stack: Stack) => void, dataDir?: string) => {
  const kept = dataDir === undefined ? {} : { dataDir };
  const sandbox = await startSandbox({ cloudAssembly: makeCloudAssembly(build), port: 0, ...kept });
  running.push(sandbox);
  const asked = Object.values(sandbox.outputs).find((value) => value.startsWith('{')) ?? '{}';
  return { sandbox, asked: JSON.parse(asked) as Record<string, unknown> };
};

const restart = async (build: (stack: Stack) => void, dataDir: string) => {
  await running.pop()?.stop();
  return start(build, dataDir);
};

describe('custom resources', () => {
  it('hand their properties as text to the function, and take id and data from its answer', async () => {
    const { sandbox, asked } = await start(addZone({ cameras: 14, hasPoles: true, tags: [1] }));

    expect(asked).toMatchObject({
      RequestType: 'Create',
      LogicalResourceId: 'Zone',
      ResourceProperties: { cameras: '14', hasPoles: 'true', tags: ['1'] },
    });
    expect(Object.values(sandbox.outputs)).toContain('zone-nongkhai');
  });

  it('stop the start with the reason that the function gives', async () => {
    const started = start(addZone({ refuse: 'camera nk-cam-1 has no address' }));

    await expect(started).rejects.toThrow(
      'Zone (AWS::CloudFormation::CustomResource): camera nk-cam-1 has no address',
    );
  });

  it('stop the start when the function never answers', async () => {
    await expect(start(addZone({ silent: true }))).rejects.toThrow('without an answer');
  });

  it('stop the start when the function fails', async () => {
    const failing = 'exports.handler = async () => { throw new TypeError("defect"); };';

    await expect(start(addZone({}, failing))).rejects.toThrow(ResourceError);
  });

  it('are updated with old and new properties when a second start changes them', async () => {
    const dataDir = temporaryFolder();
    await start(addZone({ cameras: 14 }), dataDir);

    const { asked } = await restart(addZone({ cameras: 15 }), dataDir);

    expect(asked).toMatchObject({
      RequestType: 'Update',
      PhysicalResourceId: 'zone-nongkhai',
      OldResourceProperties: { cameras: '14' },
      ResourceProperties: { cameras: '15' },
    });
  });

  it('are left alone when a second start changes nothing', async () => {
    const dataDir = temporaryFolder();
    await start(addZone({ cameras: 14 }), dataDir);

    const { asked } = await restart(addZone({ cameras: 14 }), dataDir);

    expect(asked).toMatchObject({ RequestType: 'Create' });
  });
});
