import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { IoTClient } from '@aws-sdk/client-iot';
import { Command, InvalidArgumentError } from 'commander';
import { findBroker, parseBroker } from './find-broker.ts';
import { type AgentEvent, eventAsText } from './pole-agent/agent-event.ts';
import type { Buttons } from './pole-agent/buttons.ts';
import { parseClaimFile } from './pole-agent/claim-file.ts';
import { isClockSet } from './pole-agent/clock-trust.ts';
import { createGpioButtons } from './pole-agent/gpio-buttons.ts';
import { createGpioOutputs } from './pole-agent/gpio-outputs.ts';
import { openMqttUplink } from './pole-agent/mqtt-uplink.ts';
import { openNodeDisk } from './pole-agent/node-disk.ts';
import { Outbox } from './pole-agent/outbox.ts';
import { createTerminalOutputs, type Outputs } from './pole-agent/outputs.ts';
import { PoleAgent } from './pole-agent/pole-agent.ts';
import { readPower } from './pole-agent/power.ts';
import { keepProvisioning } from './pole-agent/provision.ts';
import { stayConnected } from './pole-agent/stay-connected.ts';
import { createTerminalButtons } from './pole-agent/terminal-buttons.ts';
import {
  defaultCredentialsFolder,
  hasPoleCredentials,
  readPoleBroker,
  readPoleCredentials,
} from './pole-credentials.ts';
import { asPoleId } from './pole-id.ts';
import type { MqttAddress } from './pole-mqtt.ts';

interface RunOptions {
  readonly claim?: string;
  readonly certs?: string;
  readonly data?: string;
  readonly broker?: MqttAddress;
  readonly gpio?: string;
  readonly pressLine: number;
  readonly cancelLine?: number;
  readonly safeLine?: number;
  readonly sirenLine?: number;
  readonly strobeLine?: number;
  readonly lampLine?: number;
  readonly speak?: string;
  readonly firmware: string;
  readonly trustClock?: true;
  readonly json?: true;
}

/** `zone pole run`: the reference pole, on a board with GPIO or in a terminal. */
export function poleRunCommand(): Command {
  return new Command('run')
    .description('be a pole: button, siren, strobe, speaker; keeps what it cannot send')
    .argument('<id>', 'the pole in the zone file', asPoleId)
    .option('--claim <file>', 'get the certificate first, by the claim of an installer (zone pole claim)')
    .option('--certs <folder>', "the pole's certificate files (default: .zone/poles/<id>)")
    .option('--data <folder>', 'where unsent messages are kept (default: outbox beside the certificate)')
    .option(
      '--broker <host:port>',
      "the account's IoT endpoint (default: the claim's, or asked of AWS)",
      parseBroker,
    )
    .option('--gpio <chip>', 'use the lines of this GPIO chip, such as gpiochip0 (default: the keyboard)')
    .option('--press-line <n>', 'line of the SOS button, which closes to ground', asLine, 17)
    .option('--cancel-line <n>', 'line of the cancel button', asLine)
    .option('--safe-line <n>', 'line of the "I am safe" button', asLine)
    .option('--siren-line <n>', 'line of the siren', asLine)
    .option('--strobe-line <n>', 'line of the strobe', asLine)
    .option('--lamp-line <n>', 'line of the lamp beside the button', asLine)
    .option('--speak <program>', 'says its last argument, e.g. "espeak-ng -v th"')
    .option('--firmware <version>', 'told in heartbeats', 'reference-agent 1')
    .option('--trust-clock', 'the clock has a battery: date presses without a time server')
    .option('--json', 'print what happens as JSON lines')
    .action(runPole);
}

