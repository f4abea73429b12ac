import type { Box } from '../lambdas/zone/picture.ts';

/** One person in one of the demo photos (tools/model-packages.ts), in pixels of the photo (1920 wide). */
export interface DemoFace {
  readonly file: `sample${1 | 2 | 3 | 4 | 5 | 6}.jpg`;
  /** Chin to forehead. */
  readonly face: Box;
  /** Head and shoulders, with no second face in it: what is pasted onto a drawn pedestrian, or enrolled. */
  readonly bust: Box;
}

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

/**
 * Who of the demo photos is who, as far as the face model sees it: measured, not known.
 * Faces are 146–235 pixels wide, so a pedestrian may have a face of up to about 150 pixels without enlarging.
 */
export const demoPeople = {
  /**
   * In two photos, cosine .68: similarity ≥ 99.9 down to a face of 80 pixels, ≥ 99 at 60, 88–98 at 48 in a poor JPEG.
   * The two enrolled pictures are a narrow and a wide crop of one photo: no third photo shows this person.
   */
  watched: {
    enroll: [
      { file: 'sample1.jpg', face: box(1456, 222, 235, 212), bust: box(1339, 116, 470, 445) },
      { file: 'sample1.jpg', face: box(1456, 222, 235, 212), bust: box(1409, 170, 329, 310) },
    ],
    appears: [{ file: 'sample3.jpg', face: box(1076, 202, 232, 315), bust: box(960, 45, 464, 661) }],
  },
  /** Probably one person in two photos, cosine .43–.48: similarity 78–93, a candidate at best. */
  alike: {
    enroll: [{ file: 'sample1.jpg', face: box(823, 422, 216, 230), bust: box(715, 307, 432, 483) }],
    appears: [{ file: 'sample4.jpg', face: box(266, 194, 158, 253), bust: box(187, 68, 316, 531) }],
  },
  /** In one photo each; nobody of them comes near the watched person (cosine under .38). */
  strangers: [
    { file: 'sample6.jpg', face: box(257, 487, 208, 276), bust: box(153, 349, 416, 580) },
    { file: 'sample6.jpg', face: box(675, 320, 177, 309), bust: box(587, 166, 354, 648) },
    { file: 'sample6.jpg', face: box(1171, 309, 196, 271), bust: box(1073, 174, 392, 569) },
    { file: 'sample6.jpg', face: box(1480, 252, 223, 301), bust: box(1369, 102, 446, 632) },
    { file: 'sample5.jpg', face: box(798, 106, 146, 212), bust: box(725, 0, 292, 445) },
    { file: 'sample5.jpg', face: box(610, 409, 162, 269), bust: box(529, 275, 324, 564) },
    { file: 'sample5.jpg', face: box(1414, 388, 178, 276), bust: box(1325, 250, 356, 580) },
    { file: 'sample3.jpg', face: box(594, 317, 201, 282), bust: box(494, 176, 402, 592) },
    { file: 'sample4.jpg', face: box(990, 179, 175, 251), bust: box(903, 54, 350, 527) },
  ],
} as const satisfies {
  readonly watched: { readonly enroll: readonly DemoFace[]; readonly appears: readonly DemoFace[] };
  readonly alike: { readonly enroll: readonly DemoFace[]; readonly appears: readonly DemoFace[] };
  readonly strangers: readonly DemoFace[];
};
