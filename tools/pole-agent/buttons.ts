export type ButtonEvent = 'press' | 'cancel' | 'safe' | 'stuck' | 'free' | 'quit';

/** Where a person touches the pole. */
export interface Buttons {
  /** Tells of each touch once: contacts have settled. */
  start(onEvent: (event: ButtonEvent) => void): void;
  /** Whether a touch would be heard now: part of the self-test. */
  isWorking(): boolean;
  stop(): void;
}
