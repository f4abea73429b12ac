import { describe, expect, it } from 'vitest';
import { type CameraWallPorts, cameraWallWidget } from '../../lambdas/console/camera-wall-widget.ts';
import type { WidgetRequest } from '../../lambdas/console/widget.ts';
import { endpoints, makeListedCamera, makeRequest, makeZoneView, now, poleRules } from './make-zone-view.ts';

/** As long as a link that a Lambda function signs: the token of its role is most of it. */
const longLink = `https://bucket.s3.ap-southeast-1.amazonaws.com/latest/camera.jpg?X-Amz-Security-Token=${'x'.repeat(1600)}&a=b`;

function show(
  cameras: Awaited<ReturnType<CameraWallPorts['cameras']['list']>>,
  keptAt: ReadonlyMap<string, number>,
  request: Partial<WidgetRequest> = {},
) {
  const linked: string[] = [];
  const ports: CameraWallPorts = {
    cameras: { list: async () => cameras },
    poles: { list: async () => [] },
    poleRegistry: { rules: async () => poleRules },
    muted: { untilOf: async () => new Map() },
    latest: {
      keptAt: async () => keptAt,
      linkTo: async (cameraId) => {
        linked.push(cameraId);
        return longLink;
      },
    },
    endpoints,
  };
  return cameraWallWidget.render(makeRequest(request), ports).then(({ markup }) => ({ markup, linked }));
}

const minute = 60_000;

describe('the camera wall', () => {
  it('shows the picture of the last minute by a link, and how old it is', async () => {
    const { markup } = await show([makeListedCamera(1)], new Map([['nk-cam-001', now - 40_000]]));

    expect(markup).toContain('X-Amz-Security-Token');
    expect(markup).toContain('40 s ago');
    expect(markup).not.toContain('Old picture');
  });

  it('says of a picture that it is old, and shows none after an hour', async () => {
    const cameras = [makeListedCamera(1), makeListedCamera(2)];
    const kept = new Map([
      ['nk-cam-001', now - 10 * minute],
      ['nk-cam-002', now - 61 * minute],
    ]);
    const { markup, linked } = await show(cameras, kept);

    expect(markup).toContain('Old picture');
    expect(markup).toContain('No picture');
    expect(linked).toEqual(['nk-cam-001']);
  });

  it('begins with cameras that need a hand, and signs links for one page alone, under 200 kB', async () => {
    const { cameras } = makeZoneView({ cameras: 100, poles: 1, incidents: 0 });
    const kept = new Map(cameras.map(({ camera }) => [camera.id, now]));
    const { markup, linked } = await show(cameras, kept, { language: 'th' });

    expect(linked).toHaveLength(24);
    expect(linked[0]).toBe('nk-cam-003');
    expect(markup).toContain('หน้า 1 จาก 5');
    expect(Buffer.byteLength(markup)).toBeLessThan(200_000);
  });

  it('shows a zone without cameras', async () => {
    expect((await show([], new Map())).markup).toContain('names no camera');
  });
});
