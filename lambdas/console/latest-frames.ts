/** The small picture that watch-camera keeps of what each camera sees (cameras/keep-latest-frame.ts). */
export interface LatestFrames {
  /** When each camera's picture was kept (epoch ms); cameras without one are left out. */
  keptAt(): Promise<ReadonlyMap<string, number>>;
  /** A link that a browser may load the picture by, for `frameLinkSeconds`. */
  linkTo(cameraId: string): Promise<string>;
}

/** The dashboard asks again sooner, and what a camera sees now is nobody's tomorrow. */
export const frameLinkSeconds = 300;
