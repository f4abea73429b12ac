import {
  canMove,
  type Incident,
  isActive,
  type MovedState,
  moveFields,
} from '../../lambdas/incidents/incident.ts';
import type { IncidentStore } from '../../lambdas/incidents/incident-store.ts';
import type { Assignment, JoinPointer } from '../../lambdas/incidents/joining.ts';
import type { JoiningStore } from '../../lambdas/incidents/joining-store.ts';
import { type SentAlert, type TimelineStep, timelineOf } from '../../lambdas/incidents/timeline.ts';

export interface MemoryIncidentStore extends IncidentStore {
  readonly kept: ReadonlyMap<string, Incident>;
  /** As raise-alert keeps it beside the incident. */
  keepSentAlert(incidentId: string, alert: SentAlert): void;
}

export function memoryIncidentStore(): MemoryIncidentStore {
  const kept = new Map<string, Incident>();
  const steps = new Map<string, Map<string, TimelineStep>>();
  const alerts = new Map<string, SentAlert[]>();
  const change = (incidentId: string, fields: Partial<Incident>) => {
    const incident = kept.get(incidentId);
    if (incident !== undefined) kept.set(incidentId, { ...incident, ...fields });
  };
  return {
    kept,
    ...memoryJoiningStore(),
    create: async (incident) => {
      if (kept.has(incident.incidentId)) return 'existed';
      kept.set(incident.incidentId, incident);
      return 'created';
    },
    move: async (incidentId, to, { by, at }) => {
      const incident = kept.get(incidentId);
      if (incident === undefined || !canMove(incident.state, to)) return 'unmoved';
      const fields = moveFields[to as MovedState];
      change(incidentId, { state: to, [fields.at]: at, [fields.by]: by });
      return 'moved';
    },
    find: async (incidentId) => kept.get(incidentId),
    markAlertAsked: async (incidentId, at) =>
      change(incidentId, { alertAskedAt: kept.get(incidentId)?.alertAskedAt ?? at }),
    countEvent: async (incidentId, { of, count, at }) => {
      const [counter, last] =
        of === 'press' ? (['pressCount', 'lastPressAt'] as const) : (['seenCount', 'lastSeenAt'] as const);
      const incident = kept.get(incidentId);
      if ((incident?.[counter] ?? 0) >= count) return 'counted';
      if (incident === undefined || !isActive(incident)) return 'closed';
      change(incidentId, { [counter]: count, [last]: at });
      return 'counted';
    },
    assign: async (incidentId, assignee) => {
      const incident = kept.get(incidentId);
      if (incident === undefined || !isActive(incident)) return 'unassigned';
      change(incidentId, { assignee });
      return 'assigned';
    },
    addStep: async (incidentId, step) => {
      const own = steps.get(incidentId) ?? new Map<string, TimelineStep>();
      steps.set(incidentId, own);
      if (own.has(step.stepId)) return 'existed';
      own.set(step.stepId, step);
      return 'added';
    },
    timeline: async (incidentId) => {
      const incident = kept.get(incidentId);
      if (incident === undefined) return [];
      const stored = [...(steps.get(incidentId)?.values() ?? [])];
      return timelineOf(
        incident,
        stored.toSorted((a, b) => (a.stepId < b.stepId ? -1 : 1)),
        alerts.get(incidentId) ?? [],
      );
    },
    keepSentAlert: (incidentId, alert) =>
      void alerts.set(incidentId, [...(alerts.get(incidentId) ?? []), alert]),
  };
}

function memoryJoiningStore(): JoiningStore {
  const pointers = new Map<string, JoinPointer>();
  const assignments = new Map<string, Assignment>();
  const idOf = (key: string, causeId: string) => JSON.stringify([key, causeId]);
  return {
    readPointer: async (key) => ({ rev: pointers.get(key)?.rev ?? 0, pointer: pointers.get(key) }),
    swapPointer: async (key, rev, pointer) => {
      if ((pointers.get(key)?.rev ?? 0) !== rev) return 'overtaken';
      pointers.set(key, pointer);
      return 'swapped';
    },
    findAssignment: async (key, causeId) => assignments.get(idOf(key, causeId)),
    keepAssignment: async (key, assignment) => {
      const id = idOf(key, assignment.causeId);
      if ((assignments.get(id)?.rev ?? 0) < assignment.rev) assignments.set(id, assignment);
    },
  };
}
