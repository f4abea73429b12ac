/**
 * Folders in which an officer asks to enroll a person: `entry.yaml`, put last, with photos beside it. The folder's
 * name is the person's id.
 */
export interface EnrollmentFolders {
  /** Those that hold an `entry.yaml`. */
  list(): Promise<readonly EnrollmentFolder[]>;
  /** Those that hold photos and no `entry.yaml`: they wait for somebody to say whom they show. */
  listPhotos(): Promise<readonly PhotoFolder[]>;
  /** `undefined`: it is gone. */
  read(folder: string, file: string): Promise<Uint8Array | undefined>;
  write(
    folder: string,
    file: string,
    content: { readonly text: string; readonly type: string },
  ): Promise<void>;
  /** Deletes files of a folder; one that is not there is no error. */
  delete(folder: string, files: readonly string[]): Promise<void>;
  /** Deletes a folder with all that is in it; one that is not there is no error. */
  remove(folder: string): Promise<void>;
}

export interface PhotoFolder {
  readonly name: string;
  /** Sorted by name, without `entry.yaml` and what was answered. */
  readonly photos: readonly string[];
}

export interface EnrollmentFolder extends PhotoFolder {
  /** Another one for each `entry.yaml` that is put there. */
  readonly revision: string;
}
