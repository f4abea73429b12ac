import type { StandingInstructions } from '../zone/incident-file.ts';
import type { AlertKind, CameraFault } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { alertWords, drillWords } from './alert-words.ts';
import { cameraFaultTodo } from './camera-fault-words.ts';

export interface InstructedIncident {
  readonly kind: AlertKind;
  readonly drill: boolean;
  readonly cameraFault?: CameraFault | undefined;
}

/** What to do about an incident: of a drill nothing, else as the zone file says, else as the zone came. */
export function standingInstruction(
  { kind, drill, cameraFault }: InstructedIncident,
  instructions: StandingInstructions = {},
): Bilingual {
  if (drill) return drillWords.todo;
  const usual = cameraFault === undefined ? alertWords[kind].todo : cameraFaultTodo[cameraFault];
  return instructions[kind] ?? usual;
}
