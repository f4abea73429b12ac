import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { poleTopic } from '../lambdas/zone/names.ts';
import { parseVideoArgument } from './camera-videos.ts';
import { requireFreePort } from './free-port.ts';
import { createProgress } from './progress.ts';
import { type RunningZone, runLocalZone } from './run-local-zone.ts';
import { projectDir } from './synth-zone.ts';

interface StartOptions {
  readonly zone: string;
  readonly recipients?: string;
  readonly video: ReadonlyMap<string, string>;
  readonly data?: string;
  readonly port: number;
  readonly pagePort: number;
  readonly mqttPort: number;
  readonly json?: true;
}

/** `zone start`: the whole zone on this machine, until Ctrl-C. */
export function startCommand(): Command {
  return new Command('start')
    .description('run the whole zone on this machine')
    .option('--zone <file>', 'the zone file', 'zones/demo.yaml')
    .option('--recipients <file>', 'who is told (default: zones/recipients.yaml, or the example)')
    .option('--video <camera=source>', 'a file or rtsp:// address for a camera', collectVideo, new Map())
    .option('--data <folder>', 'keep everything here over a restart (default: nothing is kept)')
    .option('--port <port>', 'the port of all AWS services', asPort, 4566)
    .option('--page-port <port>', 'the port of the page', asPort, 8080)
    .option('--mqtt-port <port>', 'the port that poles connect to', asPort, 8883)
    .option('--json', 'print the addresses as one line of JSON; the progress goes to stderr')
    .action(start);
}

async function start(options: StartOptions): Promise<void> {
  const stopped = untilSignal();
  await requireFreePort(options.port, '--port');
  await requireFreePort(options.pagePort, '--page-port');
  await requireFreePort(options.mqttPort, '--mqtt-port');
  const out = options.json ? process.stderr : process.stdout;
  const progress = createProgress({ write: (text) => void out.write(text), now: Date.now });
  const starting = runLocalZone({
    zoneFile: options.zone,
    recipientsFile: options.recipients ?? usualRecipients(),
    videos: options.video,
    ...(options.data === undefined ? {} : { dataDir: options.data }),
    zoneDir: join(projectDir, '.zone'),
    port: options.port,
    pagePort: options.pagePort,
    mqttPort: options.mqttPort,
    progress,
  });
  // Ctrl-C in the middle of the start waits for the step, then everything is closed in order.
  const zone = await starting;
  const { endpointUrl, iotCore } = zone.local.sandbox;
  const addresses = {
    pageUrl: zone.pageUrl,
    pollUrl: zone.poll.url,
    endpointUrl,
    mqttPort: iotCore.mqttPort,
  };
  console.log(options.json ? JSON.stringify(addresses) : describe(zone));
  await stopped;
  progress.step('stopping');
  await zone.stop();
  progress.step('stopped');
}

/** Resolves at Ctrl-C or SIGTERM; a second one ends the process at once. */
function untilSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isAsked = false;
  const onSignal = () => {
    if (isAsked) process.exit(130);
    isAsked = true;
    resolve();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return promise;
}

function usualRecipients(): string {
  const own = join(projectDir, 'zones', 'recipients.yaml');
  return existsSync(own) ? own : join(projectDir, 'zones', 'recipients.example.yaml');
}

function describe({ pageUrl, local, poll }: RunningZone): string {
  const { endpointUrl, iotCore, outputs } = local.sandbox;
  const [pole] = local.zone.poles;
  const lines = ['', `The zone runs. Open ${pageUrl}`, ''];
  lines.push(`The people's poll: ${poll.url}`, `  codes, one answer each: ${poll.codes.join('  ')}`, '');
  lines.push(
    'AWS CLI:',
    `  export AWS_ENDPOINT_URL=${endpointUrl} AWS_REGION=ap-southeast-1 AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox`,
    `  aws dynamodb scan --table-name ${outputs.IncidentsTable}`,
  );
  if (pole !== undefined) lines.push('', ...pressExamples(pole.id, iotCore.mqttPort));
  lines.push('', 'Stop with Ctrl-C.', '');
  return lines.join('\n');
}

function pressExamples(poleId: string, mqttPort: number): readonly string[] {
  const folder = `.zone/poles/${poleId}`;
  const message = `'{"version":1,"pressId":"press-0001"}'`;
  return [
    'Press a button:',
    `  npm run zone -- pole press ${poleId}`,
    `  mosquitto_pub -h localhost -p ${mqttPort} --cafile .zone/iot-ca.pem --cert ${folder}/certificate.pem --key ${folder}/private.key \\`,
    `    -i ${poleId} -q 1 -t '${poleTopic(poleId, 'press')}' -m ${message}`,
  ];
}

function collectVideo(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  try {
    return new Map([...before, parseVideoArgument(text)]);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function asPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Must be 0–65535; 0 takes any free port.');
}
