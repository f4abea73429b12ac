import { Command } from 'commander';
import { joinKeyOf } from '../lambdas/incidents/joining.ts';
import type { Sighting } from '../lambdas/sightings/sighting.ts';
import { isVisibleTo } from '../lambdas/watchlist/watchlist-entry.ts';
import type { ExplainPorts } from './explain-ports.ts';
import { explainSighting } from './explain-sighting.ts';
import { decisionsAbout, storedLines } from './explain-stored.ts';
import { describeLines, describeStored, describeVerdicts, linesOf } from './explain-words.ts';
import { IncidentCommandError } from './incident-words.ts';
import {
  type AuditOptions,
  type SearchCommandParams,
  searchDefaults,
  withAuditOptions,
} from './search-options.ts';

interface ExplainOptions extends AuditOptions {
  readonly agency?: string;
}

type Params = Omit<SearchCommandParams<ExplainPorts>, 'err'>;

const defaults: Params = {
  ...searchDefaults,
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./explain-ports.ts')).openExplainPorts(stackName),
};

/** `zone explain`: why somebody was told, or nobody was. Throws IncidentCommandError where there is nothing of that id. */
export function explainCommand(overrides: Partial<Params> = {}): Command {
  const params = { ...defaults, ...overrides };
  const command = new Command('explain')
    .description('who was told of an incident or a sighting and why, or why nobody was')
    .argument('<id>', 'an incident, e.g. SOS-7KQ2MD9F, or a sighting, e.g. face-…')
    .option('--agency <name>', 'who asks: entries for other agencies alone stay hidden');
  return withAuditOptions(command).action((id: string, options: ExplainOptions) =>
    explain(id.trim(), options, params),
  );
}

async function explain(id: string, options: ExplainOptions, params: Params): Promise<void> {
  const ports = await params.openPorts(options.stack);
  const isIncident = /^[A-Za-z]{3}-[0-9A-Za-z]{4,16}$/.test(id);
  const found = isIncident
    ? await explainIncident(id.toUpperCase(), ports)
    : await explainOneSighting(id, options, params, ports);
  params.out(options.json ? `${JSON.stringify(found.json, null, 2)}\n` : found.text);
}

async function explainIncident(incidentId: string, { incidents, decisions, settings }: ExplainPorts) {
  const incident = await incidents.find(incidentId);
  if (incident === undefined) throw new IncidentCommandError(`there is no incident ${incidentId} (any more)`);
  const lines = linesOf(await incidents.timeline(incidentId), await decisions.list(incidentId));
  const { timeZone } = await settings.read();
  const isSeen = incident.kind === 'person' || incident.kind === 'plate';
  const more = isSeen ? `zone explain ${incident.causeId}\n` : '';
  return { json: { incident, lines }, text: describeLines(incident, lines, timeZone) + more };
}

async function explainOneSighting(id: string, options: ExplainOptions, params: Params, ports: ExplainPorts) {
  const { agency = '', reason, by = params.userName() } = options;
  const at = params.clock();
  const sighting = await ports.sightings.find(id);
  const made = await decisionsAbout(id, ports);
  if (sighting === undefined && made.length === 0)
    throw new IncidentCommandError(`there is no sighting ${id} (any more)`);
  const subject = sighting?.kind === 'face' || id.startsWith('face-') ? 'search#faces' : 'search#plates';
  await ports.audit.record({ subject, at, action: 'search', by, reason, query: `explain ${id}` });
  const all = await ports.watchlist.list();
  const entries = all.filter((entry) => isVisibleTo(entry, agency));
  const hidden = new Set(all.filter((entry) => !isVisibleTo(entry, agency)).map(({ entryId }) => entryId));
  const { thresholds, timeZone } = await ports.settings.read();
  const corrections = await ports.corrections.list();
  const rules = { entries, corrections, faceAlertPercent: thresholds.faceAlertPercent, now: at };
  const seen = sighting && withoutPersons(sighting, hidden);
  const verdicts = seen === undefined ? [] : explainSighting(seen, rules);
  const named = [...made, ...verdicts].flatMap(({ entryId }) => entryId ?? []);
  const shown = new Set(named.filter((entryId) => !hidden.has(entryId)));
  const incidentIds = seen === undefined ? [] : await incidentsOf(seen, shown, ports);
  const stored = await storedLines(made, { sightingId: id, hidden, corrections, incidentIds }, ports);
  const json = { sightingId: id, stored, computedAt: at, verdicts, incidentIds };
  const today = seen === undefined ? '' : describeVerdicts(id, verdicts, incidentIds);
  return { json, text: `${describeStored(stored, timeZone)}${today}` };
}

function withoutPersons(sighting: Sighting, hidden: ReadonlySet<string>): Sighting {
  if (sighting.kind !== 'face') return sighting;
  return { ...sighting, persons: sighting.persons.filter(({ entryId }) => !hidden.has(entryId)) };
}

/** Where the sighting went then, whatever its gates say today. */
async function incidentsOf(
  { sightingId, cameraId, kind }: Sighting,
  entryIds: ReadonlySet<string>,
  { incidents }: ExplainPorts,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entryId of entryIds) {
    const about = { kind: kind === 'face' ? 'person' : 'plate', drill: false, deviceId: cameraId } as const;
    const key = joinKeyOf(about, entryId);
    const last = (await incidents.readPointer(key)).pointer?.last;
    const went = last?.causeId === sightingId ? last : await incidents.findAssignment(key, sightingId);
    if (went !== undefined) found.push(went.incidentId);
  }
  return found;
}
