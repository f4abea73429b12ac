import type { CameraReport, TellReport } from './camera-report.ts';

/** A camera stores a fragment every second or two; one line in so many says that all is well. */
const fragmentsPerLine = 60;

/** Tells what happens in words: each change, and now and then that video is stored. */
export function describeReports(print: (line: string) => void): TellReport {
  let stored = 0;
  return (report) => {
    if (report.event !== 'stored') return print(describe(report));
    if (stored % fragmentsPerLine === 0) print(describeStored(report, stored + 1));
    stored += 1;
  };
}

function describeStored(
  { at, lagMilliseconds }: Extract<CameraReport, { event: 'stored' }>,
  count: number,
): string {
  return `stored: ${count} fragments, the video of ${at} after ${seconds(lagMilliseconds)}`;
}

function describe(report: Exclude<CameraReport, { event: 'stored' }>): string {
  switch (report.event) {
    case 'connected':
      return `connected to stream ${report.streamName}, ${report.waitingFragments} fragments waiting`;
    case 'rotated':
      return report.reason === 'age'
        ? 'changing to a new connection: this one is old enough'
        : 'changing to a new connection: the picture changed its format';
    case 'connection-lost':
      return `no connection: ${report.reason}; again in ${seconds(report.retryMilliseconds)}`;
    case 'camera-interrupted':
      return `no video: ${report.reason}; again in ${seconds(report.retryMilliseconds)}`;
    case 'lost':
      return `LOST: ${seconds(report.durationMilliseconds)} of video from ${report.at}, ${report.lostFragments} fragments so far`;
    case 'done':
      return `done: ${report.storedFragments} fragments stored, ${report.lostFragments} lost, ${report.connections} connections`;
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
