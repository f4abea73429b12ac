import { type DecidePorts, decide } from '../alerts/decide.ts';
import { incidentOfCause, openIncidentOf } from '../incidents/find-joined.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import { joinKeyOf } from '../incidents/joining.ts';
import { newStep, type TimelineStep } from '../incidents/timeline.ts';
import { LogEvent } from '../zone/log-events.ts';
import { incidentIdOf } from '../zone/names.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { Origin } from './pole-place.ts';
import type { PoleStateStore } from './pole-state-store.ts';

/** What a person said at the pole after a press: pressed by mistake, or safe again. */
export interface Answer {
  readonly what: 'press-canceled' | 'press-safe';
  readonly answerId: string;
  /** Left out: the incident of the pole that is open. */
  readonly pressId?: string | undefined;
  readonly drill: boolean;
}

export interface TakeAnswerPorts extends DecidePorts {
  readonly incidents: IncidentStore;
  readonly states: Pick<PoleStateStore, 'forgetPresses'>;
  readonly telemetry: Telemetry;
}

const words: Readonly<Record<Answer['what'], string>> = {
  'press-canceled': 'แจ้งที่เสาว่ากดผิด · said at the pole: pressed by mistake',
  'press-safe': 'แจ้งที่เสาว่าปลอดภัยแล้ว · said at the pole: I am safe',
};

const untold = 'said at the pole after a press: it stands in the timeline, an operator decides';

/**
 * Notes the answer in the timeline of the press's incident and changes nothing else: whoever made somebody press may
 * make them take it back, so an operator decides. Nobody is sent a message of it; who opens the incident reads it.
 */
export async function takeAnswer(
  answer: Answer,
  { poleId, receivedAt }: Origin,
  ports: TakeAnswerPorts,
): Promise<void> {
  const { incidents, states, telemetry } = ports;
  const { what, answerId, pressId, drill } = answer;
  const fields = { poleId, what, answerId, pressId, drill };
  const incidentId = await incidentOf(answer, poleId, incidents);
  if (incidentId === undefined) return telemetry.warn(LogEvent.pressAnsweredNothing, fields);
  const step = newStep({ at: receivedAt, what, by: poleId, text: words[what], cause: answerId });
  const before = await incidents.timeline(incidentId);
  if (!before.some((one) => causeOf(one) === causeOf(step))) await incidents.addStep(incidentId, step);
  const decision = { at: receivedAt, gate: 'press-answered', outcome: 'stopped', why: untold } as const;
  await decide({ incidentId, tier: 1 }, decision, ports);
  telemetry.info(LogEvent.pressAnswered, { ...fields, incidentId });
  await states.forgetPresses(poleId, { pressId: answerId, at: receivedAt });
}

/**
 * The incident of the named press, else the one that is open. A press that is named and has not come yet will open
 * the incident of its own id, where the step waits for it.
 */
async function incidentOf(
  { pressId, drill }: Answer,
  poleId: string,
  incidents: IncidentStore,
): Promise<string | undefined> {
  const keyOf = (isDrill: boolean) => joinKeyOf({ kind: 'sos', drill: isDrill, deviceId: poleId });
  if (pressId !== undefined) {
    for (const key of [keyOf(drill), keyOf(!drill)]) {
      const found = await incidentOfCause(key, pressId, incidents);
      if (found !== undefined) return found;
    }
  }
  const open = await openIncidentOf(keyOf(drill), incidents);
  if (open !== undefined) return open.incidentId;
  return pressId === undefined ? undefined : incidentIdOf('sos', poleId, pressId);
}

/** A pole repeats its message until it is answered, each time at another time of the broker's. */
function causeOf({ stepId }: TimelineStep): string {
  return stepId.slice(stepId.indexOf('#'));
}
