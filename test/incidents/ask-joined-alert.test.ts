import { describe, expect, it } from 'vitest';
import { askJoinedAlert } from '../../lambdas/incidents/ask-joined-alert.ts';
import { raiseAlertMessage } from '../../lambdas/zone/messages.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { makeIncident } from './make-incident.ts';

const incident = makeIncident({ kind: 'plate', incidentId: 'PLT-00000001' });
const place = { ...incident.place, siteId: 'pier' };
const event = makeIncident({ kind: 'plate', deviceId: 'cam-pier', causeId: 'sighting-2', place });

describe('askJoinedAlert', () => {
  it('asks for an alert of the open incident with the place and device of what joined it', async () => {
    const alerts = memoryAlertQueue();

    await askJoinedAlert(event, incident, alerts);

    expect(raiseAlertMessage.parse(alerts.sent[0])).toMatchObject({
      incidentId: 'PLT-00000001',
      deviceId: 'cam-pier',
      place: { siteId: 'pier' },
      joinedBy: 'sighting-2',
    });
  });

  it.each(['sos', 'device'] as const)('asks for none when a %s comes again', async (kind) => {
    const alerts = memoryAlertQueue();

    await askJoinedAlert({ ...event, kind }, { ...incident, kind }, alerts);

    expect(alerts.sent).toEqual([]);
  });
});
