import { describe, expect, it } from 'vitest';
import { answerWidget } from '../../lambdas/console/answer-widget.ts';
import {
  type IncidentPorts,
  incidentWidget,
  type SurroundingsPorts,
} from '../../lambdas/console/incident-widget.ts';
import type { PictureLinks } from '../../lambdas/console/picture-links.ts';
import { moveIncident } from '../../lambdas/incidents/move-incident.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { emptyMap } from '../../lambdas/zone/map-file.ts';
import type { Place } from '../../lambdas/zone/messages.ts';
import { makeIncident, pressedAt } from '../incidents/make-incident.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { endpoints, hostileTexts, makeWidgetEvent, zoneClock } from './make-request.ts';
import { makeListedCamera, makeListedPole, makePlace, poleRules } from './make-zone-view.ts';

const incident = makeIncident({ incidentId: 'SOS-7KQ2MD9F', pressCount: 3 });
const url = 'http://127.0.0.1/bucket/frame.jpg?X-Amz-Signature=abc&X-Amz-Expires=900';
const links: PictureLinks = {
  near: async () => [
    { file: 'frames/nk-cam-bridge/1.jpg', cameraId: 'nk-cam-bridge', takenAt: pressedAt, url },
  ],
  ofSighting: async (incidentId, sightingId) => `http://127.0.0.1/${incidentId}/${sightingId}.jpg`,
};

/** One camera and one pole a few steps from the incident, a camera far from it. */
const surroundings: SurroundingsPorts = {
  cameras: {
    list: async () => [
      cameraAt(1, { latitude: 17.8784, longitude: 102.7146 }),
      cameraAt(2, { latitude: 17.9, longitude: 102.8 }),
    ],
  },
  poles: { list: async () => [makeListedPole(7, {}, { ...makePlace(7), ...incident.place })] },
  poleRegistry: { rules: async () => poleRules },
  muted: { untilOf: async () => new Map() },
  baseMap: emptyMap,
};

function cameraAt(index: number, at: Pick<Place, 'latitude' | 'longitude'>) {
  const listed = makeListedCamera(index);
  return { ...listed, camera: { ...listed.camera, place: { ...listed.camera.place, ...at } } };
}

async function openZone(overrides: Partial<IncidentPorts & SurroundingsPorts> = {}) {
  const incidents = memoryIncidentStore();
  const telemetry = memoryTelemetry();
  const decisions = memoryDecisionLog();
  await incidents.create(incident);
  incidents.keepSentAlert(incident.incidentId, { record: 'alert#1', sentAt: pressedAt + 900 });
  const ports = {
    incidents,
    decisions,
    telemetry,
    endpoints,
    instructions: {},
    pictures: links,
    ...surroundings,
    ...overrides,
  };
  const show = async (params: Record<string, string> = {}) => {
    const event = makeWidgetEvent({
      widget: 'incident',
      incident: incident.incidentId,
      language: 'en',
      ...params,
    });
    const settings = { timeZone: zoneClock.timeZone, now: () => zoneClock.now };
    return String(
      await answerWidget<IncidentPorts & SurroundingsPorts>(event, [incidentWidget], {
        ...ports,
        telemetry,
        ...settings,
      }),
    );
  };
  return { incidents, decisions, telemetry, show };
}

describe('the widget of one incident', () => {
  it('says what to do, shows pictures by links, what happened, what was sent, and why', async () => {
    const { decisions, show } = await openZone();
    const about = incident.incidentId;
    await decisions.keep({
      version: 1,
      about,
      at: pressedAt,
      gate: 'cooldown',
      outcome: 'stopped',
      why: 'told 3 minutes ago',
    });

    const markup = await show();

    expect(markup).toContain('What to do: Send officers to the place now');
    expect(markup).toContain(`<img src="${url.replaceAll('&', '&amp;')}"`);
    expect(markup).toContain('data-step="opened"');
    expect(markup.match(/data-step="alert-sent"/g)).toHaveLength(2);
    expect(markup).toContain('told 3 minutes ago');
    expect(markup).toContain('https://maps.google.com/?q=17.8782,102.7144');
  });

  it('draws where it was, with the devices around it, the nearest first, and none far away', async () => {
    const markup = await (await openZone()).show();

    const map = markup.slice(markup.indexOf('data-map="SOS-7KQ2MD9F"'));
    expect(map).toContain('aria-label="Cameras and poles near it: nk-pole-007 0 m, nk-cam-001 31 m"');
    expect(map).toContain('>nk-cam-001</a>');
    expect(markup).not.toContain('nk-cam-002');
  });

  it('shows all else where the devices cannot be read', async () => {
    const failing = { list: async () => Promise.reject(new Error('throttled')) };
    const { show, telemetry } = await openZone({ cameras: failing });

    const markup = await show();

    expect(markup).toContain('What to do: Send officers');
    expect(markup).not.toContain('data-map=');
    expect(telemetry.lines).toMatchObject([{ event: LogEvent.widgetFailed, fields: { what: 'map' } }]);
  });

  it('speaks Thai, of tiers too', async () => {
    const markup = await (await openZone()).show({ language: 'th-TH' });

    expect(markup).toContain('ลำดับเหตุการณ์');
    expect(markup).toContain('ระดับ 1');
    expect(markup).not.toContain('>tier 1<');
  });

  it('offers the moves that the state allows, and of an incident that has ended comments alone', async () => {
    const { incidents, telemetry, show } = await openZone();
    const offered = async () =>
      Array.from((await show()).matchAll(/&quot;to&quot;:&quot;([a-z-]+)&quot;/g), ([, to]) => to);

    expect(await offered()).toEqual(['acknowledged', 'responding', 'resolved', 'false-alarm']);
    const move = { incidentId: incident.incidentId, to: 'resolved', by: 'Malee', at: zoneClock.now } as const;
    await moveIncident(move, { incidents, telemetry });
    expect(await offered()).toEqual([]);
    expect(await show()).toContain('comment-incident');
    expect(await show()).not.toContain('assign-incident');
  });

  it('is shown without pictures rather than not at all', async () => {
    const failing = { ...links, near: async () => Promise.reject(new Error('no bucket')) };
    const { telemetry, show } = await openZone({ pictures: failing });

    const markup = await show();

    expect(markup).toContain('The pictures cannot be shown now');
    expect(markup).toContain('data-step="opened"');
    expect(telemetry.events()).toEqual(['WIDGET_FAILED']);
  });

  it('says that there is no such incident', async () => {
    expect(await (await openZone()).show({ incident: 'SOS-00000000' })).toContain(
      'There is no such incident',
    );
  });

  it.each(hostileTexts)('shows a hostile comment and name as text: %.30s', async (text) => {
    const { incidents, telemetry, show } = await openZone();
    const [by, comment] = [text.slice(0, 60), text.slice(0, 1000)];
    const move = {
      incidentId: incident.incidentId,
      to: 'acknowledged',
      by,
      comment,
      at: zoneClock.now,
    } as const;
    await moveIncident(move, { incidents, telemetry });

    const markup = await show();

    expect(markup).toContain('data-step="comment"');
    expect(markup).not.toMatch(/<script|<img src=x|<a href="javascript/);
  });
});
