import { buildCluster, decodableBlocks, parseCluster } from './cluster.ts';
import { runFfmpeg } from './ffmpeg.ts';
import type { Fragment, FragmentStore } from './fragment-store.ts';
import { BrokenMatroskaError } from './matroska.ts';

/**
 * The newest picture of a stream as JPEG: the keyframe of its last readable fragment.
 * One frame is decoded per new fragment; asking again in between costs nothing.
 */
export function makeLatestFrame(store: FragmentStore): () => Promise<Buffer | undefined> {
  let shown: { readonly number: string; readonly picture: Promise<Buffer | undefined> } | undefined;
  return async () => {
    const fragment = store.fragments().at(-1);
    if (fragment === undefined) return undefined;
    if (shown?.number === fragment.number) return shown.picture;
    const before = shown?.picture;
    const picture = decodeKeyframe(store, fragment).then(async (jpeg) => jpeg ?? (await before));
    shown = { number: fragment.number, picture };
    return picture;
  };
}

async function decodeKeyframe(store: FragmentStore, fragment: Fragment): Promise<Buffer | undefined> {
  const header = store.header(fragment.sessionId);
  const bytes = await store.cluster(fragment);
  if (header?.video === undefined || bytes === undefined) return undefined;
  try {
    const [keyframe] = decodableBlocks(parseCluster(bytes), header.video);
    const asJpeg = [
      '-frames:v',
      '1',
      '-c:v',
      'mjpeg',
      '-pix_fmt',
      'yuvj420p',
      '-q:v',
      '5',
      '-f',
      'image2pipe',
      'pipe:1',
    ];
    const { output } = await runFfmpeg(
      ['-threads', '1', '-f', 'matroska', '-i', 'pipe:0', '-map', '0:v:0', ...asJpeg],
      [header.bytes, buildCluster(0, [keyframe])],
    );
    return output.length === 0 ? undefined : output;
  } catch (error) {
    if (error instanceof BrokenMatroskaError) return undefined;
    throw error;
  }
}
