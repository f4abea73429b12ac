import { activeStates, type Incident, type IncidentState } from '../incidents/incident.ts';
import type { IncidentIndex } from '../incidents/incident-index.ts';
import type { ToldTiers } from './told-tiers.ts';

export interface BoardRow {
  readonly incident: Incident;
  /** 0: nobody was told yet. */
  readonly tierTold: number;
}

export interface IncidentsBoard {
  /** The most urgent first. */
  readonly rows: readonly BoardRow[];
  readonly counts: Readonly<Record<'open' | 'acknowledged' | 'responding', number>>;
  /** Of those that nobody acknowledged, when the first was opened; epoch ms. */
  readonly waitingSince?: number;
  readonly notShown: number;
}

export interface BoardPorts {
  readonly index: IncidentIndex;
  readonly told: ToldTiers;
}

/** More rows than anybody reads; each costs a query, and the widget may be 200 kB. */
export const mostRows = 40;
/** Of each state; beyond it the board counts no further. */
const mostOfState = 500;

/** The incidents that need a hand: those that nobody acknowledged before others, SOS first, drills and faults last. */
export async function readBoard({ index, told }: BoardPorts): Promise<IncidentsBoard> {
  const found = await Promise.all(activeStates.map((state) => index.newest(state, mostOfState)));
  const incidents = found.flat().toSorted(byUrgency);
  const countOf = (state: IncidentState) => incidents.filter((incident) => incident.state === state).length;
  const waiting = incidents.filter(({ state }) => state === 'open').map(({ openedAt }) => openedAt);
  const rows = incidents
    .slice(0, mostRows)
    .map(async (incident) => ({ incident, tierTold: await told.highest(incident.incidentId) }));
  return {
    rows: await Promise.all(rows),
    counts: {
      open: countOf('open'),
      acknowledged: countOf('acknowledged'),
      responding: countOf('responding'),
    },
    ...(waiting.length === 0 ? {} : { waitingSince: Math.min(...waiting) }),
    notShown: Math.max(0, incidents.length - mostRows),
  };
}

const kindOrder = ['sos', 'person', 'plate', 'loitering', 'crowd', 'device'] as const;

/** Who has waited longest stands first among equals. */
export function byUrgency(a: Incident, b: Incident): number {
  const rank = ({ state, drill, kind }: Incident) =>
    Number(state !== 'open') * 100 + Number(drill) * 10 + kindOrder.indexOf(kind);
  return rank(a) - rank(b) || a.openedAt - b.openedAt;
}
