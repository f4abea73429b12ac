import type { Incident, IncidentState } from './incident.ts';
import type { JoiningStore } from './joining-store.ts';
import type { TimelineStep } from './timeline.ts';

/** Who moved an incident, and when (epoch ms). */
export interface Mover {
  readonly by: string;
  readonly at: number;
}

/** The events that an incident counts: presses, or how often a person, plate or fault came again. */
export interface EventCount {
  readonly of: 'press' | 'seen';
  readonly count: number;
  /** Of the latest; epoch ms. */
  readonly at: number;
}

/** Where incidents are kept, with all that happens to them. */
export interface IncidentStore extends JoiningStore {
  /** Keeps the incident if its id is new. One that exists is left as it is, whatever its state became meanwhile. */
  create(incident: Incident): Promise<'created' | 'existed'>;
  /** Moves the incident on, if its state allows it (`canMove`); `unmoved` too when there is none. */
  move(incidentId: string, to: IncidentState, mover: Mover): Promise<'moved' | 'unmoved'>;
  find(incidentId: string): Promise<Incident | undefined>;
  /** That the first alert was asked for; the first time stands. */
  markAlertAsked(incidentId: string, at: number): Promise<void>;
  /**
   * Counts up to `count`; lower counts change nothing and are `counted`. `closed`: the incident had ended before it
   * reached that count, or is gone.
   */
  countEvent(incidentId: string, event: EventCount): Promise<'counted' | 'closed'>;
  /** Gives an incident that is not closed to somebody. */
  assign(incidentId: string, assignee: string): Promise<'assigned' | 'unassigned'>;
  /** Keeps a step of the timeline once under its id; the incident need not exist. */
  addStep(incidentId: string, step: TimelineStep): Promise<'added' | 'existed'>;
  /** Everything that happened, oldest first (`timelineOf`); empty when there is no such incident. */
  timeline(incidentId: string): Promise<readonly TimelineStep[]>;
}
