import { type ChildProcess, spawn } from 'node:child_process';
import type { LampState, Outputs } from './outputs.ts';

export interface GpioOutputsParams {
  /** Such as `gpiochip0`. */
  readonly chip: string;
  /** What is not wired is left out. */
  readonly lines: { readonly siren?: number; readonly strobe?: number; readonly lamp?: number };
  /** A program that says its last argument, with the arguments before it, e.g. `['espeak-ng', '-v', 'th']`. */
  readonly speakCommand?: readonly string[];
  readonly onFailure: (output: string, reason: string) => void;
  /** @default 'gpioset', of libgpiod 2 */
  readonly command?: string;
}

/** Lamp: dark, blinking while the call is on its way, lit when it was heard. */
const lampArguments: Readonly<Record<LampState, (line: number) => readonly string[]>> = {
  ready: (line) => [`${line}=0`],
  calling: (line) => ['--toggle', '250ms', `${line}=1`],
  heard: (line) => [`${line}=1`],
};

/**
 * Outputs on GPIO lines: `gpioset` holds a line for as long as it runs
 * (https://libgpiod.readthedocs.io/en/latest/gpioset.html), so what ends the agent's service also ends the siren.
 */
export function createGpioOutputs(params: GpioOutputsParams): Outputs {
  const { lines } = params;
  const holders = new Map<number, ChildProcess>();
  const hold = (output: string, line: number | undefined, settings: (line: number) => readonly string[]) => {
    if (line === undefined) return;
    const former = holders.get(line);
    const start = () => holders.set(line, run(params, output, settings(line)));
    // A line has one holder at a time, so the next one waits for the former to let go.
    if (former === undefined || hasEnded(former)) return void start();
    former.removeAllListeners('close').once('close', start);
    former.kill();
  };
  const onOff = (isOn: boolean) => (line: number) => [`${line}=${isOn ? 1 : 0}`];
  return {
    siren: (isOn) => hold('siren', lines.siren, onOff(isOn)),
    strobe: (isOn) => hold('strobe', lines.strobe, onOff(isOn)),
    lamp: (state) => hold('lamp', lines.lamp, lampArguments[state]),
    speak: (text) => speak(params, text),
    stop: () => {
      for (const holder of holders.values()) holder.removeAllListeners('close').kill();
    },
  };
}

const hasEnded = ({ exitCode, signalCode, pid }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null || pid === undefined;

function run(
  { chip, command = 'gpioset', onFailure }: GpioOutputsParams,
  output: string,
  settings: readonly string[],
) {
  const child = spawn(command, ['--chip', chip, ...settings], { stdio: ['ignore', 'ignore', 'inherit'] });
  child.on('error', (error) => onFailure(output, error.message));
  child.once('close', (code) => onFailure(output, `gpioset let go of the line (exit status ${code})`));
  return child;
}

function speak({ speakCommand: [program, ...first] = [], onFailure }: GpioOutputsParams, text: string): void {
  if (program === undefined) return;
  const child = spawn(program, [...first, text], { stdio: ['ignore', 'ignore', 'inherit'] });
  child.on('error', (error) => onFailure('speaker', error.message));
}
