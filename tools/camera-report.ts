import type { CameraFragment } from './camera-fragments.ts';

/** What the bridge tells while it runs; one JSON line each with `--json`. Times are ISO 8601. */
export type CameraReport =
  | { readonly event: 'connected'; readonly streamName: string; readonly waitingFragments: number }
  | ({
      readonly event: 'stored';
      readonly bytes: number;
      /** From the end of the fragment's last picture to its acknowledgement. */
      readonly lagMilliseconds: number;
    } & FragmentWords)
  | { readonly event: 'rotated'; readonly reason: 'age' | 'format' }
  | { readonly event: 'connection-lost'; readonly reason: string; readonly retryMilliseconds: number }
  | { readonly event: 'camera-interrupted'; readonly reason: string; readonly retryMilliseconds: number }
  | ({
      readonly event: 'lost';
      /** Over the whole run. */
      readonly lostFragments: number;
    } & FragmentWords)
  | ({ readonly event: 'done' } & SendResult);

interface FragmentWords {
  readonly at: string;
  readonly durationMilliseconds: number;
}

export interface SendResult {
  readonly storedFragments: number;
  /** Given up before they were known to be stored. */
  readonly lostFragments: number;
  readonly storedBytes: number;
  readonly connections: number;
}

export type TellReport = (report: CameraReport) => void;

export function fragmentWords({ timecode, durationMilliseconds }: CameraFragment): FragmentWords {
  return { at: new Date(timecode).toISOString(), durationMilliseconds };
}
