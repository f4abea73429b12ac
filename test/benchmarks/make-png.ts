import sharp from 'sharp';

/** A gray picture. */
export function makePng(width = 320, height = 160): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
}
