import { incidentIdOf, probePoleId } from '../zone/names.ts';

/** An alert that takes longer has missed its purpose. */
export const lateSeconds = 10;
/** So long is waited to tell a late alert from a lost one. */
export const patienceSeconds = 30;

/** When the zone's own press passed each point (epoch ms); a clock of another service may be a little off. */
export interface ProbeTimes {
  readonly pressedAt: number;
  readonly arrivedAt: number;
  /** The broker's time, the incident's and the alert's; absent where their records could not be read. */
  readonly brokerAt?: number | undefined;
  readonly openedAt?: number | undefined;
  readonly sentAt?: number | undefined;
}

export interface ProbeHops {
  readonly broker?: number;
  readonly incident?: number;
  readonly alert?: number;
  readonly topic?: number;
  readonly total: number;
}

/** Seconds of each hop; one whose ends are not both known is left out. */
export function hopsOf({ pressedAt, brokerAt, openedAt, sentAt, arrivedAt }: ProbeTimes): ProbeHops {
  const between = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? undefined : Math.max(0, to - from) / 1000;
  const hops = {
    broker: between(pressedAt, brokerAt),
    incident: between(brokerAt, openedAt),
    alert: between(openedAt, sentAt),
    topic: between(sentAt, arrivedAt),
  };
  const known = Object.entries(hops).filter(([, seconds]) => seconds !== undefined);
  return { ...Object.fromEntries(known), total: Math.max(0, arrivedAt - pressedAt) / 1000 };
}

/** A press of its own for each test, and the incident that it opens. */
export function probeOf(pressedAt: number): { readonly pressId: string; readonly incidentId: string } {
  const pressId = `probe-${pressedAt}`;
  return { pressId, incidentId: incidentIdOf('sos', probePoleId, pressId) };
}
