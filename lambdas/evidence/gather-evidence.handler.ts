// Triggered by: the evidence queue (SQS): whoever opens an incident asks for it, and this function asks itself for what comes later.
// Reads and writes: cameras and settings in the registry, video by GetImages and GetClip, sightings and their pictures; writes the incident evidence bucket and the incident's timeline.
// On failure: the message comes back after six minutes and goes on where it stopped; after its last try it is a dead letter with an alarm, and can be sent again while the video is kept.
// Seen by the operator as: steps of the incident's timeline, `zone evidence export`, EVIDENCE_GATHERED and EVIDENCE_FAILED in the log.
import { queueHandler } from '../runtime/queue-handler.ts';
import { gatherEvidenceMessage } from '../zone/messages.ts';
import { awsEvidencePorts } from './aws-evidence-ports.ts';
import { gatherEvidenceEnvironment } from './gather-evidence.env.ts';
import { gatherEvidence } from './gather-evidence.ts';

export const handler = queueHandler({
  name: 'gather-evidence',
  environment: gatherEvidenceEnvironment,
  message: gatherEvidenceMessage,
  wire: (wiring) => {
    const ports = awsEvidencePorts(wiring);
    return (message) => gatherEvidence(message, ports);
  },
});
