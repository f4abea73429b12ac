import { z } from 'zod';
import { action } from './action.ts';
import { faceDetail } from './face-detail.ts';
import { imageSchema } from './image.ts';

const input = z.object({ Image: imageSchema, Attributes: z.array(z.string()).default(['DEFAULT']) });

/** Every face, the largest first. `ALL` adds landmarks only: the other attributes are not measured here. */
export const detectFaces = action(input, async ({ Image, Attributes }, context) => {
  const { picture } = await context.readImage(Image);
  const faces = await (await context.engine()).findFaces(picture);
  const landmarks = Attributes.includes('ALL') ? 'all' : 'default';
  return { FaceDetails: faces.map((face) => faceDetail(face, picture, landmarks)) };
});
