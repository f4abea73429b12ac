import { XMLValidator } from 'fast-xml-parser';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawCoverage } from '../../../tools/plan/draw-coverage.ts';
import { drawMap } from '../../../tools/plan/draw-map.ts';
import { drawPage } from '../../../tools/plan/draw-page.ts';
import { viewPlan } from '../../../tools/plan/plan-view.ts';
import { toGeoJson } from '../../../tools/plan/to-geojson.ts';
import { toMarkdown } from '../../../tools/plan/to-text.ts';
import { makePlan, makePlanCamera, view } from './make-plan.ts';

const hostile = '"><script>alert(1)</script> | `x` <!-- ๏';
const languages = ['th', 'en'] as const;

const hostilePlan = () =>
  makePlan(({ sites }) => ({
    sites: sites.map((site) => ({
      ...site,
      name: { th: hostile, en: hostile },
      approachRoad: { th: hostile, en: hostile },
    })),
  }));

describe.each(languages)('the sheets in %s', (language) => {
  it.each([
    ['map', drawMap],
    ['coverage', drawCoverage],
  ] as const)('are a %s of outlines alone, so that no machine lacks its letters', (_, draw) => {
    const svg = draw(viewPlan(makePlan()), language).markup;

    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toContain('<text');
    expect(svg).not.toContain('href');
  });

  it('stay whole with names that try to be markup', () => {
    const found = viewPlan(hostilePlan());
    const map = drawMap(found, language);
    const page = drawPage(found, language, { map, coverage: drawCoverage(found, language) });

    expect(XMLValidator.validate(map.markup)).toBe(true);
    expect(page).not.toContain('<script');
    expect(toMarkdown(found, language)).not.toMatch(/[^\\]<script/);
  });
});

describe('the map', () => {
  /** How many pixels of the rendered sheet have about this color. */
  async function countColor(svg: string, [red, green, blue]: readonly [number, number, number]) {
    const { data, info } = await sharp(Buffer.from(svg))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    let count = 0;
    for (let i = 0; i < data.length; i += info.channels) {
      const off =
        Math.abs((data[i] ?? 0) - red) +
        Math.abs((data[i + 1] ?? 0) - green) +
        Math.abs((data[i + 2] ?? 0) - blue);
      if (off < 12) count++;
    }
    return count;
  }
  const red = [0xa3, 0x1c, 0x15] as const;
  const plan = (change?: Parameters<typeof makePlan>[0]) => drawMap(viewPlan(makePlan(change)), 'th').markup;

  it('shows a pole that no camera sees in red, and no red where all is well', async () => {
    const well = plan(({ poles }) => ({ poles: poles.slice(0, 1) }));

    expect(await countColor(plan(), red)).toBeGreaterThan(150);
    expect(await countColor(well, red)).toBe(0);
  });

  it('draws what a farther range sees larger', async () => {
    const withRange = (rangeMeters: number) =>
      plan(() => ({
        cameras: [
          makePlanCamera({ view: { ...view, rangeMeters: 100 }, bearingDegrees: 180 }),
          makePlanCamera({ id: 'other-camera', view: { ...view, rangeMeters: 100 }, bearingDegrees: 270 }),
          makePlanCamera({ id: 'third-camera', view: { ...view, rangeMeters }, bearingDegrees: 0 }),
        ],
      }));
    // The cone over land: #0a6fb0 at 22 % over #f3f1ea.
    const overLand = [0xc0, 0xd4, 0xdd] as const;

    const [small, large] = [
      await countColor(withRange(60), overLand),
      await countColor(withRange(180), overLand),
    ];

    expect(large).toBeGreaterThan(small * 1.3);
  });

  it('holds a zone of 2,000 sites, the rest of the list counted', () => {
    const many = makePlan(({ sites: [site] }) => ({
      sites: Array.from({ length: 2000 }, (_, i) => ({
        ...{ id: `site-${i}`, name: site?.name ?? { th: 'ก', en: 'A' } },
        ...{ latitude: 17.85 + (i % 50) * 0.0008, longitude: 102.7 + Math.floor(i / 50) * 0.002 },
      })),
      ...{ cameras: [], poles: [] },
    }));

    expect(XMLValidator.validate(drawMap(viewPlan(many), 'en').markup)).toBe(true);
  });
});

describe('the page', () => {
  it('names every site, device, stream and thing, and needs nothing beside it', () => {
    const found = viewPlan(makePlan());
    const page = drawPage(found, 'th', { map: drawMap(found, 'th'), coverage: drawCoverage(found, 'th') });

    for (const name of [
      'market',
      'station',
      'gate-camera',
      'market-pole',
      'station-pole',
      'ไม่มีกล้องใดมองเห็น station-pole',
    ])
      expect(page).toContain(name);
    expect(page).toContain('lang="th"');
    expect(page.match(/(?:src|href)=|url\((?!data:)/g)).toBeNull();
  });
});

describe('toGeoJson', () => {
  it('draws the view as a closed ring to its range, counterclockwise', () => {
    const { features } = toGeoJson(makePlan().zone);
    const drawn = features.find(({ properties }) => properties.kind === 'view');
    const ring = (drawn?.geometry as { coordinates: [number, number][][] } | undefined)?.coordinates[0] ?? [];
    const twiceArea = ring.slice(1).reduce((sum, [x, y], i) => {
      const [fromX, fromY] = ring[i] ?? [x, y];
      return sum + (fromX * y - x * fromY);
    }, 0);

    expect(ring[0]).toEqual(ring.at(-1));
    expect(twiceArea).toBeGreaterThan(0);
    expect(drawn?.properties).toMatchObject({
      camera: 'gate-camera',
      meters: 50,
      heightMeters: 3.5,
      facesPixels: 66,
    });
    expect(Math.max(...ring.map(([x]) => x)) - 102.74).toBeCloseTo(
      50 / (111_195 * Math.cos((17.88 * Math.PI) / 180)),
      5,
    );
  });
});
