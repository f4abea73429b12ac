import { beforeEach, describe, expect, it } from 'vitest';
import { answerWidget } from '../../lambdas/console/answer-widget.ts';
import {
  plateSearchWidget,
  type SearchPorts,
  sightingSearchWidget,
} from '../../lambdas/console/search-widgets.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { type MemoryAuditLog, memoryAuditLog } from '../memory/audit-log.ts';
import { memorySightingIndex } from '../memory/sighting-index.ts';
import { type MemoryTelemetry, memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makeFaceSighting, makePlateSighting, makeUnreadPlateSighting } from '../sightings/make-sighting.ts';
import { makePersonEntry } from '../watchlist/make-entry.ts';
import { endpoints, hostileTexts, makeWidgetEvent, zoneClock } from './make-request.ts';

const { now, timeZone } = zoneClock;
const seen = (minutesAgo: number) => {
  const lastSeenAt = now - minutesAgo * 60_000;
  return { firstSeenAt: lastSeenAt, lastSeenAt, expiresAt: Math.floor(now / 1000) + 86_400 };
};
const cameras = [makeCamera(), makeCamera({ id: 'nk-cam-02' })];
const sentBy = { operator: 'Malee', 'search-reason': 'case 12/2569' };
let audit: MemoryAuditLog;
let telemetry: MemoryTelemetry;
let kept: Sighting[];

beforeEach(() => {
  audit = memoryAuditLog();
  telemetry = memoryTelemetry();
  kept = [
    makePlateSighting({ ...seen(10), pictureKey: 'sightings/plate-1.jpg' }),
    makeUnreadPlateSighting(seen(20)),
    makeFaceSighting(seen(30)),
    makeFaceSighting({
      ...seen(40),
      sightingId: 'face-secret',
      persons: [{ entryId: 'secret', similarityPercent: 99.9 }],
    }),
  ];
});

async function call(params: Record<string, string>, forms: Record<string, string> = {}, more = {}) {
  const ports: SearchPorts = {
    index: memorySightingIndex(new Map(kept.map((each) => [each.sightingId, each]))),
    audit,
    cameras: { list: async () => cameras },
    watchlist: memoryWatchlistStore([
      makePersonEntry(),
      makePersonEntry({ entryId: 'secret', visibleTo: ['Railway Police'] }),
    ]),
    crops: { linkTo: async (key) => `https://bucket.example/${key}?X-Amz-Expires=900` },
    agencies: ['Police', 'Railway Police'],
    endpoints,
    ...more,
  };
  const event = makeWidgetEvent({ language: 'en', ...params }, forms);
  const all = { ...ports, telemetry, timeZone, now: () => now };
  return String(await answerWidget<SearchPorts>(event, [plateSearchWidget, sightingSearchWidget], all));
}
const plates = { widget: 'search-plates', do: 'search' };
const sightings = { widget: 'search-sightings', do: 'search' };
const idsIn = (markup: string) => Array.from(markup.matchAll(/data-sighting="([^"]+)"/g), ([, id]) => id);

describe('the plate search', () => {
  it('finds plates with camera, place, time, how sure and a link to the picture, and writes down who asked why', async () => {
    const markup = await call(plates, {
      ...sentBy,
      pattern: '?ข 12?4',
      province: 'หนองคาย',
      camera: 'nk-cam-01',
    });

    expect(idsIn(markup)).toEqual(['plate-1']);
    expect(markup).toContain('กข 1234 หนองคาย');
    expect(markup).toContain('90 %');
    expect(markup).toContain('Market');
    expect(markup).toContain('src="https://bucket.example/sightings/plate-1.jpg?X-Amz-Expires=900"');
    expect(audit.rows).toMatchObject([
      {
        subject: 'search#plates',
        action: 'search',
        by: 'Malee (console)',
        reason: 'case 12/2569',
        query: expect.stringContaining('?ข 12?4 · หนองคาย · nk-cam-01'),
      },
    ]);
  });

  it('shows an empty form, searches nothing and writes nothing down before somebody asks', async () => {
    const markup = await call({ widget: 'search-plates' }, sentBy);

    expect(markup).toContain('value="Malee"');
    expect(markup).not.toContain('data-found');
    expect(audit.rows).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no name', { operator: '' }, 'Type your name first'],
    ['no reason', { 'search-reason': ' \u200b' }, 'Why you search (required): must be filled in'],
    ['a long reason', { 'search-reason': 'ก'.repeat(501) }, 'Why you search (required): is longer than 500'],
    ['what is no plate', { pattern: 'หหหห ๆ' }, 'Plate: '],
    ['a province that there is not', { province: 'เวียงจันทน์' }, 'Province: is none of the choices'],
    ['two provinces', { pattern: 'กข 1 เลย', province: 'หนองคาย' }, 'Province: the plate says เลย'],
    ['a camera that there is not', { camera: 'nk-cam-99' }, 'Camera: is none of the choices'],
    ['what is no time', { from: '2026-02-30T08:00' }, 'From: is no time'],
    ['an end before its start', { from: '2026-11-23', to: '2026-11-22' }, 'Until: is before the start'],
  ])('refuses %s, names the field, keeps what was typed and writes nothing down', async (_, wrong, why) => {
    const markup = await call(plates, { ...sentBy, pattern: 'กข 1234', ...wrong });

    expect(markup).toContain(why);
    expect(markup).toContain(`name="pattern" type="text" value="${wrong.pattern ?? 'กข 1234'}"`);
    expect(audit.rows).toEqual([]);
  });

  it('gives page after page of one search, whatever is typed meanwhile, each a row of the audit log', async () => {
    kept = Array.from({ length: 45 }, (_, i) => makePlateSighting({ ...seen(i), sightingId: `plate-${i}` }));
    const first = await call(plates, { ...sentBy, pattern: 'กข 1234' });
    const more = /cwdb-action[^>]*>([^<]*&quot;next&quot;[^<]*)</.exec(first)?.[1] ?? '';
    const params = JSON.parse(more.replaceAll('&quot;', '"'));

    const second = await call(params, { ...sentBy, pattern: 'ขข 9' });

    expect(idsIn(first)).toEqual(Array.from({ length: 20 }, (_, i) => `plate-${i}`));
    expect(idsIn(second)).toEqual(Array.from({ length: 20 }, (_, i) => `plate-${i + 20}`));
    expect(second).toContain('value="กข 1234"');
    expect(audit.rows).toHaveLength(2);
    expect(await call({ ...params, next: 'made-up' }, sentBy)).toContain('data-notice="refused"');
  });

  it('says that nothing was recorded when the audit log does not answer, and shows nothing', async () => {
    const failing = { record: async () => Promise.reject(new Error('no table')) };

    const markup = await call(plates, { ...sentBy, pattern: 'กข 1234' }, { audit: failing });

    expect(markup).toContain('data-notice="failed"');
    expect(idsIn(markup)).toEqual([]);
  });

  it('speaks Thai', async () => {
    expect(await call({ ...plates, language: 'th-TH' }, { operator: 'x' })).toContain(
      'เหตุผลที่ค้นหา (ต้องกรอก): ต้องกรอก',
    );
  });
});

