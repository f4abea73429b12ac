import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useAwsEndpoint } from '../../tools/aws-endpoint.ts';
import { explainError } from '../../tools/explain-error.ts';
import { readStackOutput, readStackOutputs, StackMissingError } from '../../tools/stack-outputs.ts';

const projectRoot = new URL('../..', import.meta.url).pathname;
// Nothing listens on port 9, and no credentials of the person who runs the tests get in.
const environment = {
  PATH: process.env.PATH,
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_REGION: 'eu-west-1',
};
const credentials = { AWS_ACCESS_KEY_ID: 'sandbox', AWS_SECRET_ACCESS_KEY: 'sandbox', AWS_MAX_ATTEMPTS: '1' };

function zone(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/zone.ts', ...words], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...environment, ...credentials },
  });
  return { status, stdout, stderr };
}

describe('the zone command', () => {
  it('lists its subcommands', () => {
    const { status, stdout } = zone('--help');

    expect(status).toBe(0);
    for (const name of ['check', 'start', 'demo', 'pole', 'watchlist', 'plate'])
      expect(stdout).toContain(name);
  });

  it.each([
    [['nonsense'], /unknown command/],
    [['pole', 'press'], /missing required argument/],
    [['pole', 'press', '../etc'], /Must be the id of a pole/],
    [['pole', 'press', 'nk-pole-01', '--press-id', 'short'], /Must be 8–64/],
    [['pole', 'heartbeat', 'nk-pole-01', '--battery', 'full'], /Must be 0–100/],
    [['pole', 'press', 'nk-pole-01', '--loud'], /unknown option/],
  ])('exits with 2 at wrong usage: %j', (words, said) => {
    const { status, stderr } = zone(...words);

    expect(stderr).toMatch(said);
    expect(status).toBe(2);
  });

  it('exits with 1 at a failure, said in plain words without a stack', () => {
    const { status, stderr } = zone('pole', 'provision', 'nk-pole-01');

    expect(stderr).toContain('is npm start still running?');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
  });

  it('shows the stack of a failure when asked', () => {
    expect(zone('pole', 'provision', 'nk-pole-01', '--debug').stderr).toMatch(/\n\s+at /);
  });
});

describe('useAwsEndpoint', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'endpoint-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const withFile = (text: string) => {
    const file = join(folder, 'endpoint.json');
    writeFileSync(file, text);
    return file;
  };
  const running = JSON.stringify({ endpointUrl: 'http://127.0.0.1:4566', region: 'ap-southeast-1' });

  it('turns to the local run and leaves the keys of the account out of it', () => {
    const variables: NodeJS.ProcessEnv = {
      AWS_PROFILE: 'city',
      AWS_ACCESS_KEY_ID: 'real',
      AWS_SESSION_TOKEN: 'x',
    };

    expect(useAwsEndpoint({ isAws: false, file: withFile(running), environment: variables })).toBe('local');

    expect(variables).toEqual({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_REGION: 'ap-southeast-1',
      AWS_ACCESS_KEY_ID: 'sandbox',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
    });
  });

  it('leaves the environment as it is when the account is wanted', () => {
    const variables = { AWS_PROFILE: 'city' };

    expect(useAwsEndpoint({ isAws: true, file: withFile(running), environment: variables })).toBe('aws');
    expect(variables).toEqual({ AWS_PROFILE: 'city' });
  });

  it('keeps an endpoint that the user set', () => {
    const variables = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };

    expect(useAwsEndpoint({ isAws: false, file: withFile(running), environment: variables })).toBe('local');
    expect(variables.AWS_ENDPOINT_URL).toBe('http://127.0.0.1:1');
  });

  it('means the account when nothing runs here', () => {
    expect(useAwsEndpoint({ isAws: false, file: join(folder, 'none.json'), environment: {} })).toBe('aws');
  });

  it('names a damaged file', () => {
    const file = withFile('{');

    expect(() => useAwsEndpoint({ isAws: false, file, environment: {} })).toThrow(file);
  });
});

describe('readStackOutputs', () => {
  const cloudFormation = mockClient(CloudFormationClient);
  const client = new CloudFormationClient({ region: 'ap-southeast-1' });
  beforeEach(() => cloudFormation.reset());

  const stackWith = (name: string, value: string) => ({
    Stacks: [
      {
        StackName: 'SafetyZone',
        CreationTime: new Date(0),
        StackStatus: 'CREATE_COMPLETE' as const,
        Outputs: [{ OutputKey: name, OutputValue: value }],
      },
    ],
  });

  it('reads the outputs of the deployed stack', async () => {
    cloudFormation
      .on(DescribeStacksCommand, { StackName: 'SafetyZone' })
      .resolves(stackWith('PolePolicyName', 'poles'));

    expect(await readStackOutputs('SafetyZone', client)).toEqual({ PolePolicyName: 'poles' });
  });

  it('says how to get a stack when there is none', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(
      new CloudFormationServiceException({
        name: 'ValidationError',
        $fault: 'client',
        message: 'Stack with id SafetyZone does not exist',
        $metadata: {},
      }),
    );

    await expect(readStackOutputs('SafetyZone', client)).rejects.toThrow(/npm start/);
  });

  it('names an output that an older stack lacks', async () => {
    cloudFormation.on(DescribeStacksCommand).resolves(stackWith('Other', 'x'));

    await expect(readStackOutput('PolePolicyName', client)).rejects.toThrow(StackMissingError);
  });
});

it('explains missing credentials by what to do', () => {
  const error = Object.assign(new Error('Could not load credentials from any providers'), {
    name: 'CredentialsProviderError',
  });

  expect(explainError(error)).toMatch(/npm start, or set AWS credentials/);
});
