import { describe, expect, it } from 'vitest';
import { statusOfDevices } from '../../lambdas/console/device-status.ts';
import { deviceView } from '../../lambdas/console/device-widget.ts';
import { devicesView } from '../../lambdas/console/devices-widget.ts';
import type { WidgetRequest } from '../../lambdas/console/widget.ts';
import { newPoleHealth } from '../../lambdas/poles/pole-health.ts';
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

type Lists = Partial<Parameters<typeof statusOfDevices>[0]>;

const devicesOf = (lists: Lists) => statusOfDevices({ cameras: [], poles: [], poleRules, now, ...lists });
const show = (lists: Lists, request: Partial<WidgetRequest> = {}) =>
  devicesView(devicesOf(lists), makeRequest(request), { endpoints }).markup;
const idsIn = (markup: string) => [...markup.matchAll(/data-device="([^"]+)"/g)].map(([, id]) => id);

const day = 86_400_000;
const overdue = { selfTest: { at: now - 12 * day, told: { testId: 'test-1', passed: true } } };
const told = { told: { since: now - 600_000, causeId: 'cause' } };
const silentPole = (index: number) =>
  makeListedPole(index, { health: { ...newPoleHealth, marks: { silent: told } } });
const watch = { watchedTo: now - 9000, hadPicture: true };

describe('the list of devices', () => {
  it('begins with what needs a hand: silent poles, silent cameras, faults, owed tests', () => {
    const cameras = [
      makeListedCamera(1),
      makeListedCamera(2, { watch: { ...watch, faults: { covered: { told: now - 900_000 } } } }),
      makeListedCamera(3, { watch: { ...watch, faults: { silent: { told: now - 900_000 } } } }),
      makeListedCamera(4, { watch: { ...watch, faults: {}, watchedTo: now - 3_600_000 } }),
    ];
    const poles = [makeListedPole(5), makeListedPole(6, overdue), silentPole(7)];

    expect(idsIn(show({ cameras, poles }))).toEqual([
      ...['nk-pole-007', 'nk-cam-003', 'nk-cam-002', 'nk-cam-004'],
      ...['nk-pole-006', 'nk-pole-005', 'nk-cam-001'],
    ]);
  });

  it('counts poles that owe a test among all poles', () => {
    const poles = [makeListedPole(1, overdue), makeListedPole(2), makeListedPole(3, overdue)];

    expect(show({ poles })).toMatch(/2 <small>of 3<\/small><\/b>poles overdue a test/);
  });

  it('says until when a camera is muted, and nothing once that is over', () => {
    const cameras = [makeListedCamera(1)];

    expect(show({ cameras, mutes: new Map([['nk-cam-001', now + 900_000]]) })).toContain('muted until 10:15');
    expect(show({ cameras, mutes: new Map([['nk-cam-001', now - 1]]) })).not.toContain('muted until');
  });

  it('shows since when a silent camera sent no picture, not until when it was watched', () => {
    const cameras = [
      makeListedCamera(1, { watch: { ...watch, faults: { silent: { told: now - 42 * 60_000 } } } }),
    ];

    expect(show({ cameras })).toContain('>42 min ago</time>');
  });

  it('shows 60 devices at a time and leads to the others', () => {
    const view = makeZoneView({ cameras: 100, poles: 80, incidents: 0 });
    const [first, last] = [show(view), show(view, { params: { page: '3' } })];

    expect(idsIn(first)).toHaveLength(60);
    expect(first).toContain('&quot;page&quot;:&quot;2&quot;');
    expect(last).toContain('Page 3 of 3');
    expect(idsIn(show(view, { params: { page: '99999999' } }))).toEqual(idsIn(first));
    expect(Buffer.byteLength(show(view, { language: 'th' }))).toBeLessThan(200_000);
  });

  it.each(hostileTexts)('shows the firmware and the site %j as text', (hostile) => {
    const heartbeat = { at: now, told: { firmware: hostile } };
    const place = { ...makePlace(), name: { th: hostile, en: hostile } };
    const pole = { ...makeListedPole(1, { heartbeat }), place };
    const [device] = devicesOf({ poles: [pole] });
    if (device === undefined) throw new Error('no device');
    const markup = show({ poles: [pole] }) + deviceView(device, [], makeRequest(), endpoints).markup;

    expect(markup).not.toMatch(/<script|<img|<b>$|onload='|\u202e/);
    expect(markup.match(/<style>/g)).toHaveLength(2);
    expect(Buffer.byteLength(markup)).toBeLessThan(30_000);
  });
});

describe('one device', () => {
  it('lists its open incidents, each of them a click away', () => {
    const pole = makeListedPole(1);
    const [device] = devicesOf({ poles: [pole] });
    if (device === undefined) throw new Error('no device');
    const incidents = ['SOS-ONE', 'SOS-TWO'].map((incidentId) => makeIncident({ incidentId }));
    const { markup } = deviceView(device, incidents, makeRequest(), endpoints);

    expect(markup).toContain('&quot;incident&quot;:&quot;SOS-ONE&quot;');
    expect(markup).toContain('&quot;incident&quot;:&quot;SOS-TWO&quot;');
    expect(markup).toContain('passed, 3 days ago');
  });
});
