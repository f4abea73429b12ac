import { freeText, payloadOf, type Runbook, type RunbookParameter } from './runbook.ts';
import { incidentId, reason } from './runbook-parameters.ts';

const comment: RunbookParameter = {
  type: 'String',
  description: { th: 'ความเห็น (ไม่บังคับ)', en: 'comment for the timeline; may be empty' },
  allowedPattern: freeText(0, 1000),
  default: '',
};
const incident = '{{ IncidentId }}';
const said = '{{ Comment }}';

export const incidentRunbooks: readonly Runbook[] = [
  {
    name: 'AcknowledgeIncident',
    description: {
      th: 'รับทราบเหตุ: มีผู้รับผิดชอบแล้ว หยุดแจ้งระดับถัดไป',
      en: 'Acknowledge an incident: somebody is on it, and no further tier is told.',
    },
    group: 'operate',
    parameters: { IncidentId: incidentId, Comment: comment },
    payload: payloadOf('move-incident', { incidentId: incident, to: 'acknowledged', comment: said }),
  },
  {
    name: 'ResolveIncident',
    description: {
      th: 'ปิดเหตุ: เสร็จสิ้น หรือแจ้งผิด ปิดแล้วเปิดใหม่ไม่ได้',
      en: 'Close an incident as resolved or as a false alarm. It cannot be opened again.',
    },
    group: 'operate',
    parameters: {
      IncidentId: incidentId,
      Outcome: {
        type: 'String',
        description: { th: 'ผล: resolved เสร็จสิ้น, false-alarm แจ้งผิด', en: 'how it ended' },
        allowedValues: ['resolved', 'false-alarm'],
      },
      Comment: comment,
    },
    payload: payloadOf('move-incident', { incidentId: incident, to: '{{ Outcome }}', comment: said }),
  },
  {
    name: 'ExportEvidence',
    description: {
      th: 'ส่งออกหลักฐานของเหตุไปยังโฟลเดอร์ exports/ ในบักเก็ตหลักฐาน เก็บไว้ 7 วัน',
      en: 'Copy the evidence of an incident, with its sums, to exports/ of the evidence bucket; it lies there for a week.',
    },
    group: 'operate',
    parameters: { IncidentId: incidentId, Reason: reason },
    payload: payloadOf('export-evidence', { incidentId: incident, reason: '{{ Reason }}' }),
  },
];
