import { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newStep } from '../../lambdas/incidents/timeline.ts';
import { recordSighting } from '../../lambdas/sightings/record-sighting.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import { explainCommand } from '../../tools/explain.ts';
import { type ExplainSightingParams, explainSighting } from '../../tools/explain-sighting.ts';
import { makeIncident, pressedAt } from '../incidents/make-incident.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memorySettingsStore } from '../memory/settings-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makeFaceSighting, makePlateSighting, makeUnreadPlateSighting } from '../sightings/make-sighting.ts';
import { makeCorrection } from '../watchlist/make-correction.ts';
import { makePersonEntry, makePlateEntry } from '../watchlist/make-entry.ts';

const now = 1_767_300_000_000;
const past = now / 1000 - 1;
const rules = { faceAlertPercent: 99, now, corrections: [], entries: [makePersonEntry(), makePlateEntry()] };
const like = (similarityPercent: number) => [{ entryId: 'nk-2026-014', similarityPercent }];

describe('why a sighting became no incident', () => {
  it.each<[string, Sighting, Partial<ExplainSightingParams>, string]>([
    ['a plate that was not read', makeUnreadPlateSighting(), {}, 'reading'],
    ['a plate that nobody looks for', makePlateSighting(), { entries: [] }, 'no-entry'],
    [
      'a plate whose entry expired',
      makePlateSighting(),
      { entries: [{ ...makePlateEntry(), expiresAt: past }] },
      'expired-entry',
    ],
    ['a face less alike than asked for', makeFaceSighting({ persons: like(98.9) }), {}, 'threshold'],
    ['a face of one shot alone', makeFaceSighting({ unconfirmed: true }), {}, 'unconfirmed'],
    ['a face whose entry is gone', makeFaceSighting(), { entries: [] }, 'no-entry'],
    [
      'a face whose entry expired',
      makeFaceSighting(),
      { entries: [makePersonEntry({ expiresAt: past })] },
      'expired-entry',
    ],
    ['staff', makeFaceSighting(), { entries: [makePersonEntry({ category: 'staff-ignore' })] }, 'staff'],
    [
      'a face that an operator corrected',
      makeFaceSighting({ sightingId: 'face-0001' }),
      { corrections: [makeCorrection()] },
      'corrected',
    ],
  ])('%s', (_, sighting, overrides, gate) => {
    const verdicts = explainSighting(sighting, { ...rules, ...overrides });

    expect(verdicts.map((verdict) => verdict.gate)).toContain(gate);
    expect(verdicts.every(({ outcome }) => outcome === 'stopped')).toBe(true);
  });
});

describe('the gates of an explanation', () => {
  const entry = fc.record({
    category: fc.constantFrom('wanted' as const, 'staff-ignore' as const),
    isExpired: fc.boolean(),
    isThere: fc.boolean(),
  });
  const seen = fc.record({ similarityPercent: fc.integer({ min: 90, max: 100 }), isAlone: fc.boolean() });

  it('say passed exactly where the zone itself opens an incident', async () => {
    await fc.assert(
      fc.asyncProperty(
        entry,
        seen,
        async ({ category, isExpired, isThere }, { similarityPercent, isAlone }) => {
          const person = makePersonEntry({ category, ...(isExpired ? { expiresAt: past } : {}) });
          const entries: WatchlistEntry[] = isThere ? [person] : [];
          const alone = isAlone ? { unconfirmed: true as const } : {};
          const sighting = makeFaceSighting({ persons: like(similarityPercent), ...alone });
          const incidents = memoryIncidentStore();
          const ports = {
            ...{ incidents, alerts: memoryAlertQueue(), telemetry: memoryTelemetry() },
            ...{ sightings: memorySightingStore(), watchlist: memoryWatchlistStore(entries) },
          };
          await recordSighting(sighting, { now, faceAlertPercent: 99 }, ports);

          const verdicts = explainSighting(sighting, { ...rules, entries });
          expect(verdicts.some(({ outcome }) => outcome === 'passed')).toBe(incidents.kept.size === 1);
        },
      ),
    );
  });
});

async function makeTool() {
  const incidents = memoryIncidentStore();
  const sightings = memorySightingStore();
  const decisions = memoryDecisionLog();
  const audit = memoryAuditLog();
  const watchlist = memoryWatchlistStore([makePersonEntry({ visibleTo: ['police'] }), makePlateEntry()]);
  const printed: string[] = [];
  const ports = {
    ...{ incidents, sightings, decisions, audit, watchlist },
    ...{ corrections: memoryCorrectionStore(), settings: memorySettingsStore() },
  };
  const run = (...words: string[]) => {
    const command = explainCommand({
      openPorts: async () => ports,
      out: (text) => void printed.push(text),
      clock: () => now,
      userName: () => 'somchai',
    });
    return new Command('zone').addCommand(command).parseAsync(['explain', ...words], { from: 'user' });
  };
  return { run, ...ports, text: () => printed.join('') };
}

