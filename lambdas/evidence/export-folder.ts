/** Where an export of evidence goes: a folder on somebody's computer, or in a bucket. */
export interface ExportFolder {
  /** Before anything is written; throws when the folder cannot be used. */
  open(): Promise<void>;
  /** `file` may lie in folders of its own, parted by `/`. */
  write(file: string, bytes: Uint8Array): Promise<void>;
}
