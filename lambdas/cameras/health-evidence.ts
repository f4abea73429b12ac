import type { CameraFault } from '../zone/messages.ts';
import type { CameraHealth } from './camera-health.ts';
import { isDaylight, isSameLight, type WindowSigns } from './picture-health.ts';
import { learningMilliseconds, type recognizeView } from './view-memory.ts';

/** Of each fault: it is there, it is not, or nothing is known. */
export type Evidence = Readonly<Record<CameraFault, boolean | undefined>>;

const hourMilliseconds = 3_600_000;
/** By itself it became light again within the night: this camera sees nothing at such hours. */
const longestNight = 15 * hourMilliseconds;

/** What the window says of each fault: it is there, it is not, or nothing. One fault hides those after it. */
export function evidenceOf(
  known: CameraHealth,
  seen: WindowSigns,
  view: ReturnType<typeof recognizeView>,
): Evidence {
  const nothing = { silent: false, frozen: undefined, dark: undefined, covered: undefined, moved: undefined };
  if (!seen.hasPicture) return { ...nothing, silent: known.hadPicture ? true : undefined };
  // A lens that is covered is also dark at night: that was told already.
  const isKnown = known.faults.covered?.told !== undefined || isUsuallyDark(known, seen);
  if (seen.isDark) return { ...nothing, dark: isKnown ? undefined : true };
  const frozen = isFrozen(known, seen);
  if (frozen === true) return { ...nothing, dark: false, frozen };
  if (seen.isBlank) return { ...nothing, dark: false, frozen, covered: true };
  return { ...nothing, dark: false, frozen, covered: false, moved: isMoved(known, seen, view) };
}

/**
 * Until a day and a night were seen, an unknown view is a new light as likely as a new direction. By night rain and
 * headlights draw edges of their own: a camera that was turned then is told in the morning.
 */
function isMoved(
  { memory }: CameraHealth,
  { light }: WindowSigns,
  view: ReturnType<typeof recognizeView>,
): boolean | undefined {
  if (view !== 'other') return view && false;
  const isSure =
    memory.learnedMilliseconds >= learningMilliseconds && light !== undefined && isDaylight(light);
  return isSure ? true : undefined;
}

/** A camera that sends a new picture once in a while is slow, not frozen: it must be the picture of the window before, too. */
function isFrozen({ light }: CameraHealth, seen: WindowSigns): boolean | undefined {
  if (seen.isStill !== true) return seen.isStill;
  return seen.light === undefined || light === undefined ? undefined : isSameLight(light, seen.light);
}

const hourBit = (at: number) => 1 << (Math.floor(at / hourMilliseconds) % 24);

/** Dusk comes minutes earlier each week, so the hours beside are usual too. */
function isUsuallyDark({ darkHours }: CameraHealth, { to }: WindowSigns): boolean {
  return [-1, 0, 1].some((hours) => (darkHours & hourBit(to + hours * hourMilliseconds)) !== 0);
}

/** Learned when it becomes light again after a told night; forgotten hour by hour when it is light at that hour. */
export function nextDarkHours(
  { darkHours, faults }: CameraHealth,
  seen: WindowSigns,
  { dark }: Evidence,
): number {
  if (dark !== false) return darkHours;
  const since = faults.dark?.told;
  if (since === undefined) return darkHours & ~hourBit(seen.to);
  if (seen.to - since > longestNight) return darkHours;
  let hours = darkHours;
  for (let at = since; at < seen.from; at += hourMilliseconds) hours |= hourBit(at);
  return hours;
}
