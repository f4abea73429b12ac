import type { CameraView } from '../../lambdas/zone/camera-file.ts';
import type { Camera, ZoneFile } from '../../lambdas/zone/zone-file.ts';
import type { Finding } from './finding.ts';
import { measureOf, pixelsAt, reachOf, type Subject, steepestDegrees, tiltDegrees } from './pixels.ts';
import { planWords } from './words.ts';

/** Whether each camera's picture is fine enough for what it watches, and its angle flat enough. */
export function checkLenses({ cameras }: ZoneFile): readonly Finding[] {
  return cameras.flatMap((camera, index) => {
    const at = { site: camera.site, path: ['cameras', index] };
    const { view } = camera;
    if (view) return camera.watches.flatMap((subject) => checkLens(camera, view, subject, at));
    const problem = {
      th: `${camera.id} ไม่ได้ระบุ view (ความสูง เลนส์ ระยะ) จึงตรวจไม่ได้ว่าเห็นชัดพอหรือไม่`,
      en: `${camera.id} has no "view" (height, lens, distances): nobody can tell whether it sees finely enough`,
    };
    return [{ ...at, level: 'warning', path: [...at.path, 'view'], problem }];
  });
}

function checkLens(
  { id }: Camera,
  view: CameraView,
  subject: Subject,
  { site, path }: Pick<Finding, 'path'> & { site: string },
): readonly Finding[] {
  const pixels = Math.floor(pixelsAt(subject, view, view.watchesAtMeters));
  const { leastPixels, goodPixels } = measureOf(subject, view.pictureWidthPixels);
  const field = (name: keyof CameraView) => ({ site, path: [...path, 'view', name] });
  const findings: Finding[] = [];
  if (pixels < goodPixels)
    findings.push({
      ...field('watchesAtMeters'),
      level: pixels < leastPixels ? 'error' : 'warning',
      problem: tooFew({ id, view, subject, pixels, needed: pixels < leastPixels ? leastPixels : goodPixels }),
    });
  const tilt = Math.round(tiltDegrees(subject, view));
  if (subject === 'faces' && tilt >= steepestDegrees)
    findings.push({ ...field('mountHeightMeters'), level: 'warning', problem: tooSteep(id, tilt) });
  return findings;
}

interface TooFew {
  readonly id: string;
  readonly view: CameraView;
  readonly subject: Subject;
  readonly pixels: number;
  readonly needed: number;
}

function tooFew({ id, view, subject, pixels, needed }: TooFew): Finding['problem'] {
  const reach = Math.floor(reachOf(subject, view));
  const { th, en } = planWords[subject];
  const meters = view.watchesAtMeters;
  return {
    th: `${id}: ${th}ที่ ${meters} ม. กว้าง ${pixels} พิกเซล ต้องการ ${needed}: ให้ดูใกล้กว่านี้ (รู้จำได้ถึง ${reach} ม.) หรือใช้เลนส์ยาวขึ้น`,
    en: `${id}: ${en} at ${meters} m are ${pixels} pixels wide, need ${needed}: let it watch nearer (it recognizes up to ${reach} m), or take a longer lens`,
  };
}

const tooSteep = (id: string, tilt: number): Finding['problem'] => ({
  th: `${id}: ก้มมองใบหน้า ${tilt}° ควรน้อยกว่า ${steepestDegrees}°: ติดตั้งให้ต่ำลงหรือดูไกลขึ้น`,
  en: `${id}: looks down at faces by ${tilt}°, should be under ${steepestDegrees}°: hang it lower or let it watch farther away`,
});
