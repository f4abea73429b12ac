import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { statusOfDevices } from '../../lambdas/console/device-status.ts';
import type { WidgetRequest } from '../../lambdas/console/widget.ts';
import { zoneMap } from '../../lambdas/console/zone-map-widget.ts';
import type { Incident } from '../../lambdas/incidents/incident.ts';
import { emptyMap, mapFile } from '../../lambdas/zone/map-file.ts';
import { makeIncident } from '../incidents/make-incident.ts';
import {
  endpoints,
  hostileTexts,
  makeListedCamera,
  makeListedPole,
  makePlace,
  makeRequest,
  makeZoneView,
  now,
  poleRules,
} from './make-zone-view.ts';

const baseMap = mapFile.parse(JSON.parse(readFileSync('zones/nongkhai-map.json', 'utf8')));

interface View {
  readonly cameras?: Parameters<typeof statusOfDevices>[0]['cameras'];
  readonly poles?: Parameters<typeof statusOfDevices>[0]['poles'];
  readonly incidents?: readonly Incident[];
  readonly mutes?: ReadonlyMap<string, number>;
}

function draw(
  { cameras = [], poles = [], incidents = [], mutes = new Map() }: View,
  request: Partial<WidgetRequest> = {},
  base = baseMap,
) {
  const devices = statusOfDevices({ cameras, poles, poleRules, mutes, now });
  return zoneMap({ request: makeRequest(request), devices, incidents, baseMap: base, endpoints }).markup;
}

describe('the zone map', () => {
  it('draws 100 cameras, 80 poles and 200 incidents under 200 kB', () => {
    for (const language of ['th', 'en'] as const) {
      const view = makeZoneView({ cameras: 100, poles: 80, incidents: 200 });

      expect(Buffer.byteLength(draw(view, { language }))).toBeLessThan(200_000);
    }
  });

  it('draws the most devices a zone file may have, far below what a function may answer', () => {
    const view = makeZoneView({ cameras: 1000, poles: 1000, incidents: 900 });

    expect(Buffer.byteLength(draw(view, { language: 'th' }))).toBeLessThan(1_000_000);
  });

  it('opens the incident where one happened, and the device with all where several did', () => {
    const [one, two] = [makeListedPole(1), makeListedPole(5)];
    const at = (pole: typeof one, incidentId: string) =>
      makeIncident({ incidentId, deviceId: pole.poleId, place: pole.place });
    const incidents = [at(one, 'SOS-ONE'), at(two, 'SOS-TWO'), at(two, 'SOS-THREE')];
    const markup = draw({ poles: [one, two], incidents });

    expect(markup).toContain(
      '{&quot;widget&quot;:&quot;incident&quot;,&quot;incident&quot;:&quot;SOS-ONE&quot;',
    );
    expect(markup).toContain(
      `{&quot;widget&quot;:&quot;device&quot;,&quot;device&quot;:&quot;${two.poleId}&quot;`,
    );
    expect(markup).not.toContain('SOS-TWO');
  });

  it('says how long an open incident has been open, and that a drill is one', () => {
    const pole = makeListedPole(1);
    const incident = makeIncident({
      deviceId: pole.poleId,
      place: pole.place,
      openedAt: now - 185_000,
      drill: true,
    });

    expect(draw({ poles: [pole], incidents: [incident] })).toContain('>DRILL SOS 3 min</text>');
  });

  it('shows incidents that ended no more', () => {
    const pole = makeListedPole(1);
    const incident = makeIncident({ state: 'resolved', deviceId: pole.poleId, place: pole.place });

    expect(draw({ poles: [pole], incidents: [incident] })).not.toContain('SOS 3');
  });

  it('lists incidents of places that nobody knows, and still fits the others', () => {
    const place = { ...makePlace(), latitude: 0, longitude: 0 };
    const lost = makeIncident({ incidentId: 'SOS-LOST', deviceId: 'not-in-the-file', place });
    const markup = draw({ poles: [makeListedPole(1), makeListedPole(40)], incidents: [lost] });

    expect(markup).toContain('incidents without a known position: 1 (SOS-LOST)');
    expect(markup).toMatch(/>200 m<\/text>/);
  });

  it('draws a zone that has no base map, and one without any device', () => {
    expect(draw({ cameras: [makeListedCamera()] }, {}, emptyMap)).toContain('<circle');
    expect(draw({})).toContain('names no camera and no pole');
  });

  it('names what a silent camera is, not by color alone', () => {
    const silent = { watchedTo: now, hadPicture: true, faults: { silent: { told: now - 600_000 } } };

    expect(draw({ cameras: [makeListedCamera(1, { watch: silent })] })).toContain(
      '>the camera sends no video</text>',
    );
  });

  it.each(hostileTexts)('shows %j as text', (hostile) => {
    const place = { ...makePlace(1), name: { th: hostile, en: hostile } };
    const pole = { ...makeListedPole(1), place };
    const incident = makeIncident({ deviceId: 'elsewhere', place, incidentId: hostile });
    const markup = draw({ poles: [pole], incidents: [incident] });

    expect(markup).not.toMatch(/<script|<img|<b>|onload='/);
    expect(markup.match(/<cwdb-action /g)).toHaveLength(markup.match(/role="button"/g)?.length ?? 0);
    expect(markup.match(/<style>/g)).toHaveLength(2);
  });
});
