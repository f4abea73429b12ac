import type { Camera } from '../cameras/camera.ts';
import type { PictureCodec } from '../cameras/picture-codec.ts';
import { maskedCodec } from '../cameras/privacy-mask.ts';

/** The JPEG with the camera's masks burned in; as it came where there are none. Throws FrameUnreadableError. */
export async function maskFrame(
  jpeg: Uint8Array,
  { masks }: Pick<Camera, 'masks'>,
  codec: PictureCodec,
): Promise<Uint8Array> {
  if (!isMasked({ masks })) return jpeg;
  const picture = await maskedCodec(codec, masks).decode(jpeg);
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  return codec.cropToJpeg(picture, whole, 1);
}

export function isMasked({ masks }: Pick<Camera, 'masks'>): boolean {
  return masks !== undefined && masks.length > 0;
}
