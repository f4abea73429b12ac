/** `calling`: the press is kept and on its way; `heard`: the broker has it. */
export type LampState = 'ready' | 'calling' | 'heard';

/** What a pole does to be heard and seen. Each throws when it cannot. */
export interface Outputs {
  siren(isOn: boolean): void;
  strobe(isOn: boolean): void;
  /** Says a text through the speaker. */
  speak(text: string): void;
  /** The lamp beside the button, for whoever pressed. */
  lamp(state: LampState): void;
  /** Everything off. */
  stop(): void;
}

/** In a terminal: says what a pole would do. */
export function createTerminalOutputs(print: (line: string) => void): Outputs {
  const onOff = (isOn: boolean) => (isOn ? 'ON' : 'off');
  return {
    siren: (isOn) => print(`[siren ${onOff(isOn)}]`),
    strobe: (isOn) => print(`[strobe ${onOff(isOn)}]`),
    speak: (text) => print(`[speaker] ${text}`),
    lamp: (state) => print(`[lamp: ${state}]`),
    stop: () => undefined,
  };
}
