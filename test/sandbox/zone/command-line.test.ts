import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { incidentIdOf, poleTopic } from '../../../lambdas/zone/names.ts';
import { findProgram, runProgram } from './command-line-tools.ts';
import { installPole, type Pole } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';

// What other programs than our own make of the local run: nothing here shares code or SDK with it.
const aws = '/usr/bin/aws';
const mosquitto = '/usr/bin/mosquitto_pub';
const hasAws = await findProgram(aws, 'awscli');
const hasMosquitto = await findProgram(mosquitto, 'mosquitto-clients');

let zone: Zone;
let north: Pole;
let south: Pole;

beforeAll(async () => {
  zone = await runZone();
  [north, south] = [await installPole(zone, 'north-pole'), await installPole(zone, 'south-pole')];
});
afterAll(() => zone?.stop());

async function askAws(...args: readonly string[]): Promise<unknown> {
  const { exitCode, output } = await runProgram(
    aws,
    ['--endpoint-url', zone.sandbox.endpointUrl, '--output', 'json', ...args],
    {
      AWS_ACCESS_KEY_ID: 'sandbox',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_DEFAULT_REGION: 'ap-southeast-1',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_PAGER: '',
    },
  );
  expect(exitCode, output).toBe(0);
  return args[0] === 's3' ? output : JSON.parse(output);
}

describe.skipIf(!hasAws)('the AWS command line (needs /usr/bin/aws)', () => {
  it('scans a table of the zone', async () => {
    const table = await askAws('dynamodb', 'scan', '--table-name', zone.sandbox.outputs.RegistryTable ?? '');

    expect(table).toMatchObject({
      Items: expect.arrayContaining([expect.objectContaining({ id: { S: 'north-pole' } })]),
    });
  });

  it('lists the queues, whose addresses lead to them', async () => {
    const { QueueUrls } = (await askAws('sqs', 'list-queues')) as { readonly QueueUrls: readonly string[] };

    expect(QueueUrls).toContain(zone.sandbox.outputs.PressQueueUrl);
  });

  it('lists the buckets', async () => {
    expect(await askAws('s3', 'ls')).toContain(zone.sandbox.outputs.EvidenceBucket);
  });

  it('lists the video streams, one for each camera', async () => {
    const { StreamInfoList } = (await askAws('kinesisvideo', 'list-streams')) as {
      readonly StreamInfoList: readonly { readonly StreamName: string; readonly Status: string }[];
    };

    const names = StreamInfoList.map(({ StreamName }) => StreamName).sort();
    expect(names).toEqual(['broken-camera', 'cars-camera', 'crashed-camera', 'people-camera']);
    expect(StreamInfoList.every(({ Status }) => Status === 'ACTIVE')).toBe(true);
  });

  it('lists the things, the topics and the functions', async () => {
    const [things, topics, functions] = await Promise.all([
      askAws('iot', 'list-things'),
      askAws('sns', 'list-topics'),
      askAws('cloudformation', 'describe-stacks', '--stack-name', zone.sandbox.stackName),
    ]);

    expect(JSON.stringify(things)).toContain('south-pole');
    expect(JSON.stringify(topics)).toContain(zone.sandbox.physicalId('AlertsSosTopic'));
    expect(functions).toMatchObject({ Stacks: [{ StackStatus: 'CREATE_COMPLETE' }] });
  });
});

describe.skipIf(!hasMosquitto)('mosquitto_pub (needs /usr/bin/mosquitto_pub)', () => {
  const publish = (as: Pole, options: { readonly pole: Pole; readonly pressId: string }) =>
    runProgram(mosquitto, [
      ...['-h', as.host, '-p', String(as.port), '-V', 'mqttv311', '-i', as.poleId, '-q', '1'],
      ...['--cafile', join(as.certs, 'ca.pem'), '--cert', join(as.certs, 'certificate.pem')],
      ...['--key', join(as.certs, 'private.key'), '-t', poleTopic(options.pole.poleId, 'press')],
      ...['-m', JSON.stringify({ version: 1, pressId: options.pressId })],
    ]);
  const toldOf = async (pole: Pole, pressId: string) => {
    const incidentId = incidentIdOf('sos', pole.poleId, pressId);
    await vi.waitFor(() => expect(zone.told(incidentId)).toHaveLength(3), patiently);
  };

  it("presses with a pole's certificate, and people are told", async () => {
    const { exitCode, output } = await publish(north, { pole: north, pressId: 'mosquitto-press' });

    expect(exitCode, output).toBe(0);
    await toldOf(north, 'mosquitto-press');
  });

  it('cannot press for another pole', async () => {
    await publish(south, { pole: north, pressId: 'mosquitto-forged' });
    const { exitCode } = await publish(
      { ...south, poleId: 'north-pole' },
      { pole: north, pressId: 'mosquitto-fake' },
    );

    expect(exitCode).not.toBe(0);
    await publish(south, { pole: south, pressId: 'mosquitto-after' });
    await toldOf(south, 'mosquitto-after');
    const causes = (await zone.incidents()).map(({ causeId }) => causeId);
    expect(causes).toContain('mosquitto-after');
    expect(causes).not.toContain('mosquitto-forged');
    expect(causes).not.toContain('mosquitto-fake');
  });
});
