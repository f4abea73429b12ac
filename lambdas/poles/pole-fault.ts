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

/** What can be wrong with a pole, the worst first. */
export const poleFaults = [
  'silent',
  'stuck-button',
  'tamper',
  'self-test-failed',
  'mains-lost',
  'battery-low',
  'siren',
  'self-test-overdue',
  'other',
] as const;
export type PoleFault = (typeof poleFaults)[number];
