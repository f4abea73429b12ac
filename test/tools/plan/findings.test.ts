import { describe, expect, it } from 'vitest';
import type { CameraView } from '../../../lambdas/zone/camera-file.ts';
import type { ZoneFile } from '../../../lambdas/zone/zone-file.ts';
import { viewPlan } from '../../../tools/plan/plan-view.ts';
import { makePlan, makePlanCamera, view } from './make-plan.ts';

type Change = Parameters<typeof makePlan>[0];

const findings = (change?: Change) =>
  viewPlan(makePlan(change)).findings.map(
    ({ level, path, problem }) => `${level} ${path.join('.')}: ${problem.en}`,
  );

const withSite = (at: object): Change => {
  return ({ sites }: ZoneFile) => ({ sites: sites.map((site, i) => (i === 1 ? { ...site, ...at } : site)) });
};

const withView = (changed: Partial<CameraView>, watches: ('faces' | 'plates')[] = ['faces']): Change => {
  return () => ({ cameras: [makePlanCamera({ watches, view: { ...view, ...changed } })] });
};

describe('findings of a plan', () => {
  it('are a pole that no camera sees, and nothing about one beside a camera', () => {
    expect(findings()).toEqual([
      'warning poles.1.site: no camera sees station-pole at station: pictures of a press there show other places, if any; add a camera or turn one',
    ]);
  });

  it('are none where a camera of another site looks at the pole within its range', () => {
    const near: Change = ({ sites, cameras }) => ({
      sites: sites.map((site, i) => (i === 1 ? { ...site, latitude: 17.88, longitude: 102.7404 } : site)),
      cameras,
    });
    const turned: Change = (zone) => ({ ...near(zone), cameras: [makePlanCamera({ bearingDegrees: 270 })] });

    expect(findings(near)).toEqual([]);
    expect(findings(turned).join()).toContain('no camera sees station-pole');
  });

  it('refuse a pole in the river, by its site and how far the bank is', () => {
    expect(findings(withSite({ latitude: 17.892, longitude: 102.74 }))[0]).toMatch(
      /^error sites\.1\.latitude: station \(station-pole\) stands in the River, 22\d m from its bank by test-map\.json/,
    );
  });

  it('let a site stand on a bridge', () => {
    expect(findings(withSite({ latitude: 17.895, longitude: 102.79 })).join()).not.toContain('River');
  });

  it('refuse a site far from the zone: a wrong digit', () => {
    const third = { id: 'pier', name: { th: 'ท่าเรือ', en: 'Pier' }, latitude: 17.88, longitude: 102.741 };
    const far: Change = (zone) => ({
      sites: [...(withSite({ latitude: 17.97 })?.(zone).sites ?? []), third],
    });

    expect(findings(far)[0]).toContain('error sites.1.latitude: station (17.97, 102.75) lies 10 km');
  });

  it('name an approach road without a plate camera, until one watches plates there', () => {
    const road = { approachRoad: { th: 'ทางหลวง', en: 'Highway' } };
    const first: Change = ({ sites }) => ({
      sites: sites.map((site, i) => (i === 0 ? { ...site, ...road } : site)),
    });
    const read: Change = (zone) => ({
      ...first(zone),
      cameras: [makePlanCamera({ watches: ['plates'], view: { ...view, watchesAtMeters: 12 } })],
    });

    expect(findings(first)).toContain(
      'warning sites.0.approachRoad: Highway: no camera that watches plates stands at market or sees it',
    );
    expect(findings(read).join()).not.toContain('approachRoad');
  });

  it.each([
    ['faces under 40 pixels', withView({ watchesAtMeters: 20 }), 'error cameras.0.view.watchesAtMeters'],
    [
      'faces under what Rekognition recommends',
      withView({ watchesAtMeters: 15 }),
      'warning cameras.0.view.watchesAtMeters',
    ],
    [
      'plates under 70 pixels',
      withView({ watchesAtMeters: 30 }, ['plates']),
      'error cameras.0.view.watchesAtMeters',
    ],
    [
      'plates that a picture of 3,840 pixels makes large, and the detector small again',
      withView({ watchesAtMeters: 25, pictureWidthPixels: 3840, focalLengthMillimeters: 12 }, ['plates']),
      'need 144',
    ],
    [
      'a camera that looks down too steeply',
      withView({ mountHeightMeters: 8, watchesAtMeters: 8, focalLengthMillimeters: 30 }),
      'warning cameras.0.view.mountHeightMeters: gate-camera: looks down at faces by 39°',
    ],
    [
      'a camera without a view',
      () => {
        const { view: _, ...camera } = makePlanCamera();
        return { cameras: [camera] };
      },
      'warning cameras.0.view: gate-camera has no "view"',
    ],
  ] as const)('name %s', (_, change, expected) => {
    expect(findings(change).join('\n')).toContain(expected);
  });

  it('tell up to where a camera that watches too far would recognize', () => {
    expect(findings(withView({ watchesAtMeters: 20 }))[0]).toContain(
      'faces at 20 m are 33 pixels wide, need 40: let it watch nearer (it recognizes up to 16 m)',
    );
  });

  it('warn of two cameras that watch the same on the same ground, and only note it of different things', () => {
    const two = (watches: ('faces' | 'plates')[]): Change => {
      const second = { ...makePlanCamera({ id: 'second-camera', bearingDegrees: 95, watches }) };
      return () => ({ cameras: [makePlanCamera(), second] });
    };

    expect(findings(two(['faces'])).join()).toMatch(
      /warning cameras\.1\.bearingDegrees: second-camera shares \d+ m² with gate-camera/,
    );
    expect(findings(two(['plates'])).join()).toContain('note cameras.1.bearingDegrees');
  });

  it('are told errors first, in both languages', () => {
    const all = viewPlan(makePlan(withView({ watchesAtMeters: 20 }))).findings;

    expect(all.map(({ level }) => level)).toEqual(['error', 'warning']);
    expect(all.every(({ problem }) => /[\u0e00-\u0e7f]/.test(problem.th))).toBe(true);
  });
});
