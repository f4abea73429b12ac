import { resolve } from 'node:path';

/** `copy` keeps the video as it is; `encode` makes it H.264 with a keyframe every two seconds. */
export type VideoHandling = 'copy' | 'encode';

const copyableCodecs: readonly string[] = ['V_MPEG4/ISO/AVC', 'V_MPEGH/ISO/HEVC'];

/** Whether Kinesis Video's players take this Matroska codec as it is. */
export function isCopyable(codecId: string): boolean {
  return copyableCodecs.includes(codecId);
}

export interface FileArguments {
  readonly file: string;
  readonly handling: VideoHandling;
  /** At the speed of a clock, as a camera would. */
  readonly isLive: boolean;
  readonly loop?: boolean;
  readonly seconds?: number;
}

/** ffmpeg's arguments to read a video file and write Matroska. */
export function fileArguments({
  file,
  handling,
  isLive,
  loop = false,
  seconds,
}: FileArguments): readonly string[] {
  return [
    ...(isLive ? ['-re'] : []),
    ...(loop ? ['-stream_loop', '-1'] : []),
    // The prefix keeps a file's name from being read as an option or a network address.
    ...['-fflags', '+genpts', '-i', `file:${resolve(file)}`],
    ...(seconds === undefined ? [] : ['-t', `${seconds}`]),
    ...matroskaOutput(handling),
  ];
}

/** ffmpeg's arguments to follow an RTSP camera over TCP and write Matroska. */
export function rtspArguments(url: string, handling: VideoHandling): readonly string[] {
  return ['-rtsp_transport', 'tcp', '-i', url, ...matroskaOutput(handling)];
}

/**
 * `-dash 1` is what makes every keyframe, and nothing else, begin a cluster. A time limit alone would cut
 * between keyframes, and ffmpeg otherwise joins clusters under 4 KB.
 */
function matroskaOutput(handling: VideoHandling): readonly string[] {
  const codec =
    handling === 'copy'
      ? ['-c', 'copy']
      : [
          ...[
            '-c:v',
            'libx264',
            '-preset',
            'veryfast',
            '-pix_fmt',
            'yuv420p',
            '-bf',
            '0',
            '-sc_threshold',
            '0',
          ],
          ...['-force_key_frames', 'expr:gte(t,n_forced*2)'],
        ];
  return ['-map', '0:v:0', ...codec, '-f', 'matroska', '-dash', '1', 'pipe:1'];
}
