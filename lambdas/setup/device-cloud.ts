/** What the account must hold for every device. Each call may be repeated: what exists already is left or adjusted. */
export interface DeviceCloud {
  /** The video stream of a camera, kept `retentionHours` long. */
  ensureStream(name: string, retentionHours: number): Promise<void>;
  ensureThing(name: string, type: 'camera' | 'pole'): Promise<void>;
  /** Removes the thing unless a certificate is still attached to it; says which it was. */
  removeThing(name: string): Promise<'removed' | 'kept'>;
  /** The collection of face vectors. */
  ensureFaceCollection(): Promise<void>;
  /** The collection of strangers' faces, for a zone that keeps them. */
  ensureStrangerCollection(): Promise<void>;
  /** Deletes it with every face in it; one that is not there is no error. */
  removeStrangerCollection(): Promise<void>;
}
