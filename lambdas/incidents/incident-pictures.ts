/** The frames that were kept as evidence of incidents. Files are paths inside an incident's folder. */
export interface IncidentPictures {
  /** Some hundred at most, by name. */
  list(incidentId: string): Promise<readonly string[]>;
  /** JPEG; `undefined`: there is none. */
  read(incidentId: string, file: string): Promise<Uint8Array | undefined>;
}

/** What a picture shows, from its file. */
export interface IncidentPicture {
  readonly file: string;
  readonly cameraId: string;
  /** Epoch ms. */
  readonly takenAt: number;
}

const pictureForm = /^frames\/([a-z0-9][a-z0-9-]{0,79})\/(\d{10,14})\.jpg$/;

/** Whether it is the path of a frame, and of nothing else that lies in the folder. */
export function isPictureFile(file: string): boolean {
  return pictureForm.test(file);
}

/** Of each camera the frame nearest to `at` (epoch ms), the nearest first, at most `most`. */
export function picturesNear(files: readonly string[], at: number, most: number): readonly IncidentPicture[] {
  const distance = ({ takenAt }: IncidentPicture) => Math.abs(takenAt - at);
  const near = files.flatMap(pictureOf).sort((a, b) => distance(a) - distance(b));
  const seen = new Set<string>();
  const first = near.filter(({ cameraId }) => !seen.has(cameraId) && seen.add(cameraId));
  return first.slice(0, most);
}

function pictureOf(file: string): readonly IncidentPicture[] {
  const [, cameraId, takenAt] = pictureForm.exec(file) ?? [];
  return cameraId === undefined ? [] : [{ file, cameraId, takenAt: Number(takenAt) }];
}
