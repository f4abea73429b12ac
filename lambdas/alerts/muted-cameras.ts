/** Which cameras' alerts are held back. */
export interface MutedCameras {
  /** Until when (epoch ms) each of these is, or was, muted; those that never were are left out. */
  untilOf(cameraIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
