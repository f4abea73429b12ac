import { describe, expect, it } from 'vitest';
import { mostRows } from '../../lambdas/console/incidents-board.ts';
import { incidentsWidget } from '../../lambdas/console/incidents-widget.ts';
import type { Incident } from '../../lambdas/incidents/incident.ts';
import { readableOf } from '../hostile-texts.ts';
import { makeIncident, pressedAt } from '../incidents/make-incident.ts';
import { memoryIncidentIndex } from '../memory/incident-index.ts';
import { endpoints, hostileTexts, makeRequest } from './make-request.ts';

function makePorts(incidents: readonly Incident[], tiers: Readonly<Record<string, number>> = {}) {
  const kept = new Map(incidents.map((incident) => [incident.incidentId, incident]));
  return {
    index: memoryIncidentIndex(kept),
    told: { highest: async (id: string) => tiers[id] ?? 0 },
    endpoints,
  };
}

const render = async (
  incidents: readonly Incident[],
  request = makeRequest(),
  tiers?: Record<string, number>,
) => (await incidentsWidget.render(request, makePorts(incidents, tiers))).markup;

const shownIds = (markup: string) => Array.from(markup.matchAll(/data-incident="([^"]+)"/g), ([, id]) => id);

describe('the widget of open incidents', () => {
  it('says what, where, since when, who was told and who works on it', async () => {
    const incident = makeIncident({ incidentId: 'SOS-AAAA1111', assignee: 'Unit 3', pressCount: 4 });

    const markup = await render([incident], makeRequest(), { 'SOS-AAAA1111': 2 });

    expect(markup).toContain('SOS-AAAA1111');
    expect(markup).toContain('Friendship Bridge');
    expect(markup).toContain('Somebody pressed an SOS button</bdi> · 4 times');
    expect(markup).toContain('2 min');
    expect(markup).toContain('<b class="zone-number">2</b>');
    expect(markup).toContain('<bdi>Unit 3</bdi>');
  });

  it('speaks Thai', async () => {
    const markup = await render([makeIncident()], makeRequest({ language: 'th' }));

    expect(markup).toContain('สะพานมิตรภาพ');
    expect(markup).toContain('รับทราบ');
    expect(markup).not.toContain('Friendship');
  });

  it('puts calls for help that nobody acknowledged first, the oldest of them on top, drills and faults last', async () => {
    const at = (minutes: number) => pressedAt - minutes * 60_000;
    const incidents = [
      makeIncident({ incidentId: 'DEV-1111', kind: 'device', openedAt: at(90) }),
      makeIncident({ incidentId: 'SOS-0003', state: 'acknowledged', openedAt: at(60) }),
      makeIncident({ incidentId: 'SOS-0002', openedAt: at(1) }),
      makeIncident({ incidentId: 'SOS-0004', drill: true, openedAt: at(50) }),
      makeIncident({ incidentId: 'PLT-1111', kind: 'plate', openedAt: at(40) }),
      makeIncident({ incidentId: 'SOS-0001', openedAt: at(5) }),
      makeIncident({ incidentId: 'SOS-0009', state: 'resolved', openedAt: at(5) }),
    ];

    const ids = shownIds(await render(incidents));

    expect(ids).toEqual(['SOS-0001', 'SOS-0002', 'PLT-1111', 'DEV-1111', 'SOS-0004', 'SOS-0003']);
  });

  it('offers the next step of each state, confirmed, and names its incident to who hears the page', async () => {
    const states = ['open', 'acknowledged', 'responding'] as const;
    const markup = await render(states.map((state, i) => makeIncident({ state, incidentId: `SOS-000${i}` })));

    expect(markup).toContain('aria-label="Acknowledge SOS-0000"');
    expect(markup).toContain('aria-label="Respond SOS-0001"');
    expect(markup).toContain('aria-label="Resolve SOS-0002"');
    expect(markup.match(/confirmation="/g)).toHaveLength(3);
    expect(markup).toContain('&quot;to&quot;:&quot;acknowledged&quot;');
  });

  it('says that there is nothing to do', async () => {
    expect(await render([])).toContain('No open incident');
  });

  it('keeps what was typed through a refresh', async () => {
    const markup = await render([], makeRequest({ forms: { operator: 'Som "chai"' } }));

    expect(markup).toContain('name="operator" type="text" value="Som &quot;chai&quot;"');
  });

  it('stays under 200 kB with 200 open incidents, and says how many are not shown', async () => {
    const incidents = Array.from({ length: 200 }, (_, i) =>
      makeIncident({ incidentId: `SOS-${String(i).padStart(8, '0')}` }),
    );

    const markup = await render(incidents);

    expect(shownIds(markup)).toHaveLength(mostRows);
    expect(markup).toContain(`Incidents not shown: ${200 - mostRows}`);
    expect(Buffer.byteLength(markup)).toBeLessThan(200_000);
  });

  it.each(hostileTexts)('shows a hostile text as text: %.30s', async (text) => {
    const name = { th: text, en: text };
    const incident = makeIncident({
      kind: 'person',
      assignee: text,
      deviceId: text,
      subject: { label: name },
      place: { siteId: 'x', name, latitude: 0, longitude: 0 },
    });

    const markup = await render([incident], makeRequest({ forms: { operator: text, comment: text } }));

    expect(markup).not.toMatch(/<script|<img|<a href="javascript| onmouseover='/);
    expect(readableOf(markup)).toContain(text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '').slice(0, 100));
  });
});
