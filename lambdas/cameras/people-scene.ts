import type { Box } from '../zone/picture.ts';
import { hasStood, type Pass } from './passes.ts';

/** Whose faces one frame showed. */
export interface PeopleScene {
  /** Epoch milliseconds. */
  readonly takenAt: number;
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly SeenFace[];
}

export interface SeenFace {
  readonly passId: string;
  readonly firstSeenAt: number;
  /** In pixels. */
  readonly box: Box;
  /** Whether it stands still. */
  readonly stood: boolean;
}

/** The faces of open passes that the frame taken at `takenAt` showed. */
export function sceneOf(open: readonly Pass<unknown>[], frame: Omit<PeopleScene, 'faces'>): PeopleScene {
  const { takenAt, width, height } = frame;
  const faces = open
    .filter(({ lastSeenAt }) => lastSeenAt === takenAt)
    .map((pass) => ({
      passId: pass.passId,
      firstSeenAt: pass.firstSeenAt,
      box: pass.box,
      stood: hasStood(pass),
    }));
  return { takenAt, width, height, faces };
}
