/** Presses as a pole does. */
export interface PoleButton {
  /** A press that reaches drill recipients alone; the same `pressId` again is the same press. */
  drill(poleId: string, pressId: string): Promise<void>;
}
