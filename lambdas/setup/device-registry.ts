import type { Place } from '../zone/messages.ts';
import type { Camera, Pole, ZoneSettings } from '../zone/zone-file.ts';

/** Registry items: what the functions read about a device. The device's site is told in full, so one read is enough. */
export interface CameraItem
  extends Pick<Camera, 'regions' | 'masks' | 'priority' | 'paidCallsPerDay' | 'crowd' | 'view'> {
  readonly kind: 'camera';
  readonly id: string;
  readonly watches: Camera['watches'];
  readonly bearingDegrees: number;
  readonly framesPerSecond: number;
  readonly place: Place;
  /** Epoch ms: nothing is told of the camera's health right after. */
  readonly appliedAt: number;
}

export interface PoleItem {
  readonly kind: 'pole';
  readonly id: Pole['id'];
  readonly place: Place;
}

export interface SettingsItem {
  readonly kind: 'zone';
  readonly id: 'settings';
  readonly settings: ZoneSettings;
  /** Epoch ms: nothing is told of a pole's silence right after. */
  readonly appliedAt: number;
}

export type RegistryItem = CameraItem | PoleItem | SettingsItem;

/** Where the faces of strangers lie, as the zone file said before. */
export interface StrangersBefore {
  readonly zoneId: string;
  readonly rekognitionRegion: string;
}

/** The registry table, as the reconciler needs it. */
export interface DeviceRegistry {
  idsOf(kind: 'camera' | 'pole'): Promise<readonly string[]>;
  /** Undefined where strangers were not kept. */
  strangersBefore(): Promise<StrangersBefore | undefined>;
  put(item: RegistryItem): Promise<void>;
  /** That the device stands in the zone file since `at` (epoch ms); the first time stands until it is removed. */
  keepSince(id: string, at: number): Promise<void>;
  remove(kind: 'camera' | 'pole', id: string): Promise<void>;
}
