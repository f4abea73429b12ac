import type { PeopleMinute } from './people-state.ts';

/** What cameras counted, by the minute; numbers alone, and they go when sightings go. */
export interface PeopleStore {
  /** Keeps finished minutes and parts of minutes; the same one again changes nothing. */
  save(params: SavePeopleParams): Promise<void>;
  /** The minutes of a camera, oldest first; parts of a minute are added up. A minute without video is left out. */
  list(params: ListPeopleParams): Promise<readonly PeopleMinute[]>;
}

export interface SavePeopleParams {
  readonly cameraId: string;
  readonly minutes: readonly PeopleMinute[];
  readonly retentionDays: number;
}

/** Minutes that began from `from` to before `to` (epoch ms). */
export interface ListPeopleParams {
  readonly cameraId: string;
  readonly from: number;
  readonly to: number;
}
