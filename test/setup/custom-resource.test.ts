import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { answerCloudFormation } from '../../lambdas/setup/custom-resource.ts';

const answers: unknown[] = [];
let status = 200;
const server = createServer(async (request, response) => {
  answers.push(JSON.parse(await text(request)));
  response.writeHead(status).end();
});

async function makeEvent(): Promise<CloudFormationCustomResourceEvent> {
  if (!server.listening) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    RequestType: 'Create',
    ResponseURL: `http://127.0.0.1:${port}/`,
    ServiceToken: 'arn:fn',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Zone',
    ResourceType: 'Custom::SafetyZone',
    ResourceProperties: { ServiceToken: 'arn:fn' },
  };
}

afterEach(() => {
  answers.length = 0;
  status = 200;
  server.close();
});

describe('answerCloudFormation', () => {
  it('tells success under the physical id', async () => {
    await answerCloudFormation(await makeEvent(), 'safety-zone', async () => {});

    expect(answers).toEqual([
      expect.objectContaining({ Status: 'SUCCESS', PhysicalResourceId: 'safety-zone' }),
    ]);
  });

  it('tells a failure with its reason instead of letting the deployment hang', async () => {
    await answerCloudFormation(await makeEvent(), 'safety-zone', () =>
      Promise.reject(new Error('x'.repeat(5000))),
    );

    expect(answers).toEqual([
      expect.objectContaining({ Status: 'FAILED', Reason: expect.stringMatching(/^Error: x{993}$/) }),
    ]);
  });

  it('fails when CloudFormation does not take the answer', async () => {
    const event = await makeEvent();
    status = 500;

    await expect(answerCloudFormation(event, 'safety-zone', async () => {})).rejects.toThrow('HTTP 500');
  });
});
