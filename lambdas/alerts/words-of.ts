import type { RaiseAlertMessage } from '../zone/messages.ts';
import { type AlertWords, alertWords, recoveryWords, seenAgainWords } from './alert-words.ts';
import { cameraFaultTodo } from './camera-fault-words.ts';
import { poleFaultWords } from './pole-fault-words.ts';
import { shorten } from './shorten.ts';

/** As long as the words of a kind may be. */
export const smsWordUnits = 20;

/** The words of the alert's kind, save where a camera's or pole's fault, a recovery or somebody seen again has its own. */
export function wordsOf({
  kind,
  subject,
  recoveredAt,
  joinedBy,
}: Pick<RaiseAlertMessage, 'kind' | 'subject' | 'recoveredAt' | 'joinedBy'>): AlertWords {
  if (recoveredAt !== undefined) return recoveryWords;
  if (joinedBy !== undefined) return { ...alertWords[kind], ...seenAgainWords[kind] };
  if (subject?.poleFault !== undefined) return { ...alertWords[kind], ...poleFaultWords[subject.poleFault] };
  if (subject?.cameraFault === undefined) return alertWords[kind];
  const { label, cameraFault } = subject;
  return {
    ...alertWords[kind],
    sms: shorten(label.th, smsWordUnits),
    subject: `Camera fault: ${cameraFault}`,
    todo: cameraFaultTodo[cameraFault],
  };
}
