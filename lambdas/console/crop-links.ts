/** Links to the pictures that are kept with sightings: crops of frames behind the cameras' privacy masks. */
export interface CropLinks {
  /** A link that a browser may load the picture by, for `linkSeconds` (picture-links.ts). */
  linkTo(pictureKey: string): Promise<string>;
}
