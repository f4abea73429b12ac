import { randomUUID } from 'node:crypto';
import { IoTClient } from '@aws-sdk/client-iot';
import { Command, InvalidArgumentError } from 'commander';
import { findBroker } from './find-broker.ts';
import { poleClaimCommand } from './pole-claim-command.ts';
import { defaultCredentialsFolder } from './pole-credentials.ts';
import { asPoleId } from './pole-id.ts';
import { poleListCommand } from './pole-list.ts';
import { pressPole, publishAsPole } from './pole-mqtt.ts';
import { poleRunCommand } from './pole-run-command.ts';
import { poleSetCommand, poleShadowCommand } from './pole-shadow-command.ts';
import { provisionPole } from './provision-pole.ts';
import { readStackOutput } from './stack-outputs.ts';

export { type PressPoleParams, pressPole } from './pole-mqtt.ts';

/** `zone pole …`: poles' states and settings, a pole's certificate, the reference pole, and single messages of one. */
export function poleCommand(): Command {
  return new Command('pole')
    .description('give a pole its certificate, or act as a pole')
    .addCommand(poleListCommand())
    .addCommand(provisionCommand())
    .addCommand(poleClaimCommand())
    .addCommand(poleRunCommand())
    .addCommand(poleSetCommand())
    .addCommand(poleShadowCommand())
    .addCommand(pressCommand())
    .addCommand(heartbeatCommand());
}

function provisionCommand(): Command {
  return new Command('provision')
    .description('make the certificate of a pole and write its files')
    .argument('<id>', 'the pole in the zone file', asPoleId)
    .option('--out <folder>', 'where the files go (default: .zone/poles/<id>)')
    .option('--force', 'make another certificate although the folder holds one')
    .action(async (poleId: string, options: { readonly out?: string; readonly force?: true }) => {
      const folder = options.out ?? defaultCredentialsFolder(poleId);
      const policyName = await readStackOutput('PolePolicyName');
      const isForced = options.force === true;
      await provisionPole({ poleId, iot: new IoTClient(), policyName, folder, isForced });
      console.log(`${folder}: certificate.pem and private.key of ${poleId}`);
      console.log(
        `Put them on the pole (docs/poles.md), or try: npm run zone -- pole press ${poleId} --drill`,
      );
    });
}

function pressCommand(): Command {
  return actAsPole('press', 'press the SOS button as the pole would')
    .option('--press-id <id>', 'id of the press; the same one again is the same press', asEventId)
    .option('--drill', 'a drill, told to drill recipients alone')
    .action(async (poleId: string, options: ActOptions & { pressId?: string; drill?: true }) => {
      const { pressId = randomUUID(), drill = false } = options;
      await pressPole({ ...(await poleAt(poleId, options)), pressId, drill });
      report(options, { poleId, pressId, drill }, `${poleId}: press ${pressId} was taken`);
    });
}

function heartbeatCommand(): Command {
  return actAsPole('heartbeat', 'say that the pole is alive')
    .option('--battery <percent>', 'charge of its battery, 0–100', asPercent)
    .action(async (poleId: string, options: ActOptions & { readonly battery?: number }) => {
      const battery = options.battery === undefined ? {} : { batteryPercent: options.battery };
      const body = { version: 1, sentAt: new Date().toISOString(), mainsPower: true, ...battery };
      await publishAsPole({ ...(await poleAt(poleId, options)), messageType: 'heartbeat', body });
      report(options, { poleId }, `${poleId}: the heartbeat was taken`);
    });
}

interface ActOptions {
  readonly certs?: string;
  readonly json?: true;
}

function actAsPole(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<id>', 'the pole in the zone file', asPoleId)
    .option('--certs <folder>', "the pole's certificate files (default: .zone/poles/<id>)")
    .option('--json', 'print the result as JSON');
}

async function poleAt(poleId: string, { certs }: ActOptions) {
  return { poleId, certs: certs ?? defaultCredentialsFolder(poleId), ...(await findBroker(new IoTClient())) };
}

function report(options: ActOptions, result: object, text: string): void {
  console.log(options.json ? JSON.stringify(result) : text);
}

function asEventId(text: string): string {
  if (/^[\w-]{8,64}$/.test(text)) return text;
  throw new InvalidArgumentError('Must be 8–64 of A–Z, a–z, 0–9, "_" and "-".');
}

function asPercent(text: string): number {
  const percent = Number(text);
  if (text.trim() !== '' && percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError('Must be 0–100.');
}