describe('the search of what cameras saw', () => {
  it('finds persons of the watchlist by name and likeness, and leaves out those of other agencies', async () => {
    const markup = await call(sightings, { ...sentBy, kind: 'face' });

    expect(idsIn(markup)).toEqual(['face-1']);
    expect(markup).toContain('Wanted person (nk-2026-014) 99.5 %');
    expect(markup).not.toContain('secret');
    expect(audit.rows).toMatchObject([{ subject: 'search#faces', by: 'Malee (console)' }]);
  });

  it('shows them to who asks for their agency, whose name the audit log keeps', async () => {
    const markup = await call(sightings, { ...sentBy, person: 'secret', agency: 'Railway Police' });

    expect(idsIn(markup)).toEqual(['face-secret']);
    expect(audit.rows).toMatchObject([
      {
        subject: 'search#faces',
        by: 'Malee (console, Railway Police)',
        query: expect.stringContaining('secret'),
      },
    ]);
  });

  it('finds plates too, read or not', async () => {
    const markup = await call(sightings, sentBy);

    expect(idsIn(markup)).toEqual(['plate-1', 'plate-2', 'face-1']);
    expect(markup).toContain('Plate that was not read: not sure');
    expect(audit.rows.map(({ subject }) => subject)).toEqual(['search#plates', 'search#faces']);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no reason', { 'search-reason': '' }, 'Why you search (required): must be filled in'],
    ['looks of plates', { kind: 'plate', looks: 'beard' }, 'Kind: plates have no face'],
    ['an agency that no recipient has', { agency: 'Nobody' }, 'Your agency: is none of the choices'],
    ['looks that are none', { looks: 'rich' }, 'Looks: is none of the choices'],
  ])('refuses %s, and names the field', async (_, wrong, why) => {
    expect(await call(sightings, { ...sentBy, ...wrong })).toContain(why);
    expect(audit.rows).toEqual([]);
  });
});

describe('both searches', () => {
  it.each(hostileTexts)('take a hostile text as text, or refuse it: %.30s', async (text) => {
    const fields = [
      'search-reason',
      'pattern',
      'province',
      'person',
      'camera',
      'from',
      'to',
      'agency',
      'kind',
      'looks',
    ];
    const short = text.slice(0, 60);
    for (const field of ['operator', ...fields]) {
      for (const typed of [text, short]) {
        for (const params of [plates, sightings, { ...plates, next: 'x', [field]: short }]) {
          const markup = await call(params, { ...sentBy, [field]: typed });

          expect(markup).toMatch(/^<style>/);
          expect(markup).not.toMatch(/<script|<img src=x|<a href="javascript|onmouseover='|\u202e/);
          expect(markup.length).toBeLessThan(200_000);
        }
      }
    }
  });

  it('show a hostile label of a person as text', async () => {
    for (const text of hostileTexts) {
      const label = { th: text.slice(0, 80), en: text.slice(0, 80) };
      const watchlist = memoryWatchlistStore([makePersonEntry({ label })]);

      const markup = await call(sightings, sentBy, { watchlist });

      expect(markup).toContain('nk-2026-014');
      expect(markup).not.toMatch(/<script|<img src=x|<a href="javascript|\u202e/);
    }
  });

  it('log neither name, nor reason, nor plate', async () => {
    await call(plates, { ...sentBy, pattern: 'กข 1234' });
    await call(plates, { ...sentBy, pattern: 'x'.repeat(5000) });

    expect(JSON.stringify(telemetry.lines)).not.toMatch(/Malee|case 12|1234|xxx/);
  });
});
