import type { StandingInstructions } from '../zone/incident-file.ts';
import type { AlertKind, CameraFault, PoleFault } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { alertWords, drillWords } from './alert-words.ts';
import { cameraFaultTodo } from './camera-fault-words.ts';
import { poleFaultWords } from './pole-fault-words.ts';

export interface InstructedIncident {
  readonly kind: AlertKind;
  readonly drill: boolean;
  readonly cameraFault?: CameraFault | undefined;
  readonly poleFault?: PoleFault | undefined;
}

/** What to do about an incident: of a drill nothing, else as the zone file says, else as the zone came. */
export function standingInstruction(
  { kind, drill, cameraFault, poleFault }: InstructedIncident,
  instructions: StandingInstructions = {},
): Bilingual {
  if (drill) return drillWords.todo;
  return instructions[kind] ?? faultTodo(cameraFault, poleFault) ?? alertWords[kind].todo;
}

function faultTodo(cameraFault?: CameraFault, poleFault?: PoleFault): Bilingual | undefined {
  if (cameraFault !== undefined) return cameraFaultTodo[cameraFault];
  return poleFault && poleFaultWords[poleFault].todo;
}
