import { z } from 'zod';
import { cameraOptions } from '../zone/camera-file.ts';
import { place } from '../zone/messages.ts';

/** A camera as apply-zone writes it to the registry. */
export const camera = z.object({
  /** Also the name of its video stream. */
  id: z.string().min(1),
  watches: z.array(z.enum(['faces', 'plates'])).min(1),
  framesPerSecond: z.number().min(0.2).max(5),
  place,
  /** Compass bearing of the view, degrees clockwise from north. */
  bearingDegrees: z.number().min(0).max(360).optional(),
  ...cameraOptions,
  /** When the zone file was last applied (epoch ms). */
  appliedAt: z.int().min(0).optional(),
});
export type Camera = z.infer<typeof camera>;