async function runPole(poleId: string, options: RunOptions): Promise<void> {
  const certs = options.certs ?? defaultCredentialsFolder(poleId);
  const describe = options.json ? eventAsJson : eventAsText;
  const tell = (event: AgentEvent) => console.log(describe(event));
  if (options.claim !== undefined) await useClaim(poleId, certs, options.claim, tell);
  const credentials = readPoleCredentials(certs);
  const told = readPoleBroker(certs);
  const address = options.broker ?? (told ? parseBroker(told) : await findBroker(new IoTClient()));
  const outbox = new Outbox({ disk: openNodeDisk(options.data ?? `${certs}/outbox`), tell });
  const uptime = () => performance.now();
  const { buttons, outputs } =
    options.gpio === undefined ? terminal() : gpio(options.gpio, options, uptime, tell);
  const agent = new PoleAgent({
    poleId,
    firmware: options.firmware,
    outbox,
    buttons,
    outputs,
    readPower,
    now: Date.now,
    isClockSet: () => options.trustClock === true || isClockSet(),
    uptime,
    newId: randomUUID,
    tell,
  });
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  buttons.start((event) => (event === 'quit' ? stop() : agent.onButton(event)));
  agent.tick();
  const ticking = setInterval(() => agent.tick(), 1_000);
  const connect = () => openMqttUplink({ ...address, clientId: poleId, credentials });
  const use = (uplink: Parameters<typeof agent.use>[0]) => agent.use(uplink);
  const pause = (milliseconds: number, signal: AbortSignal) =>
    pauseUntil(outbox.changed(), milliseconds, signal);
  await stayConnected({ connect, use, tell, uptime, random: Math.random, pause }, stopping.signal);
  clearInterval(ticking);
  buttons.stop();
  outputs.stop();
}

/** A pole that has its certificate needs no claim: the same command line serves after a restart, when the file is gone. */
async function useClaim(
  poleId: string,
  certs: string,
  file: string,
  tell: (event: AgentEvent) => void,
): Promise<void> {
  if (hasPoleCredentials(certs)) return tell({ event: 'claim-not-needed', folder: certs });
  const claim = parseClaimFile(readFileSync(file, 'utf8'), poleId);
  const address = parseBroker(claim.broker);
  await keepProvisioning({
    poleId,
    claim,
    disk: openNodeDisk(certs),
    connect: (clientId, credentials) => openMqttUplink({ ...address, clientId, credentials }),
    tell,
    uptime: () => performance.now(),
    random: Math.random,
    pause: (milliseconds) => sleep(milliseconds),
  });
}

/** The wait ends early when something has come up that must be sent. */
async function pauseUntil(change: Promise<void>, milliseconds: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const waiting = sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, over.signal]) });
  await Promise.race([waiting.catch(() => undefined), change]);
  over.abort();
}

function terminal(): { readonly buttons: Buttons; readonly outputs: Outputs } {
  console.log('space: press · c: cancel · s: I am safe · q: quit');
  return { buttons: createTerminalButtons(), outputs: createTerminalOutputs((line) => console.log(line)) };
}

function gpio(chip: string, options: RunOptions, uptime: () => number, tell: (event: AgentEvent) => void) {
  const { pressLine: press, cancelLine, safeLine, sirenLine, strobeLine, lampLine, speak } = options;
  const answers = {
    ...(cancelLine !== undefined && { cancel: cancelLine }),
    ...(safeLine !== undefined && { safe: safeLine }),
  };
  const lines = {
    ...(sirenLine !== undefined && { siren: sirenLine }),
    ...(strobeLine !== undefined && { strobe: strobeLine }),
    ...(lampLine !== undefined && { lamp: lampLine }),
  };
  const onFailure = (output: string, reason: string) => tell({ event: 'output-failed', output, reason });
  return {
    buttons: createGpioButtons({ chip, lines: { press, ...answers }, uptime }),
    outputs: createGpioOutputs({
      chip,
      lines,
      onFailure,
      ...(speak && { speakCommand: speak.split(/\s+/) }),
    }),
  };
}

function eventAsJson(event: AgentEvent): string {
  return JSON.stringify({ at: new Date().toISOString(), ...event });
}

function asLine(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Must be the number of a GPIO line, such as 17.');
}
