import { z } from 'zod';

/** Ids of sites, devices and regions. */
export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{2,39}$/,
    'must be 3–40 characters: a–z, 0–9 and "-", beginning with a letter, e.g. "nk-cam-01"',
  );

export const sampling = z.strictObject({
  /** Frames per second taken from the stream: GetImages allows at most 5 (one per 200 ms). */
  framesPerSecond: z.number().min(0.2).max(5),
});

const share = z.number().min(0).max(1, 'must be a fraction of the picture 0–1, not pixels');

/** A part of the picture: its corners `[x, y]` in fractions of width and height, from the top left, in order. */
const outline = z
  .array(z.tuple([share, share]))
  .min(3, 'needs at least three corners')
  .max(20);
export type Outline = z.infer<typeof outline>;

const region = z.strictObject({
  id,
  outline,
  /** Somebody whose face stays in the region this long loiters, which alerts; left out: never. */
  loiteringSeconds: z.int().min(30).max(7200).optional(),
});

/** Where a camera hangs and what its lens shows: `zone plan` judges and draws it, the map and evidence know where it looks. */
export const cameraView = z
  .strictObject({
    /** Of the lens above the ground. */
    mountHeightMeters: z.number().min(1.5).max(30),
    /** Along the ground from the camera to where it is to recognize faces or plates. */
    watchesAtMeters: z.number().min(1).max(300),
    /** Along the ground to where it still shows what happens. */
    rangeMeters: z.number().min(2).max(500),
    pictureWidthPixels: z.int().min(320).max(8192),
    /** Across the picture; instead of sensor and lens. */
    horizontalDegrees: z.number().min(2).max(180).optional(),
    sensorWidthMillimeters: z.number().min(1).max(40).optional(),
    focalLengthMillimeters: z.number().min(1).max(300).optional(),
  })
  .superRefine(checkView);
export type CameraView = Readonly<z.infer<typeof cameraView>>;

interface ViewFields {
  readonly watchesAtMeters: number;
  readonly rangeMeters: number;
  readonly horizontalDegrees?: number | undefined;
  readonly sensorWidthMillimeters?: number | undefined;
  readonly focalLengthMillimeters?: number | undefined;
}

function checkView(view: ViewFields, context: z.RefinementCtx): void {
  const refuse = (field: keyof ViewFields, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  const { sensorWidthMillimeters: sensor, focalLengthMillimeters: lens, horizontalDegrees } = view;
  if (horizontalDegrees === undefined && (sensor === undefined || lens === undefined)) {
    const missing = sensor === undefined ? 'sensorWidthMillimeters' : 'focalLengthMillimeters';
    refuse(missing, 'is missing, must be there with its partner, or horizontalDegrees instead of both');
  }
  if (horizontalDegrees !== undefined && (sensor !== undefined || lens !== undefined))
    refuse('horizontalDegrees', 'must stand alone: sensor and lens say the same');
  if (view.rangeMeters < view.watchesAtMeters)
    refuse(
      'rangeMeters',
      `is ${view.rangeMeters}, must be at least watchesAtMeters (${view.watchesAtMeters})`,
    );
}

/** What may be left out of a camera, in the zone file and in the registry alike. */
export const cameraOptions = {
  /** Only what happens here is looked at; left out: the whole picture. */
  regions: z.array(region).min(1).max(8).optional(),
  /** Blackened before anybody or anything looks, e.g. the windows of a house. */
  masks: z.array(outline).min(1).max(16).optional(),
  /** Whose paid calls are saved first when the budget runs down. */
  priority: z.enum(['low', 'normal', 'high']).optional(),
  /** At most so many paid recognition calls a day for this camera; left out: only the zone's budget counts. */
  paidCallsPerDay: z.int().min(0).max(1_000_000).optional(),
  /** More than `people` faces at a time over all of `minutes` minutes alert; left out: never. */
  crowd: z.strictObject({ people: z.int().min(2).max(500), minutes: z.int().min(1).max(60) }).optional(),
  view: cameraView.optional(),
};

/** A camera of the zone file. */
export const camera = z.strictObject({
  /** Also the name of the video stream and of the IoT thing of the camera. */
  id,
  site: id,
  watches: z
    .array(z.enum(['faces', 'plates']))
    .min(1)
    .max(2),
  /** Compass bearing of the view, degrees clockwise from north. */
  bearingDegrees: z.number().min(0).max(360),
  sampling: sampling.optional(),
  /** Of the site's own, unless it says otherwise. */
  phase: id.optional(),
  ...cameraOptions,
});
