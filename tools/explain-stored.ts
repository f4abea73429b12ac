import type { Incident } from '../lambdas/incidents/incident.ts';
import type { Correction } from '../lambdas/watchlist/correction.ts';
import type { Decision, SightingDecision } from '../lambdas/zone/decision.ts';
import type { ExplainPorts } from './explain-ports.ts';

/** One thing that was written down about a sighting when it was decided. */
export interface StoredLine {
  /** Epoch ms. */
  readonly at: number;
  /** The person who decided; left out: the zone, by its rules. */
  readonly by?: string;
  readonly gate: string;
  readonly outcome: Decision['outcome'];
  readonly why: string;
  /** The watchlist entry that it is about. */
  readonly entryId?: string | undefined;
  /** The incident whose alert it is about, and of which tier. */
  readonly incidentId?: string;
  readonly tier?: number | undefined;
}

export interface StoredParams {
  readonly sightingId: string;
  /** Entries that the one who asks may not know of. */
  readonly hidden: ReadonlySet<string>;
  readonly corrections: readonly Correction[];
  readonly incidentIds: readonly string[];
}

/** What the zone wrote down of a pass: with its sighting, or for itself where nobody was named. */
export async function decisionsAbout(
  sightingId: string,
  { sightings, decisions }: Pick<ExplainPorts, 'sightings' | 'decisions'>,
): Promise<readonly SightingDecision[]> {
  const alone = await decisions.list(sightingId);
  const unnamed = alone.map(
    ({ at, gate, outcome, why }): SightingDecision => ({
      ...{ at, gate, why, outcome: outcome === 'passed' ? 'passed' : 'stopped' },
    }),
  );
  return [...(await sightings.listDecisions(sightingId)), ...unnamed];
}

/** All of it in order: the gates of the sighting, the alerts it asked for, and what an operator said afterwards. */
export async function storedLines(
  made: readonly SightingDecision[],
  { sightingId, hidden, corrections, incidentIds }: StoredParams,
  ports: Pick<ExplainPorts, 'incidents' | 'decisions'>,
): Promise<readonly StoredLine[]> {
  const lines: StoredLine[] = [...made];
  for (const incidentId of incidentIds) {
    const incident = await ports.incidents.find(incidentId);
    const about = (await ports.decisions.list(incidentId)).filter(isAbout(sightingId, incident));
    lines.push(...about.map(({ about: _, ...one }) => ({ ...one, incidentId })));
  }
  const said = corrections.filter((one) => one.sightingId === sightingId);
  lines.push(
    ...said.map(
      ({ correctedAt: at, by, reason: why, personId: entryId }): StoredLine => ({
        ...{ at, by, gate: 'corrected', outcome: 'stopped', why, entryId },
      }),
    ),
  );
  return lines
    .filter(({ entryId }) => entryId === undefined || !hidden.has(entryId))
    .toSorted((a, b) => a.at - b.at);
}

/** What names no cause is about the incident as a whole, and so about the sighting that opened it. */
function isAbout(sightingId: string, incident: Incident | undefined) {
  return ({ cause }: Decision) => (cause ?? incident?.causeId) === sightingId;
}
