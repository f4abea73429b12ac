import { emitKeypressEvents } from 'node:readline';
import type { ReadStream } from 'node:tty';
import type { ButtonEvent, Buttons } from './buttons.ts';

const keys: Readonly<Record<string, ButtonEvent>> = { space: 'press', c: 'cancel', s: 'safe', q: 'quit' };

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

/** The keyboard: space presses, c cancels, s says "I am safe", q (or Ctrl-C) ends. */
export function createTerminalButtons(input: NodeJS.ReadStream | ReadStream = process.stdin): Buttons {
  let onKey: ((text: string, key: Key) => void) | undefined;
  return {
    start: (onEvent) => {
      onKey = (_text, { name = '', ctrl = false }) => {
        const event = ctrl && name === 'c' ? 'quit' : ctrl ? undefined : keys[name];
        if (event !== undefined) onEvent(event);
      };
      emitKeypressEvents(input);
      if (input.isTTY) input.setRawMode(true);
      input.on('keypress', onKey);
      input.resume();
    },
    isWorking: () => !input.destroyed,
    stop: () => {
      if (onKey !== undefined) input.off('keypress', onKey);
      if (input.isTTY) input.setRawMode(false);
      input.pause();
    },
  };
}
