import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Buttons } from '../../../tools/pole-agent/buttons.ts';
import { createGpioButtons } from '../../../tools/pole-agent/gpio-buttons.ts';
import { createGpioOutputs } from '../../../tools/pole-agent/gpio-outputs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gpio-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that notes its arguments and then does as the script says. */
function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho "$@" >> ${path}.log\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
const logOf = (path: string) => {
  try {
    return readFileSync(`${path}.log`, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
};

it('hears the buttons that gpiomon tells of, once for each touch', async () => {
  const command = program('gpiomon', 'echo 17 1; sleep 0.2; echo 17 2; echo 27 1; exec sleep 60');
  const events: string[] = [];
  const buttons: Buttons = createGpioButtons({
    chip: 'gpiochip0',
    lines: { press: 17, cancel: 27 },
    uptime: () => performance.now(),
    command,
  });

  buttons.start((event) => events.push(event));

  await vi.waitFor(() => expect(events).toEqual(['press', 'cancel']), 5000);
  expect(buttons.isWorking()).toBe(true);
  expect(logOf(command)).toEqual([
    '--chip gpiochip0 --edges both --active-low --bias pull-up --format %o %e 17 27',
  ]);
  buttons.stop();
  await vi.waitFor(() => expect(buttons.isWorking()).toBe(false), 5000);
});

it('starts gpiomon again when it ends, and knows that buttons are deaf meanwhile', async () => {
  const command = program('gpiomon', 'exit 1');
  const buttons = createGpioButtons({
    chip: 'gpiochip0',
    lines: { press: 17 },
    uptime: () => performance.now(),
    command,
  });

  buttons.start(() => undefined);

  await vi.waitFor(() => expect(buttons.isWorking()).toBe(false), 5000);
  await vi.waitFor(() => expect(logOf(command).length).toBeGreaterThan(1), 5000);
  buttons.stop();
});

it('holds a line by one gpioset at a time, which the next one replaces', async () => {
  const command = program('gpioset', 'exec sleep 60');
  const failures: string[] = [];
  const onFailure = (output: string, reason: string) => failures.push(`${output}: ${reason}`);
  const outputs = createGpioOutputs({
    chip: 'gpiochip0',
    lines: { siren: 22, lamp: 23 },
    onFailure,
    command,
  });

  outputs.siren(true);
  await vi.waitFor(() => expect(logOf(command)).toEqual(['--chip gpiochip0 22=1']), 5000);
  outputs.siren(false);
  outputs.lamp('calling');
  outputs.strobe(true);

  await vi.waitFor(
    () =>
      expect(logOf(command).sort()).toEqual([
        '--chip gpiochip0 --toggle 250ms 23=1',
        '--chip gpiochip0 22=0',
        '--chip gpiochip0 22=1',
      ]),
    5000,
  );
  outputs.stop();
  expect(failures).toEqual([]);
});

it('tells of a line that it cannot hold', async () => {
  const failures: string[] = [];
  const onFailure = (output: string) => failures.push(output);
  const outputs = createGpioOutputs({
    chip: 'gpiochip0',
    lines: { siren: 22 },
    onFailure,
    command: join(folder, 'none'),
  });

  outputs.siren(true);

  await vi.waitFor(() => expect(failures).toContain('siren'), 5000);
});