describe('zone explain', () => {
  it('tells of an incident who was told and who was not, in order, in Thai and English', async () => {
    const { run, incidents, decisions, text } = await makeTool();
    const { incidentId } = makeIncident();
    await incidents.create(makeIncident());
    const about = { version: 1, about: incidentId, tier: 1 } as const;
    const sentAt = pressedAt + 3000;
    await decisions.keep({ ...about, at: sentAt, gate: 'delivery', outcome: 'sent', why: 'on duty: day' });
    await decisions.keep({ ...about, at: sentAt + 9, gate: 'joined', outcome: 'stopped', why: 'press 2' });
    incidents.keepSentAlert(incidentId, { record: 'alert#1', sentAt });
    await incidents.addStep(
      incidentId,
      newStep({ at: sentAt + 99, what: 'comment', by: 'nok', text: 'on my way' }),
    );

    await run(incidentId);

    const found = ['opened', 'on duty: day', 'joined an open incident', 'on my way'].map((part) =>
      text().indexOf(part),
    );
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
    expect(text()).toContain('รวมกับเหตุเดิม');
    // The step says no more than the decision.
    expect(text()).not.toContain('alert sent');
  });

  it('shows the gates of a sighting and the incident it went to, and that this is computed now', async () => {
    const tool = await makeTool();
    const ports = { ...tool, alerts: memoryAlertQueue(), telemetry: memoryTelemetry() };
    await recordSighting(makePlateSighting(), { now, faceAlertPercent: 99 }, ports);

    await tool.run('plate-1');

    const [incident] = tool.incidents.kept.values();
    expect(tool.text()).toContain(incident?.incidentId);
    expect(tool.text()).toContain('computed now');
    expect(tool.audit.rows).toMatchObject([
      { subject: 'search#plates', by: 'somchai', query: 'explain plate-1' },
    ]);
  });

  it('keeps entries for other agencies hidden', async () => {
    const tool = await makeTool();
    await tool.sightings.create(makeFaceSighting());

    await tool.run('face-1');
    expect(tool.text()).not.toContain('nk-2026-014');

    await tool.run('face-1', '--agency', 'police', '--json');
    expect(tool.text()).toContain('nk-2026-014');
  });

  it('tells of a sighting what was decided then, though the entry is gone today', async () => {
    const tool = await makeTool();
    const kept = { at: now - 9, gate: 'threshold', outcome: 'stopped', entryId: 'nk-1999-001' } as const;
    await tool.sightings.create(makeFaceSighting(), [{ ...kept, why: '97.5 % alike, 99 % asked for' }]);

    await tool.run('face-1', '--agency', 'police');

    expect(tool.text()).toContain('as it was decided');
    expect(tool.text()).toContain('97.5 % alike, 99 % asked for');
    expect(tool.text()).toContain('nk-1999-001');
  });

  it('tells why a sighting that joined an incident was not told, and nothing of the other sightings', async () => {
    const tool = await makeTool();
    const ports = { ...tool, alerts: memoryAlertQueue(), telemetry: memoryTelemetry() };
    const rulesThen = { now, faceAlertPercent: 99 };
    await recordSighting(makePlateSighting(), rulesThen, ports);
    await recordSighting(makePlateSighting({ sightingId: 'plate-3' }), rulesThen, ports);
    const [incident] = tool.incidents.kept.values();
    const about = { version: 1, about: incident?.incidentId ?? '', tier: 1, at: now + 1 } as const;
    await tool.decisions.keep({ ...about, gate: 'delivery', outcome: 'sent', why: 'first alert' });
    await tool.decisions.keep({
      ...{ ...about, gate: 'cooldown', outcome: 'stopped', why: 'told 3 minutes ago', cause: 'plate-3' },
    });

    await tool.run('plate-3', '--json');

    const { stored } = JSON.parse(tool.text());
    expect(stored.map(({ gate }: { gate: string }) => gate)).toEqual(['match', 'cooldown']);
  });

  it('tells of a pass that became no sighting why nobody was named', async () => {
    const tool = await makeTool();
    const why = 'another shot of the same pass does not show the person of the first';
    await tool.decisions.keep({
      ...{ version: 1, about: 'face-0009', at: now, gate: 'agreement', outcome: 'stopped', why },
    });

    await tool.run('face-0009');

    expect(tool.text()).toContain('second shot');
    expect(tool.text()).not.toContain('computed now');
    expect(tool.audit.rows).toMatchObject([{ subject: 'search#faces', query: 'explain face-0009' }]);
  });

  it('names the operator who said "not this person", and why', async () => {
    const tool = await makeTool();
    await tool.corrections.put(makeCorrection({ sightingId: 'face-1', correctedAt: now }));
    await tool.sightings.create(makeFaceSighting());

    await tool.run('face-1', '--agency', 'police');

    expect(tool.text()).toContain('by operator');
    expect(tool.text()).toContain('older by twenty years');
  });

  it('hides what was decided about entries for other agencies', async () => {
    const tool = await makeTool();
    const kept = {
      at: now,
      gate: 'threshold',
      outcome: 'stopped',
      why: '97 %',
      entryId: 'nk-2026-014',
    } as const;
    await tool.sightings.create(makeFaceSighting(), [kept]);

    await tool.run('face-1', '--json');

    expect(JSON.parse(tool.text())).toMatchObject({ stored: [] });
  });

  it.each(['SOS-00000000', 'face-unknown'])('says that there is nothing of the id %s', async (id) => {
    const { run } = await makeTool();

    await expect(run(id)).rejects.toThrow(id);
  });
});
