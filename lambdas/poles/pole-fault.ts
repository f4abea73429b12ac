export { type PoleFault, poleFaults } from '../zone/messages.ts';

/** What a pole may report of itself; `<fault>-cleared` is the end of it. */
export const reportedFaults = [
  'stuck-button',
  'battery-low',
  'mains-lost',
  'tamper',
  'siren',
  'other',
] as const;
export type ReportedFault = (typeof reportedFaults)[number];
