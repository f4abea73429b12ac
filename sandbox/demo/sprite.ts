import sharp from 'sharp';

/** A cut-out picture that is drawn into frames at any size. */
export interface Sprite {
  readonly width: number;
  readonly height: number;
  /** RGBA, colors multiplied by alpha: blending needs no division and edges keep no dark fringe. */
  readonly data: Uint8Array;
  /** How many of its pixels are one meter. */
  readonly pixelsPerMeter: number;
}

/** A frame being drawn: 8-bit RGB, rows from the top. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Makes a sprite of any picture sharp reads; transparent parts stay transparent. */
export async function makeSprite(picture: Buffer, pixelsPerMeter: number): Promise<Sprite> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel++) data[at + channel] = (data[at + channel] ?? 0) * alpha;
  }
  return { width: info.width, height: info.height, data, pixelsPerMeter };
}

interface Placement {
  /** Where the middle of the sprite's lower edge stands, in canvas pixels. */
  readonly x: number;
  readonly y: number;
  /** Canvas pixels per meter at that spot. */
  readonly pixelsPerMeter: number;
  /** 0 (not there) to 1. */
  readonly opacity: number;
}

/**
 * Blends the sprite in, smoothly scaled (bilinear); what lies outside the canvas is cut.
 * Own code because 1,200 frames in half a minute leave 20 ms for a frame, which an image library needs for one sprite.
 */
export function drawSprite(canvas: Canvas, sprite: Sprite, placement: Placement): void {
  const { x, y, pixelsPerMeter, opacity } = placement;
  const zoom = pixelsPerMeter / sprite.pixelsPerMeter;
  const left = x - (sprite.width * zoom) / 2;
  const top = y - sprite.height * zoom;
  const lastRow = Math.min(canvas.height, Math.ceil(y));
  const lastColumn = Math.min(canvas.width, Math.ceil(left + sprite.width * zoom));
  for (let row = Math.max(0, Math.floor(top)); row < lastRow; row++) {
    const sourceY = clamp((row + 0.5 - top) / zoom - 0.5, sprite.height - 1.001);
    for (let column = Math.max(0, Math.floor(left)); column < lastColumn; column++) {
      const sourceX = clamp((column + 0.5 - left) / zoom - 0.5, sprite.width - 1.001);
      blendPixel(canvas.data, (row * canvas.width + column) * 3, sprite, sourceX, sourceY, opacity);
    }
  }
}

// Flat parameters: it runs a hundred million times for one video.
function blendPixel(
  target: Uint8Array,
  at: number,
  { data, width }: Sprite,
  x: number,
  y: number,
  opacity: number,
): void {
  const column = x | 0;
  const row = y | 0;
  const right = x - column;
  const down = y - row;
  const from = (row * width + column) * 4;
  const below = from + width * 4;
  const w00 = (1 - right) * (1 - down) * opacity;
  const w10 = right * (1 - down) * opacity;
  const w01 = (1 - right) * down * opacity;
  const w11 = right * down * opacity;
  const mix = (channel: number) =>
    (data[from + channel] ?? 0) * w00 +
    (data[from + 4 + channel] ?? 0) * w10 +
    (data[below + channel] ?? 0) * w01 +
    (data[below + 4 + channel] ?? 0) * w11;
  const alpha = mix(3);
  if (alpha < 1) return;
  const kept = 1 - alpha / 255;
  for (let channel = 0; channel < 3; channel++) {
    target[at + channel] = (target[at + channel] ?? 0) * kept + mix(channel) + 0.5;
  }
}

const clamp = (value: number, highest: number) => Math.min(highest, Math.max(0, value));
