import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ButtonEvent, Buttons } from './buttons.ts';
import { type ButtonState, moveContact, releasedButton, settle, settleMilliseconds } from './debounce.ts';

export interface GpioButtonsParams {
  /** Such as `gpiochip0`. */
  readonly chip: string;
  /** Lines of buttons that close to ground. */
  readonly lines: { readonly press: number; readonly cancel?: number; readonly safe?: number };
  /** A clock that only runs forward, in ms. */
  readonly uptime: () => number;
  /** @default 'gpiomon', of libgpiod 2 */
  readonly command?: string;
}

const restartMilliseconds = 1_000;

/**
 * Buttons on GPIO lines, watched by `gpiomon` (https://libgpiod.readthedocs.io/en/latest/gpiomon.html). The kernel wakes it
 * at each edge; when it ends it is started again.
 */
export function createGpioButtons(params: GpioButtonsParams): Buttons {
  return new GpioButtons(params);
}

class GpioButtons implements Buttons {
  readonly #params: GpioButtonsParams;
  readonly #states = new Map<number, ButtonState>();
  #onEvent: (event: ButtonEvent) => void = () => undefined;
  #process: ChildProcess | undefined;
  #settling: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(params: GpioButtonsParams) {
    this.#params = params;
  }

  start(onEvent: (event: ButtonEvent) => void): void {
    this.#onEvent = onEvent;
    // Also finds a button that is held for too long, which makes no edge.
    this.#settling = setInterval(() => this.#settle(), settleMilliseconds / 2);
    this.#watch();
  }

  isWorking(): boolean {
    const { pid, exitCode = null, signalCode = null } = this.#process ?? {};
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#settling);
    this.#process?.kill();
  }

  #watch(): void {
    if (this.#isStopped) return;
    const { chip, lines, command = 'gpiomon' } = this.#params;
    const edges = ['--edges', 'both', '--active-low', '--bias', 'pull-up', '--format', '%o %e'];
    const child = spawn(command, ['--chip', chip, ...edges, ...Object.values(lines).map(String)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = child;
    createInterface({ input: child.stdout }).on('line', (line) => this.#takeEdge(line));
    // A missing program gives an error and no exit.
    child.on('error', () => undefined);
    child.once('close', () => setTimeout(() => this.#watch(), restartMilliseconds).unref());
  }

  /** `<line> <1 rising | 2 falling>`; with --active-low, rising is the button going down. */
  #takeEdge(text: string): void {
    const [, line, edge] = /^(\d+) ([12])$/.exec(text) ?? [];
    if (line === undefined) return;
    const state = this.#states.get(Number(line)) ?? releasedButton;
    const contact = { isDown: edge === '1', at: this.#params.uptime() };
    this.#states.set(Number(line), moveContact(state, contact));
  }

  #settle(): void {
    const { lines, uptime } = this.#params;
    for (const [name, line] of Object.entries(lines)) {
      const { state, news } = settle(this.#states.get(line) ?? releasedButton, uptime());
      this.#states.set(line, state);
      if (news === 'pressed') this.#onEvent(name as keyof typeof lines);
      if (name === 'press' && (news === 'stuck' || news === 'free')) this.#onEvent(news);
    }
  }
}
